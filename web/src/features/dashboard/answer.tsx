import type { ReactNode } from 'react'
import type { Summary } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { count, plural } from '../../components/format.ts'
import { listPath } from '../../components/paths.ts'
import classes from './dashboard.module.css'

/** The one sentence: what is the matter, worst first, and what is not known. */
export function Answer({ summary }: { summary: Summary }) {
  const { hosts, reboot_needed: reboot } = summary
  const to = (state: string) => listPath('/hosts', { state })
  const rest: ReactNode[] = [
    hosts.bugfix > 0 && (
      <Part key="b" href={to('bugfix')}>
        {count(hosts.bugfix)} need only bugfix updates
      </Part>
    ),
    hosts.unknown > 0 && (
      <Part key="u" href={to('unknown')}>
        {count(hosts.unknown)} cannot be judged
      </Part>
    ),
    hosts.silent > 0 && (
      <Part key="s" href={to('silent')}>
        {count(hosts.silent)} gone silent
      </Part>
    ),
    reboot > 0 && (
      <Part key="r" href={listPath('/hosts', { reboot: 'yes' })}>
        {count(reboot)} waiting for a reboot
      </Part>
    ),
  ].filter(Boolean)
  return (
    <div className={classes.answer}>
      <h1>
        {hosts.security > 0 ? (
          <>
            <AppLink href={to('security')} className={classes.bad ?? ''}>
              {plural(hosts.security, 'host')}
            </AppLink>{' '}
            of {count(hosts.total)} {hosts.security === 1 ? 'needs' : 'need'} security updates.
          </>
        ) : (
          calm(hosts)
        )}
      </h1>
      {rest.length > 0 && <p>{rest.flatMap((part, i) => (i === 0 ? [part] : [' · ', part]))}</p>}
    </div>
  )
}

/** No known security update: which is not the same as none. */
function calm({ total, unknown, silent }: Summary['hosts']): string {
  const unsure = unknown + silent
  if (unsure === 0) return `No security updates are pending on your ${plural(total, 'host')}.`
  return `No security updates are pending on the ${plural(total - unsure, 'host')} that can be judged.`
}

function Part({ href, children }: { href: string; children: ReactNode }) {
  return (
    <AppLink href={href} className={classes.part ?? ''}>
      {children}
    </AppLink>
  )
}
