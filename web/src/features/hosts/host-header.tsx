import { IconFlameFilled, IconRefreshAlert } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useCanWrite } from '../../api/session.ts'
import type { Host } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { StateBadge } from '../../components/facts/state-badge.tsx'
import { Tags } from '../../components/facts/tags.tsx'
import { plural } from '../../components/format.ts'
import { Notice } from '../../components/page/notice.tsx'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { listPath } from '../../components/paths.ts'
import { HostActions } from './host-actions.tsx'
import classes from './host-header.module.css'
import { listHostCves } from './hosts-api.ts'

export function HostHeader({ host }: { host: Host }) {
  const canWrite = useCanWrite()
  const facts: ReactNode[] = [
    <AppLink key="os" href={listPath('/hosts', { os_variant: host.os.variant_id })} className={classes.fact ?? ''}>
      {host.os.variant}
    </AppLink>,
    host.arch,
    host.kernel,
    host.ip,
    host.reverse_dns && host.reverse_dns !== host.hostname && `reverse name ${host.reverse_dns}`,
    <span key="seen">
      seen <Ago at={host.last_report_at} suffix />
    </span>,
    host.boot_time && (
      <span key="up">
        up for <Ago at={host.boot_time} />
      </span>
    ),
    host.client_version && `client ${host.client_version}`,
    !host.host_repos_only && 'also sees its release’s repositories',
    host.tags.length > 0 && <Tags key="tags" tags={host.tags} />,
  ]
  return (
    <ThingHeader
      name={host.hostname}
      state={<State host={host} />}
      facts={facts}
      actions={canWrite && <HostActions host={host} />}
    >
      {host.unknown.length > 0 && (
        <Notice>
          {host.unknown.length === 1 ? 'One repository' : `${host.unknown.length} repositories`} could not be read, so
          there may be more updates than shown: {host.unknown.join(', ')}
        </Notice>
      )}
    </ThingHeader>
  )
}

/** The answer in words: what is pending, whether a reboot is. */
function State({ host }: { host: Host }) {
  const { exploited, accepted } = useCveCounts(host.hostname)
  const text = {
    security: plural(host.security_updates, 'security update'),
    bugfix: plural(host.bugfix_updates, 'bugfix update'),
    unknown: 'Cannot tell: a repository was not read',
    silent: 'Silent: no report for too long',
    current: 'Current',
  }[host.state]
  return (
    <>
      <StateBadge state={host.state} text={text} />
      {host.state === 'security' && host.bugfix_updates > 0 && (
        <span className="dim">{plural(host.bugfix_updates, 'bugfix update')}</span>
      )}
      {exploited > 0 && (
        <AppLink
          href={listPath(`/hosts/${encodeURIComponent(host.hostname)}`, {
            tab: 'security',
            exploited: true,
            accepted: false,
          })}
          className={classes.exploited ?? ''}
        >
          <IconFlameFilled size={13} aria-hidden />
          {plural(exploited, 'exploited CVE')}
        </AppLink>
      )}
      {accepted > 0 && (
        <AppLink
          href={listPath(`/hosts/${encodeURIComponent(host.hostname)}`, { tab: 'security', accepted: true })}
          className="dim"
        >
          {plural(accepted, 'CVE')} accepted
        </AppLink>
      )}
      {host.reboot.state === 'yes' && (
        <span className={classes.reboot}>
          <IconRefreshAlert size={14} aria-hidden />
          <span>
            Reboot needed {host.reboot.reason && <span className={classes.reason}>{host.reboot.reason}</span>}
          </span>
        </span>
      )}
      {host.reboot.state === 'unknown' && (
        <span className="faint" title={host.reboot.reason}>
          Reboot: cannot tell
        </span>
      )}
    </>
  )
}

/** How many of its CVEs are known to be exploited (and not accepted), and how many are accepted. */
function useCveCounts(hostname: string): { exploited: number; accepted: number } {
  const filters = { exploited: { exploited: 'true', accepted: 'false' }, accepted: { accepted: 'true' } }
  const counts = useQueries({
    queries: Object.entries(filters).map(([what, filter]) => ({
      queryKey: ['CVEs', `${what}-of`, hostname],
      queryFn: () => listHostCves(hostname, { ...filter, per_page: '1' }),
    })),
  })
  const [exploited = 0, accepted = 0] = counts.map(({ data }) => data?.total ?? 0)
  return { exploited, accepted }
}
