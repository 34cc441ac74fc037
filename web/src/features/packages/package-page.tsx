import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { PackageVersion, QueryKey } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { plural } from '../../components/format.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { VERSION_COLUMNS, versionCard } from '../../components/list/version-columns.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { ThingHeader } from '../../components/page/thing-header.tsx'
import { listPath, packageVersionPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import { HeaderSkeleton } from '../../components/state/header-skeleton.tsx'
import { getPackage, listPackageVersions } from './packages-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listPackageVersions'>>[] = [
  { key: 'installed', label: 'Installed', options: YES_NO('On some host', 'On no host') },
  { key: 'available', label: 'Available', options: YES_NO('In some repository', 'In none') },
  { key: 'arch', label: 'Architecture', text: true },
]

const keyOf = (one: PackageVersion) => String(one.id)

/** Which versions there are, on which hosts, from which repositories. */
export function PackagePage() {
  const { name = '' } = useParams({ strict: false }) as { name?: string }
  useCrumbs(name, { label: 'Packages', href: '/packages' })
  const found = useQuery({ queryKey: ['packages', 'one', name], queryFn: () => getPackage(name) })
  if (!found.data) return found.error ? <ErrorState error={found.error} /> : <HeaderSkeleton />
  const { hosts, versions } = found.data
  const fromNone = versions.filter((one) => one.hosts > 0 && one.repositories === 0).length
  return (
    <>
      <ThingHeader
        name={name}
        facts={[
          <AppLink key="hosts" href={listPath('/hosts', { package: name })} className="link">
            installed on {plural(hosts, 'host')}
          </AppLink>,
          plural(versions.length, 'version'),
          fromNone > 0 && `${fromNone} installed from no repository`,
          <AppLink key="updates" href={listPath('/updates', { name })} className="link">
            updates of it
          </AppLink>,
        ]}
      />
      <ListView
        noun="versions"
        scope={name}
        fetchPage={(query) => listPackageVersions({ ...query, name })}
        columns={VERSION_COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowHref={(one) => packageVersionPath(one.id)}
        card={versionCard}
        defaultSort="-version"
        searchLabel="Search versions…"
        empty={<EmptyState title="No versions" text="Nothing has this package any more." />}
      />
    </>
  )
}
