import type { QueryKey, SecurityException } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Day } from '../../components/facts/day.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { day } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { dimColumn } from '../../components/list/column-kinds.tsx'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { cvePath, erratumPath } from '../../components/paths.ts'
import { EndButton, ExceptionScope } from '../../components/security/exception-parts.tsx'
import { listExceptions } from '../../components/security/exceptions-api.ts'
import { SECURITY_PAGES } from '../../components/security/security-pages.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'

const FILTERS: FilterDefinition<QueryKey<'listExceptions'>>[] = [
  { key: 'active', label: 'In force', options: YES_NO('Now', 'No more') },
  {
    key: 'kind',
    label: 'Kind',
    options: [
      { value: 'cve', label: 'CVE' },
      { value: 'erratum', label: 'Erratum' },
    ],
  },
  {
    key: 'scope',
    label: 'For',
    options: [
      { value: 'all', label: 'All hosts' },
      { value: 'tags', label: 'Hosts with a tag' },
      { value: 'hosts', label: 'Some hosts' },
    ],
  },
  { key: 'name', label: 'Name', text: true },
]

const pathOf = (one: SecurityException) => (one.kind === 'cve' ? cvePath(one.name) : erratumPath(one.name))

const COLUMNS: Column<SecurityException>[] = [
  {
    key: 'name',
    title: 'What',
    sort: 'name',
    width: 160,
    cell: (one) => (
      <AppLink href={pathOf(one)} style={{ fontWeight: 500 }}>
        {one.name}
      </AppLink>
    ),
    text: (one) => one.name,
  },
  {
    key: 'scope',
    title: 'For',
    width: 160,
    cell: (one) => <ExceptionScope exception={one} />,
    text: (one) => [one.scope, ...one.hosts, ...one.tags].join(' '),
  },
  {
    key: 'reason',
    title: 'Why',
    cell: (one) => <span title={one.reason}>{one.reason}</span>,
    text: (one) => one.reason,
  },
  { key: 'state', title: 'State', width: 100, cell: (one) => <State exception={one} />, text: (one) => one.active },
  dimColumn('author', 'By', 110, (one) => one.author, { sort: 'author', from: 'lg' }),
  {
    key: 'created',
    title: 'Since',
    sort: 'created_at',
    descending: true,
    align: 'right',
    width: 116,
    from: 'lg',
    cell: (one) => <Day at={one.created_at} />,
    text: (one) => one.created_at,
  },
  {
    key: 'ends',
    title: 'Until',
    sort: 'ends_at',
    align: 'right',
    width: 116,
    cell: (one) => <Day at={one.ended_at ?? one.ends_at} />,
    text: (one) => one.ended_at ?? one.ends_at,
  },
  { key: 'end', title: '', align: 'right', width: 92, cell: (one) => <EndButton exception={one} /> },
]

function State({ exception: { active, ended_by } }: { exception: SecurityException }) {
  if (active) return <ToneBadge tone="accent">in force</ToneBadge>
  return (
    <ToneBadge tone="quiet" reason={ended_by ? `Ended by ${ended_by}.` : 'Its time was over.'}>
      ended
    </ToneBadge>
  )
}

const keyOf = (one: SecurityException) => String(one.id)

/** What somebody decided to live with: counted openly, ending by itself. */
export function ExceptionsPage() {
  useCrumbs('Accepted', { label: 'CVEs', href: '/cves' })
  return (
    <>
      <SubNav pages={SECURITY_PAGES} />
      <ListView
        noun="exceptions"
        title="Accepted"
        fetchPage={listExceptions}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        card={(one) => ({
          title: <AppLink href={pathOf(one)}>{one.name}</AppLink>,
          aside: <State exception={one} />,
          second: one.reason,
          third: (
            <>
              <ExceptionScope exception={one} />
              <span>until {day((one.ended_at ?? one.ends_at) as string)}</span>
              <EndButton exception={one} />
            </>
          ),
        })}
        defaultSort="-created_at"
        searchLabel="Search what is accepted…"
        empty={
          <EmptyState
            title="Nothing is accepted"
            text="On the page of a CVE or an erratum it can be accepted for some hosts, for hosts with a tag or for all, with a reason and an end."
          />
        }
      />
    </>
  )
}
