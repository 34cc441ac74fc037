import { findRepositoryLabel } from '../../api/lookups.ts'
import type { PackageVersion, QueryKey } from '../../api/types.ts'
import { facetOptions } from '../../components/list/facets.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { NAMED_VERSION_COLUMNS, namedVersionCard } from '../../components/list/version-columns.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { packageVersionPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listPackageFacets, listPackageVersions } from './packages-api.ts'
import { PACKAGE_PAGES } from './sub-pages.ts'

const FILTERS: FilterDefinition<QueryKey<'listPackageVersions'>>[] = [
  { key: 'name', label: 'Name', text: true },
  { key: 'installed', label: 'Installed', options: YES_NO('On some host', 'On no host') },
  { key: 'available', label: 'Available', options: YES_NO('In some repository', 'In none') },
  { key: 'type', label: 'Type', options: facetOptions(listPackageFacets, 'type') },
  { key: 'arch', label: 'Architecture', options: facetOptions(listPackageFacets, 'arch') },
  { key: 'fixes_errata', label: 'Errata', options: YES_NO('Fixes some', 'Fixes none') },
  { key: 'erratum', label: 'Fixes', text: true },
  { key: 'repository', label: 'Offered by', resolve: findRepositoryLabel },
]

const keyOf = (one: PackageVersion) => String(one.id)

export function VersionsPage() {
  useCrumbs('Versions', { label: 'Packages', href: '/packages' })
  return (
    <>
      <SubNav pages={PACKAGE_PAGES} />
      <ListView
        noun="versions"
        title="Package versions"
        fetchPage={listPackageVersions}
        columns={NAMED_VERSION_COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowHref={(one) => packageVersionPath(one.id)}
        card={namedVersionCard}
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
