import type { Repository } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { REPOSITORY_STATES, RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { plural } from '../../components/format.ts'
import type { Card } from '../../components/list/card-list.tsx'
import type { Column } from '../../components/list/column.ts'
import { countColumn, dimColumn } from '../../components/list/column-kinds.tsx'
import { listPath, repositoryPath } from '../../components/paths.ts'

export const REPOSITORY_COLUMNS: Column<Repository>[] = [
  {
    key: 'name',
    title: 'Repository',
    sort: 'name',
    cell: (one) => (
      <>
        <AppLink href={repositoryPath(one.id)} style={{ fontWeight: 500 }} title={one.name}>
          {one.name}
        </AppLink>
        <span className="faint" style={{ marginLeft: 8 }} title={one.url}>
          {one.url}
        </span>
      </>
    ),
    text: (one) => one.name,
  },
  {
    key: 'state',
    title: 'State',
    sort: 'state',
    width: 116,
    cell: (one) => <RepositoryStateBadge state={one.state} reason={one.reason} />,
    filter: (one) => ({ key: 'state', value: one.state, label: REPOSITORY_STATES[one.state].word.toLowerCase() }),
    text: (one) => one.state,
  },
  {
    key: 'security',
    title: 'Security',
    width: 96,
    cell: (one) =>
      one.security && (
        <ToneBadge tone="accent" reason={one.security_reason}>
          Security
        </ToneBadge>
      ),
    text: (one) => one.security,
  },
  dimColumn('type', 'Type', 64, (one) => one.type, {
    sort: 'type',
    from: 'lg',
    filter: (one) => ({ key: 'type', value: one.type, label: one.type }),
  }),
  dimColumn('arch', 'Arch', 80, (one) => one.arch, {
    from: 'lg',
    filter: (one) => ({ key: 'arch', value: one.arch, label: one.arch }),
  }),
  countColumn(
    'mirrors',
    'Mirrors',
    76,
    (one) => one.mirrors,
    (one) => listPath('/mirrors', { repository: one.id }),
    { from: 'md' },
  ),
  countColumn(
    'packages',
    'Packages',
    92,
    (one) => one.packages,
    (one) => listPath('/package-versions', { repository: one.id }),
    { sort: 'packages', from: 'md' },
  ),
  countColumn(
    'hosts',
    'Hosts',
    76,
    (one) => one.hosts,
    (one) => listPath('/hosts', { repository: one.id }),
    { sort: 'hosts' },
  ),
  {
    key: 'read',
    title: 'Read',
    sort: 'confirmed_at',
    descending: true,
    align: 'right',
    width: 100,
    cell: (one) => <Ago at={one.confirmed_at} />,
    text: (one) => one.confirmed_at,
  },
  {
    key: 'repo_id',
    title: 'Repo ID',
    width: 140,
    optional: true,
    cell: (one) => one.repo_id,
    text: (one) => one.repo_id,
  },
  { key: 'suite', title: 'Suite', width: 150, optional: true, cell: (one) => one.suite, text: (one) => one.suite },
  {
    key: 'auth',
    title: 'Credentials',
    width: 100,
    optional: true,
    cell: (one) => (one.auth_required ? 'needed' : ''),
    text: (one) => one.auth_required,
  },
]

export function repositoryCard(one: Repository): Card {
  return {
    title: one.name,
    aside: <RepositoryStateBadge state={one.state} reason={one.reason} />,
    second: <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{one.url}</span>,
    third: (
      <>
        {plural(one.hosts, 'host')} · {plural(one.packages, 'package')} · read <Ago at={one.confirmed_at} />
      </>
    ),
  }
}
