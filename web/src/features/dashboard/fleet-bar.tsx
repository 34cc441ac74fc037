import { Tooltip } from '@mantine/core'
import type { Summary } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { HOST_STATE_ORDER, HOST_STATES, StateBadge } from '../../components/facts/state-badge.tsx'
import { count, plural } from '../../components/format.ts'
import { listPath } from '../../components/paths.ts'
import classes from './fleet-bar.module.css'

/** Every host in the state that it is in; each part leads to exactly its hosts. */
export function FleetBar({ hosts }: { hosts: Summary['hosts'] }) {
  const parts = HOST_STATE_ORDER.filter((state) => hosts[state] > 0)
  return (
    <section aria-label="Fleet by state" className={classes.fleet}>
      <div className={classes.bar}>
        {parts.map((state) => (
          <Tooltip key={state} label={`${plural(hosts[state], 'host')}: ${HOST_STATES[state].meaning}`}>
            <AppLink
              href={listPath('/hosts', { state })}
              className={classes.part ?? ''}
              data-state={state}
              style={{ flexGrow: hosts[state] }}
              aria-label={`${plural(hosts[state], 'host')}: ${HOST_STATES[state].meaning}`}
            >
              {' '}
            </AppLink>
          </Tooltip>
        ))}
      </div>
      <ul className={classes.labels}>
        {HOST_STATE_ORDER.map((state) => (
          <li key={state}>
            <AppLink href={listPath('/hosts', { state })} className={classes.label ?? ''}>
              <StateBadge state={state} />
              <span className="num">{count(hosts[state])}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
