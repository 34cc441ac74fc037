import { findRepositoryLabel } from '../../api/lookups.ts'
import type { Module, QueryKey } from '../../api/types.ts'
import { type FilterDefinition, YES_NO } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { modulePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { MODULE_COLUMNS, moduleCard } from './module-columns.tsx'
import { listModules } from './packages-api.ts'
import { PACKAGE_PAGES } from './sub-pages.ts'

const FILTERS: FilterDefinition<QueryKey<'listModules'>>[] = [
  { key: 'installed', label: 'Active', options: YES_NO('On some host', 'On no host') },
  { key: 'available', label: 'Described', options: YES_NO('By some repository', 'By none') },
  { key: 'name', label: 'Module', text: true },
  { key: 'stream', label: 'Stream', text: true },
  { key: 'arch', label: 'Architecture', text: true },
  { key: 'host', label: 'Active on', text: true },
  { key: 'repository', label: 'Described by', resolve: findRepositoryLabel },
]

const keyOf = (one: Module) => one.id

/** Streams of modules, as repositories describe them and as hosts have them active. */
export function ModulesPage() {
  useCrumbs('Modules', { label: 'Packages', href: '/packages' })
  return (
    <>
      <SubNav pages={PACKAGE_PAGES} />
      <ListView
        noun="modules"
        title="Modules"
        fetchPage={listModules}
        columns={MODULE_COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowHref={(one) => modulePath(one.id)}
        card={moduleCard}
        defaultSort="name"
        empty={
          <EmptyState
            title="No modules"
            text="Enterprise Linux 8 and 9 and older Fedoras have them: they come with those hosts' reports and repositories."
          />
        }
      />
    </>
  )
}
