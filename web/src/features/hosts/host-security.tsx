import { useMemo } from 'react'
import type { Host, HostCve, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { plural, sentence } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { cvePath, listPath } from '../../components/paths.ts'
import { AcceptButton } from '../../components/security/accept-button.tsx'
import { CVE_BASICS } from '../../components/security/cve-columns.tsx'
import { CveSeverity, ExploitedMark } from '../../components/security/cve-marks.tsx'
import { CveStateMark } from '../../components/security/cve-state-mark.tsx'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listHostCves } from './hosts-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listHostCves'>>[] = [
  {
    key: 'severity',
    label: 'Severity',
    options: ['critical', 'high', 'medium', 'low'].map((value) => ({ value, label: sentence(value) })),
  },
  { key: 'exploited', label: 'Exploited', options: YES_NO('Known to be', 'Not known to be') },
  {
    key: 'epss_min',
    label: 'EPSS',
    options: [
      { value: '0.01', label: 'at least 1 %' },
      { value: '0.1', label: 'at least 10 %' },
    ],
  },
  {
    key: 'end',
    label: 'What ends it',
    options: [
      { value: 'update', label: 'A pending update' },
      { value: 'reboot', label: 'A reboot' },
      { value: 'not-offered', label: 'A version that is not offered' },
      { value: 'none', label: 'Nothing yet' },
    ],
  },
  { key: 'accepted', label: 'Accepted', options: YES_NO('For this host', 'Not for this host') },
  { key: 'package', label: 'Package', text: true },
]

const keyOf = (one: HostCve) => one.name

/** The CVEs that the host's packages have, and what ends each. */
export function HostSecurity({ host }: { host: Host }) {
  const { hostname } = host
  const columns = useMemo(() => listColumns(hostname), [hostname])
  return (
    <ListView
      noun="CVEs"
      scope={hostname}
      fetchPage={(query) => listHostCves(hostname, query)}
      columns={columns}
      filters={FILTERS}
      rowKey={keyOf}
      card={(one) => toCard(one, hostname)}
      defaultSort="-urgency"
      searchLabel="Search CVEs…"
      empty={
        <EmptyState
          title="No CVEs are known of"
          text="Nothing that is read here says that one of the host's packages has a CVE. Under Sources is what is read, and how old that is."
        >
          <AppLink href="/feeds" className="link">
            Sources
          </AppLink>
        </EmptyState>
      }
    />
  )
}

function listColumns(hostname: string): Column<HostCve>[] {
  return [
    // what it is follows from the package, mostly
    ...CVE_BASICS.map((column) => (column.key === 'title' ? { ...column, optional: true, width: 240 } : column)),
    {
      key: 'packages',
      title: 'Package',
      cell: (one) => <Packages cve={one} />,
      text: (one) => one.packages.map(({ name, installed }) => `${name} ${installed}`).join(' '),
    },
    {
      key: 'end',
      title: 'What ends it',
      width: 270,
      cell: (one) => <End cve={one} hostname={hostname} />,
      text: (one) => one.packages[0]?.fixed ?? '',
    },
    {
      key: 'accept',
      title: '',
      align: 'right',
      width: 104,
      from: 'md',
      cell: (one) => <Accept cve={one} hostname={hostname} />,
    },
  ]
}

function Packages({ cve: { packages } }: { cve: HostCve }) {
  const [first, ...others] = packages
  if (!first) return null
  return (
    <span title={packages.map(({ name, installed }) => `${name} ${installed}`).join('\n')}>
      {first.name} <span className="dim">{first.installed}</span>
      {others.length > 0 && <span className="faint"> +{others.length}</span>}
    </span>
  )
}

/** A pending update, a reboot, a version that none of its repositories offers, or nothing yet. */
function End({ cve: { packages }, hostname }: { cve: HostCve; hostname: string }) {
  const left = packages.filter(({ reboot }) => !reboot)
  const worst = left.find(({ state }) => state !== 'fixable') ?? left.find(({ brought }) => !brought)
  if (!worst && left.length < packages.length) {
    return (
      <ToneBadge tone="warn" reason="The kernel that runs has it, and the one that is started next has not.">
        reboot
      </ToneBadge>
    )
  }
  return <NotRebooted worst={worst ?? left[0]} hostname={hostname} />
}

function NotRebooted({ worst, hostname }: { worst: HostCve['packages'][number] | undefined; hostname: string }) {
  if (!worst) return null
  if (worst.state !== 'fixable') return <CveStateMark state={worst.state} note={worst.note} />
  if (!worst.brought) {
    return (
      <ToneBadge
        tone="warn"
        reason={`${worst.fixed} would be right, and no repository of the host offers it, or it is held back.`}
      >
        not offered
      </ToneBadge>
    )
  }
  return (
    <AppLink
      href={listPath(`/hosts/${encodeURIComponent(hostname)}`, { q: worst.name })}
      className="link"
      title={`A pending update brings ${worst.fixed || 'a newer version'}${worst.fixed ? ' or newer' : ''}.`}
    >
      update{worst.fixed && <> → {worst.fixed}</>}
    </AppLink>
  )
}

function Accept({ cve, hostname }: { cve: HostCve; hostname: string }) {
  if (!cve.accepted) return <AcceptButton kind="cve" name={cve.name} hostname={hostname} />
  return (
    <AppLink href={listPath('/exceptions', { name: cve.name, active: true })}>
      <ToneBadge tone="accent">accepted</ToneBadge>
    </AppLink>
  )
}

function toCard(one: HostCve, hostname: string): Card {
  const [first] = one.packages
  return {
    title: <AppLink href={cvePath(one.name)}>{one.name}</AppLink>,
    aside: <CveSeverity cve={one} />,
    second: (
      <>
        <ExploitedMark since={one.exploited_since} />
        <span>
          {one.packages.length > 1 ? plural(one.packages.length, 'package') : `${first?.name} ${first?.installed}`}
        </span>
      </>
    ),
    third: (
      <>
        <End cve={one} hostname={hostname} />
        <Accept cve={one} hostname={hostname} />
      </>
    ),
  }
}
