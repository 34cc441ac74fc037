import { useCanWrite } from '../../api/session.ts'
import type { Repository } from '../../api/types.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { repositoryPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listRepositories } from './repositories-api.ts'
import { REPOSITORY_ACTIONS } from './repository-actions.ts'
import { REPOSITORY_COLUMNS, repositoryCard } from './repository-columns.tsx'
import { REPOSITORY_FILTERS } from './repository-filters.ts'
import { REPOSITORY_PAGES } from './sub-pages.ts'

const keyOf = (one: Repository) => String(one.id)

export function RepositoriesPage() {
  useCrumbs('Repositories')
  const canWrite = useCanWrite()
  return (
    <>
      <SubNav pages={REPOSITORY_PAGES} />
      <ListView
        noun="repositories"
        title="Repositories"
        fetchPage={listRepositories}
        columns={REPOSITORY_COLUMNS}
        filters={REPOSITORY_FILTERS}
        rowKey={keyOf}
        rowLabel={(one) => one.name}
        rowHref={(one) => repositoryPath(one.id)}
        card={repositoryCard}
        {...(canWrite ? { actions: REPOSITORY_ACTIONS } : {})}
        defaultSort="name"
        empty={
          <EmptyState
            title="No repositories yet"
            text="They come with hosts' reports: a host's candidates come only from the repositories that it named."
          />
        }
      />
    </>
  )
}
