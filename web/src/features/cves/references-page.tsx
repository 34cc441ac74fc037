import type { QueryKey, WebReference } from '../../api/types.ts'
import { plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { dimColumn } from '../../components/list/column-kinds.tsx'
import type { FilterDefinition } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { SECURITY_PAGES } from '../../components/security/security-pages.ts'
import { WebLink } from '../../components/security/web-link.tsx'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listReferences } from './cves-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listReferences'>>[] = [
  {
    key: 'kind',
    label: 'Kind',
    options: ['self', 'cve', 'bugzilla', 'other', 'patch', 'vendor-advisory'].map((value) => ({ value, label: value })),
  },
  { key: 'erratum', label: 'Of erratum', text: true },
  { key: 'cve', label: 'Of CVE', text: true },
]

const COLUMNS: Column<WebReference>[] = [
  { key: 'url', title: 'Page', sort: 'url', cell: (one) => <WebLink url={one.url} />, text: (one) => one.url },
  dimColumn('title', 'Title', 320, (one) => (one.title === one.url ? '' : one.title), { from: 'lg' }),
  dimColumn('kind', 'Kind', 140, (one) => one.kind, {
    sort: 'kind',
    filter: (one) => (one.kind ? { key: 'kind', value: one.kind, label: one.kind } : undefined),
  }),
  {
    key: 'errata',
    title: 'Errata',
    sort: 'errata',
    descending: true,
    align: 'right',
    width: 90,
    cell: (one) => one.errata,
    text: (one) => one.errata,
  },
]

const keyOf = (one: WebReference) => one.url

/** Pages of the web that errata and CVEs refer to, each once however it was written. */
export function ReferencesPage() {
  useCrumbs('References', { label: 'CVEs', href: '/cves' })
  return (
    <>
      <SubNav pages={SECURITY_PAGES} />
      <ListView
        noun="references"
        title="References"
        fetchPage={listReferences}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        card={(one) => ({
          title: <WebLink url={one.url} />,
          aside: one.kind,
          second: one.title === one.url ? undefined : one.title,
          third: plural(one.errata, 'erratum', 'errata'),
        })}
        defaultSort="-errata"
        searchLabel="Search references…"
        empty={<EmptyState title="No references yet" text="They come with errata and with the records of CVEs." />}
      />
    </>
  )
}
