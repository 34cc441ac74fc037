import type { PackageSummary, QueryKey } from '../../api/types.ts'
import { packageTitle, plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import { facetOptions } from '../../components/list/facets.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { listPath, packagePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listPackageFacets, listPackages } from './packages-api.ts'
import { PACKAGE_PAGES } from './sub-pages.ts'

const FILTERS: FilterDefinition<QueryKey<'listPackages'>>[] = [
  { key: 'installed', label: 'Installed', options: YES_NO('On some host', 'On no host') },
  { key: 'type', label: 'Type', options: facetOptions(listPackageFacets, 'type') },
  { key: 'arch', label: 'Architecture', options: facetOptions(listPackageFacets, 'arch') },
]

/** Where several categories have the name, none of them is a part of it. */
const titleOf = (one: PackageSummary) => (one.category.includes(',') ? one.name : packageTitle(one))

const COLUMNS: Column<PackageSummary>[] = [
  nameColumn('Package', titleOf, (one) => packagePath(one.name)),
  dimColumn('category', 'Category', 160, (one) => one.category, { optional: true }),
  dimColumn('type', 'Type', 100, (one) => one.type, {
    filter: (one) => (one.type.includes(',') ? undefined : { key: 'type', value: one.type, label: one.type }),
  }),
  countColumn(
    'versions',
    'Versions',
    110,
    (one) => one.versions,
    (one) => listPath('/package-versions', { name: one.name }),
    { sort: 'versions' },
  ),
  countColumn(
    'hosts',
    'Hosts',
    110,
    (one) => one.hosts,
    (one) => listPath('/hosts', { package: one.name }),
    { sort: 'hosts' },
  ),
  {
    key: 'repositories',
    title: 'Repositories',
    align: 'right',
    width: 120,
    from: 'md',
    cell: (one) => <span className="num dim">{one.repositories}</span>,
    text: (one) => one.repositories,
  },
]

const keyOf = (one: PackageSummary) => one.name

export function PackagesPage() {
  useCrumbs('Packages')
  return (
    <>
      <SubNav pages={PACKAGE_PAGES} />
      <ListView
        noun="packages"
        title="Packages"
        fetchPage={listPackages}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowHref={(one) => packagePath(one.name)}
        card={(one) => ({
          title: titleOf(one),
          aside: one.type,
          second: plural(one.hosts, 'host'),
          third: `${plural(one.versions, 'version')} · ${plural(one.repositories, 'repository', 'repositories')}`,
        })}
        defaultSort="name"
        empty={
          <EmptyState
            title="No packages yet"
            text="They come with hosts' reports and with the repositories that hosts use."
          />
        }
      />
    </>
  )
}
