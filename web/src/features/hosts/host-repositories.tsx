import type { HostRepository } from '../../api/types.ts'
import { Ago } from '../../components/facts/ago.tsx'
import { RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import type { Column } from '../../components/list/column.ts'
import { dimColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import { ListView } from '../../components/list/list-view.tsx'
import { repositoryPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listHostRepositories } from './hosts-api.ts'

const COLUMNS: Column<HostRepository>[] = [
  nameColumn(
    'Repository',
    (one) => one.name,
    (one) => repositoryPath(one.id),
    { sort: false },
  ),
  {
    key: 'state',
    title: 'State',
    width: 120,
    cell: (one) => <RepositoryStateBadge state={one.state} reason={one.reason} />,
    text: (one) => one.state,
  },
  {
    key: 'security',
    title: 'Security',
    width: 100,
    from: 'md',
    cell: (one) => one.security && <ToneBadge tone="accent">Security</ToneBadge>,
    text: (one) => one.security,
  },
  dimColumn('type', 'Type', 70, (one) => one.type),
  {
    key: 'priority',
    title: 'Priority',
    width: 80,
    align: 'right',
    cell: (one) => one.priority,
    text: (one) => one.priority,
  },
  {
    key: 'enabled',
    title: 'On this host',
    width: 110,
    from: 'md',
    cell: (one) => (one.enabled ? 'enabled' : <ToneBadge tone="quiet">disabled</ToneBadge>),
    text: (one) => one.enabled,
  },
  {
    key: 'confirmed',
    title: 'Read',
    width: 90,
    from: 'md',
    cell: (one) => <Ago at={one.confirmed_at} />,
    text: (one) => one.confirmed_at,
  },
]

const keyOf = (one: HostRepository) => String(one.id)

export function HostRepositories({ hostname }: { hostname: string }) {
  return (
    <ListView
      noun="repositories"
      scope={hostname}
      fetchPage={() => listHostRepositories(hostname)}
      columns={COLUMNS}
      rowKey={keyOf}
      rowHref={(one) => repositoryPath(one.id)}
      card={(one) => ({
        title: one.name,
        aside: <RepositoryStateBadge state={one.state} reason={one.reason} />,
        second: `${one.type} · priority ${one.priority}${one.security ? ' · security' : ''}`,
        third: (
          <>
            read <Ago at={one.confirmed_at} suffix />
          </>
        ),
      })}
      searchLabel={false}
      perPage={500}
      empty={
        <EmptyState
          title="No repositories"
          text="The host has reported none, so there is nothing that it could install from."
        />
      }
    />
  )
}
