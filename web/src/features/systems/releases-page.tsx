import { useCanWrite } from '../../api/session.ts'
import type { OsRelease, QueryKey } from '../../api/types.ts'
import { plural } from '../../components/format.ts'
import type { BulkAction } from '../../components/list/bulk-bar.tsx'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { listPath, osReleasePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { EndOfLife } from './end-of-life.tsx'
import { SYSTEM_PAGES } from './sub-pages.ts'
import { deleteRelease, listReleases } from './systems-api.ts'

const FILTERS: FilterDefinition<QueryKey<'listOsReleases'>>[] = [
  { key: 'used', label: 'Used', options: YES_NO('By some host', 'By no host') },
  { key: 'has_repositories', label: 'Repositories', options: YES_NO('Has some', 'Has none') },
  { key: 'ended', label: 'End of life', options: YES_NO('Past it', 'Not past it') },
]

const COLUMNS: Column<OsRelease>[] = [
  nameColumn(
    'Release',
    (one) => one.name,
    (one) => osReleasePath(one.id),
  ),
  dimColumn('codename', 'Codename', 140, (one) => one.codename),
  {
    key: 'ends',
    title: 'End of life',
    sort: 'ends_at',
    width: 116,
    from: 'md',
    cell: (one) => <EndOfLife release={one} />,
    text: (one) => one.ends_at,
  },
  {
    key: 'cpe',
    title: 'CPE',
    width: 280,
    from: 'lg',
    cell: (one) => <span className="mono dim">{one.cpe_name}</span>,
    text: (one) => one.cpe_name,
  },
  countColumn(
    'variants',
    'Variants',
    96,
    (one) => one.variants,
    (one) => listPath('/os-variants', { release: one.id }),
    { sort: 'variants' },
  ),
  countColumn(
    'hosts',
    'Hosts',
    90,
    (one) => one.hosts,
    (one) => listPath('/hosts', { os_release: one.id }),
    { sort: 'hosts' },
  ),
  countColumn(
    'repositories',
    'Repositories',
    120,
    (one) => one.repositories,
    (one) => listPath('/repositories', { os_release: one.id }),
    { sort: 'repositories' },
  ),
]

const ACTIONS: BulkAction[] = [
  {
    key: 'delete',
    label: 'Delete…',
    danger: true,
    keysOnly: true,
    confirm: () => 'Their variants stay and are then of no release, until they are linked to another.',
    run: async (target) => {
      const ids = 'keys' in target ? target.keys.map(Number) : []
      for (const id of ids) await deleteRelease(id)
      return `${plural(ids.length, 'release')} deleted`
    },
  },
]

const keyOf = (one: OsRelease) => String(one.id)

export function ReleasesPage() {
  useCrumbs('OS releases')
  const canWrite = useCanWrite()
  return (
    <>
      <SubNav pages={SYSTEM_PAGES} />
      <ListView
        noun="releases"
        title="OS releases"
        fetchPage={listReleases}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowLabel={(one) => one.name}
        rowHref={(one) => osReleasePath(one.id)}
        card={(one) => ({
          title: one.name,
          aside: one.codename,
          second: plural(one.hosts, 'host'),
          third: `${plural(one.variants, 'variant')} · ${plural(one.repositories, 'repository', 'repositories')}`,
        })}
        {...(canWrite ? { actions: ACTIONS } : {})}
        defaultSort="name"
        empty={<EmptyState title="No systems yet" text="They come with hosts' reports." />}
      />
    </>
  )
}
