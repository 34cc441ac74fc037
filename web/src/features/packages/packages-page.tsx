import type { PackageSummary, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { CountLink } from '../../components/facts/count-link.tsx'
import { plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
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

const COLUMNS: Column<PackageSummary>[] = [
  {
    key: 'name',
    title: 'Package',
    sort: 'name',
    cell: (one) => (
      <AppLink href={packagePath(one.name)} style={{ fontWeight: 500 }}>
        {one.name}
      </AppLink>
    ),
    text: (one) => one.name,
  },
  {
    key: 'type',
    title: 'Type',
    width: 100,
    cell: (one) => <span className="dim">{one.type}</span>,
    filter: (one) => (one.type.includes(',') ? undefined : { key: 'type', value: one.type, label: one.type }),
    text: (one) => one.type,
  },
  {
    key: 'versions',
    title: 'Versions',
    sort: 'versions',
    descending: true,
    align: 'right',
    width: 110,
    cell: (one) => <CountLink value={one.versions} href={listPath('/package-versions', { name: one.name })} />,
    text: (one) => one.versions,
  },
  {
    key: 'hosts',
    title: 'Hosts',
    sort: 'hosts',
    descending: true,
    align: 'right',
    width: 110,
    cell: (one) => <CountLink value={one.hosts} href={listPath('/hosts', { package: one.name })} />,
    text: (one) => one.hosts,
  },
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
          title: one.name,
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
