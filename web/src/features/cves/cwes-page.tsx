import type { Cwe } from '../../api/types.ts'
import { plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { cwePath, listPath } from '../../components/paths.ts'
import { SECURITY_PAGES } from '../../components/security/security-pages.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listCwes } from './cves-api.ts'

const COLUMNS: Column<Cwe>[] = [
  nameColumn(
    'Weakness',
    (one) => one.name,
    (one) => cwePath(one.name),
    { width: 130 },
  ),
  { key: 'title', title: 'Name', sort: 'title', cell: (one) => one.title, text: (one) => one.title },
  dimColumn('kind', 'Kind', 120, (one) => one.kind, {
    from: 'md',
    filter: (one) => (one.kind ? { key: 'kind', value: one.kind, label: one.kind } : undefined),
  }),
  countColumn(
    'cves',
    'CVEs',
    100,
    (one) => one.cves,
    (one) => listPath('/cves', { cwe: one.name }),
    { sort: 'cves' },
  ),
]

const keyOf = (one: Cwe) => one.name

export function CwesPage() {
  useCrumbs('Weaknesses', { label: 'CVEs', href: '/cves' })
  return (
    <>
      <SubNav pages={SECURITY_PAGES} />
      <ListView
        noun="weaknesses"
        title="Weaknesses"
        fetchPage={listCwes}
        columns={COLUMNS}
        filters={[
          {
            key: 'kind',
            label: 'Kind',
            options: ['weakness', 'category', 'view'].map((value) => ({ value, label: value })),
          },
        ]}
        rowKey={keyOf}
        rowHref={(one) => cwePath(one.name)}
        card={(one) => ({ title: one.name, aside: plural(one.cves, 'CVE'), second: one.title, third: one.kind })}
        defaultSort="-cves"
        searchLabel="Search weaknesses…"
        empty={
          <EmptyState
            title="No weaknesses yet"
            text="They come with the records of CVEs, and their names with MITRE's list."
          />
        }
      />
    </>
  )
}
