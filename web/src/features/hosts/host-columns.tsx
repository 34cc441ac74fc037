import type { HostSummary } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { CountLink } from '../../components/facts/count-link.tsx'
import { RebootMark } from '../../components/facts/reboot-mark.tsx'
import { HOST_STATES, StateBadge } from '../../components/facts/state-badge.tsx'
import { Tags } from '../../components/facts/tags.tsx'
import { plural } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { countColumn } from '../../components/list/column-kinds.tsx'
import { hostPath, listPath } from '../../components/paths.ts'

/** A host's pending updates, as its page shows them. */
const pending = (host: HostSummary, security: boolean) =>
  listPath(hostPath(host.hostname), { tab: 'updates', state: 'pending', security })

/** A count that is only a lower bound says so. */
function Count({ host, security }: { host: HostSummary; security: boolean }) {
  const value = security ? host.security_updates : host.bugfix_updates
  if (value === 0 && host.has_unknown)
    return (
      <span className="faint" title="A repository could not be read">
        –
      </span>
    )
  return <CountLink value={value} href={pending(host, security)} tone={security ? 'security' : 'bugfix'} />
}

export const HOST_COLUMNS: Column<HostSummary>[] = [
  {
    key: 'hostname',
    title: 'Host',
    sort: 'hostname',
    cell: (host) => (
      <AppLink href={hostPath(host.hostname)} style={{ fontWeight: 500 }} title={host.hostname}>
        {host.hostname}
      </AppLink>
    ),
    text: (host) => host.hostname,
  },
  {
    key: 'state',
    title: 'State',
    width: 112,
    cell: (host) => <StateBadge state={host.state} />,
    filter: (host) => ({ key: 'state', value: host.state, label: HOST_STATES[host.state].word.toLowerCase() }),
    text: (host) => host.state,
  },
  {
    key: 'security',
    title: 'Security',
    sort: 'security',
    descending: true,
    align: 'right',
    width: 86,
    cell: (host) => <Count host={host} security />,
    text: (host) => host.security_updates,
  },
  {
    key: 'bugfix',
    title: 'Bugfix',
    sort: 'bugfix',
    descending: true,
    align: 'right',
    width: 76,
    cell: (host) => <Count host={host} security={false} />,
    text: (host) => host.bugfix_updates,
  },
  {
    key: 'os',
    title: 'System',
    sort: 'os',
    width: 190,
    cell: (host) => <span title={host.os.variant}>{host.os.variant}</span>,
    filter: (host) => ({ key: 'os_variant', value: String(host.os.variant_id), label: host.os.variant }),
    text: (host) => host.os.variant,
  },
  {
    key: 'kernel',
    title: 'Kernel',
    sort: 'kernel',
    width: 236,
    from: 'lg',
    cell: (host) => (
      <span title={host.kernel}>
        {host.kernel}
        <RebootMark reboot={host.reboot} />
      </span>
    ),
    filter: (host) => ({ key: 'reboot', value: host.reboot.state, label: `reboot: ${host.reboot.state}` }),
    text: (host) => host.kernel,
  },
  countColumn(
    'packages',
    'Packages',
    92,
    (host) => host.packages,
    (host) => hostPath(host.hostname, 'packages'),
    { sort: 'packages', from: 'xl' },
  ),
  {
    key: 'seen',
    title: 'Seen',
    sort: 'last_report',
    descending: true,
    width: 100,
    from: 'md',
    cell: (host) => <Ago at={host.last_report_at} />,
    text: (host) => host.last_report_at,
  },
  {
    key: 'tags',
    title: 'Tags',
    width: 150,
    from: 'lg',
    cell: (host) => <Tags tags={host.tags} />,
    filter: (host) => (host.tags[0] ? { key: 'tag', value: host.tags[0], label: `tag ${host.tags[0]}` } : undefined),
    text: (host) => host.tags.join(' '),
  },
  {
    key: 'reboot',
    title: 'Reboot',
    width: 90,
    optional: true,
    cell: (host) => host.reboot.state,
    filter: (host) => ({ key: 'reboot', value: host.reboot.state, label: `reboot: ${host.reboot.state}` }),
    text: (host) => host.reboot.state,
  },
  {
    key: 'arch',
    title: 'Architecture',
    width: 110,
    optional: true,
    cell: (host) => host.arch,
    filter: (host) => ({ key: 'arch', value: host.arch, label: host.arch }),
    text: (host) => host.arch,
  },
  {
    key: 'domain',
    title: 'Domain',
    width: 160,
    optional: true,
    cell: (host) => host.domain,
    filter: (host) => ({ key: 'domain', value: host.domain, label: host.domain }),
    text: (host) => host.domain,
  },
  { key: 'ip', title: 'Address', width: 130, optional: true, cell: (host) => host.ip, text: (host) => host.ip },
]

export function hostCard(host: HostSummary): Card {
  const reboot = host.reboot.state === 'yes' ? ' · reboot needed' : ''
  return {
    title: host.hostname,
    aside: <Ago at={host.last_report_at} />,
    second: <CardState host={host} />,
    third: `${host.os.variant}${reboot || ` · ${plural(host.packages, 'package')}`}`,
  }
}

/** The state with its count, then what else is pending. */
function CardState({ host }: { host: HostSummary }) {
  const { state, security_updates: security, bugfix_updates: bugfix } = host
  const text = { security: `${security} security`, bugfix: `${bugfix} bugfix` }[state as string]
  return (
    <>
      <StateBadge state={state} {...(text ? { text } : {})} />
      {state !== 'security' && security > 0 && <span className="dim num">{security} security</span>}
      {state !== 'bugfix' && bugfix > 0 && <span className="dim num">{bugfix} bugfix</span>}
    </>
  )
}
