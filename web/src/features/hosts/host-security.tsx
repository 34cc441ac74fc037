import { useMemo } from 'react'
import type { Host, HostCve, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { plural, sentence } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { nameColumn } from '../../components/list/column-kinds.tsx'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { cvePath, listPath } from '../../components/paths.ts'
import { AcceptButton } from '../../components/security/accept-button.tsx'
import { CveSeverity, Epss, ExploitedMark } from '../../components/security/cve-marks.tsx'
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
    nameColumn(
      'CVE',
      (one) => one.name,
      (one) => cvePath(one.name),
      { width: 152 },
    ),
    {
      key: 'title',
      title: 'What it is',
      from: 'lg',
      cell: (one) => <span className="dim">{one.title}</span>,
      text: (one) => one.title,
    },
    {
      key: 'severity',
      title: 'Severity',
      sort: 'score',
      descending: true,
      width: 128,
      cell: (one) => <CveSeverity cve={one} />,
      text: (one) => one.severity,
    },
    {
      key: 'exploited',
      title: 'Urgency',
      sort: 'urgency',
      descending: true,
      width: 112,
      cell: (one) => <ExploitedMark since={one.exploited_since} />,
      text: (one) => one.exploited_since,
    },
    {
      key: 'epss',
      title: 'EPSS',
      sort: 'epss',
      descending: true,
      align: 'right',
      width: 76,
      cell: (one) => <Epss cve={one} />,
      text: (one) => one.epss,
    },
    {
      key: 'packages',
      title: 'Package',
      width: 210,
      cell: (one) => <Packages cve={one} />,
      text: (one) => one.packages.map(({ name, installed }) => `${name} ${installed}`).join(' '),
    },
    {
      key: 'end',
      title: 'What ends it',
      width: 190,
      cell: (one) => <End cve={one} hostname={hostname} />,
      text: (one) => one.packages[0]?.fixed ?? '',
    },
    {
      key: 'accept',
      title: '',
      align: 'right',
      width: 108,
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

/** A pending update, a version that none of its repositories offers, or nothing yet. */
function End({ cve: { packages }, hostname }: { cve: HostCve; hostname: string }) {
  const worst =
    packages.find(({ state }) => state !== 'fixable') ?? packages.find(({ brought }) => !brought) ?? packages[0]
  if (!worst) return null
  if (worst.state !== 'fixable') return <CveStateMark state={worst.state} />
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
      title={`A pending update brings ${worst.fixed} or newer.`}
    >
      update to {worst.fixed || 'newer'}
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
