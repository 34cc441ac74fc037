import type { HostSummary } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { StateBadge } from '../../components/facts/state-badge.tsx'
import { plural } from '../../components/format.ts'
import { Section } from '../../components/page/section.tsx'
import { hostPath } from '../../components/paths.ts'
import classes from './dashboard.module.css'

export function WorstHosts({ hosts }: { hosts: HostSummary[] }) {
  return (
    <Section
      title="Hosts in the worst state"
      aside={
        <AppLink href="/hosts?sort=-security" className="link">
          All hosts
        </AppLink>
      }
    >
      <ul className={classes.rows}>
        {hosts.map((host) => (
          <li key={host.id} className={classes.row}>
            <span className={classes.name}>
              <AppLink href={hostPath(host.hostname)}>{host.hostname}</AppLink>
              <small>{host.os.variant}</small>
            </span>
            <span className={classes.figure}>
              {host.security_updates > 0 ? (
                <StateBadge state="security" text={`${host.security_updates} security`} />
              ) : (
                <StateBadge state={host.state} text={plural(host.bugfix_updates, 'update')} />
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
