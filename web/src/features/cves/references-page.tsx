import type { QueryKey, WebReference } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn } from '../../components/list/column-kinds.tsx'
import type { FilterDefinition } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { listPath } from '../../components/paths.ts'
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

const errataPath = ({ url }: WebReference) => listPath('/errata', { reference: url })

const COLUMNS: Column<WebReference>[] = [
  { key: 'url', title: 'Page', sort: 'url', cell: (one) => <WebLink url={one.url} />, text: (one) => one.url },
  dimColumn('title', 'Title', 320, (one) => (one.title === one.url ? '' : one.title), { from: 'lg' }),
  dimColumn('kind', 'Kind', 140, (one) => one.kind, {
    sort: 'kind',
    filter: (one) => (one.kind ? { key: 'kind', value: one.kind, label: one.kind } : undefined),
  }),
  countColumn(
    'errata',
    'Errata',
    90,
    (one) => one.errata,
    (one) => errataPath(one),
    { sort: 'errata' },
  ),
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
          third: (
            <AppLink href={errataPath(one)} className="link">
              {plural(one.errata, 'erratum', 'errata')}
            </AppLink>
          ),
        })}
        defaultSort="-errata"
        searchLabel="Search references…"
        empty={<EmptyState title="No references yet" text="They come with errata and with the records of CVEs." />}
      />
    </>
  )
}
