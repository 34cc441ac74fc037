import { Tooltip } from '@mantine/core'
import { IconRefreshOff } from '@tabler/icons-react'
import { useCanWrite } from '../../api/session.ts'
import type { Mirror } from '../../api/types.ts'
import { AppLink } from '../../components/app-link.tsx'
import { Ago } from '../../components/facts/ago.tsx'
import { RepositoryStateBadge } from '../../components/facts/repository-state-badge.tsx'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { count, plural } from '../../components/format.ts'
import { type BulkAction, countedAction } from '../../components/list/bulk-bar.tsx'
import type { Column } from '../../components/list/column.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { mirrorPath, repositoryPath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { actOnMirrors, listMirrors } from './repositories-api.ts'
import { MIRROR_FILTERS } from './repository-filters.ts'
import { REPOSITORY_PAGES } from './sub-pages.ts'

const COLUMNS: Column<Mirror>[] = [
  {
    key: 'url',
    title: 'Mirror',
    sort: 'url',
    cell: (one) => (
      <AppLink href={mirrorPath(one.id)} style={{ fontWeight: 500 }} title={one.url}>
        {one.url}
      </AppLink>
    ),
    text: (one) => one.url,
  },
  {
    key: 'repository',
    title: 'Repository',
    width: 200,
    from: 'lg',
    cell: (one) => (
      <AppLink href={repositoryPath(one.repository.id)} className="dim" title={one.repository.name}>
        {one.repository.name}
      </AppLink>
    ),
    filter: (one) => ({ key: 'repository', value: String(one.repository.id), label: one.repository.name }),
    text: (one) => one.repository.name,
  },
  {
    key: 'state',
    title: 'State',
    sort: 'state',
    width: 130,
    cell: (one) => <MirrorState mirror={one} />,
    filter: (one) => ({ key: 'state', value: one.state, label: one.state }),
    text: (one) => one.state,
  },
  {
    key: 'refresh',
    title: 'Refresh',
    width: 84,
    optional: true,
    cell: (one) => (one.refresh ? <span className="dim">on</span> : <ToneBadge tone="quiet">off</ToneBadge>),
    text: (one) => one.refresh,
  },
  {
    key: 'packages',
    title: 'Packages',
    sort: 'packages',
    descending: true,
    align: 'right',
    width: 90,
    cell: (one) => count(one.packages),
    text: (one) => one.packages,
  },
  {
    key: 'rejects',
    title: 'Rejects',
    align: 'right',
    width: 76,
    from: 'lg',
    cell: (one) => (one.rejects ? count(one.rejects) : <span className="faint">0</span>),
    text: (one) => one.rejects,
  },
  {
    key: 'checked',
    title: 'Tried',
    sort: 'checked_at',
    descending: true,
    width: 80,
    cell: (one) => <Ago at={one.checked_at} />,
    text: (one) => one.checked_at,
  },
  {
    key: 'changed',
    title: 'Changed',
    sort: 'changed_at',
    descending: true,
    width: 84,
    from: 'lg',
    cell: (one) => <Ago at={one.changed_at} />,
    text: (one) => one.changed_at,
  },
  {
    key: 'checksum',
    title: 'Checksum',
    sort: 'checksum',
    width: 116,
    from: 'xl',
    cell: (one) => (
      <span className="mono dim" title={one.checksum}>
        {one.checksum.slice(0, 10)}
      </span>
    ),
    filter: (one) =>
      one.checksum
        ? { key: 'checksum', value: one.checksum, label: `checksum ${one.checksum.slice(0, 10)}` }
        : undefined,
    text: (one) => one.checksum,
  },
  {
    key: 'mirrorlist',
    title: 'Mirror list',
    width: 100,
    from: 'lg',
    cell: (one) => <FromList mirror={one} />,
    text: (one) => (one.is_mirrorlist ? 'is one' : (one.from?.url ?? '')),
  },
]

function MirrorState({ mirror }: { mirror: Mirror }) {
  return (
    <>
      <RepositoryStateBadge state={mirror.enabled ? mirror.state : 'disabled'} reason={mirror.reason} />
      {!mirror.refresh && (
        <Tooltip label="Not refreshed any more: by hand, or after too many failures.">
          <IconRefreshOff
            size={14}
            role="img"
            aria-label="Not refreshed any more"
            color="var(--text-3)"
            style={{ marginLeft: 6, verticalAlign: -3 }}
          />
        </Tooltip>
      )}
    </>
  )
}

function FromList({ mirror }: { mirror: Mirror }) {
  if (mirror.from) {
    return (
      <AppLink href={mirrorPath(mirror.from.id)} className="dim" title={mirror.from.url}>
        from a list
      </AppLink>
    )
  }
  if (!mirror.is_mirrorlist) return null
  return (
    <ToneBadge tone="quiet" reason={`It is no mirror itself; it gave ${plural(mirror.gave, 'mirror')}.`}>
      list of {count(mirror.gave)}
    </ToneBadge>
  )
}

const action = countedAction(actOnMirrors, (n) => plural(n, 'mirror'))

const ACTIONS: BulkAction[] = [
  action('enable', 'Enable', 'enabled'),
  action('disable', 'Disable', 'disabled'),
  action('enable-refresh', 'Refresh on', 'will be refreshed'),
  action('disable-refresh', 'Refresh off', 'not refreshed any more'),
  action('link', 'Link…', 'linked', {
    keysOnly: true,
    confirm: () =>
      'Mirrors whose indexes have one checksum become mirrors of one repository; the hosts of the others then use that one.',
  }),
  action('delete', 'Delete…', 'deleted', {
    danger: true,
    confirm: () => 'A mirror that a host still reports comes back with its next report.',
  }),
]

const keyOf = (one: Mirror) => String(one.id)

export function MirrorsPage() {
  useCrumbs('Mirrors', { label: 'Repositories', href: '/repositories' })
  const canWrite = useCanWrite()
  return (
    <>
      <SubNav pages={REPOSITORY_PAGES} />
      <ListView
        noun="mirrors"
        title="Mirrors"
        fetchPage={listMirrors}
        columns={COLUMNS}
        filters={MIRROR_FILTERS}
        rowKey={keyOf}
        rowLabel={(one) => one.url}
        rowHref={(one) => mirrorPath(one.id)}
        card={(one) => ({
          title: one.url,
          aside: <RepositoryStateBadge state={one.enabled ? one.state : 'disabled'} reason={one.reason} />,
          second: one.repository.name,
          third: (
            <>
              {plural(one.packages, 'package')} · tried <Ago at={one.checked_at} />
            </>
          ),
        })}
        {...(canWrite ? { actions: ACTIONS } : {})}
        defaultSort="url"
        empty={<EmptyState title="No mirrors yet" text="They come with the repositories that hosts report." />}
      />
    </>
  )
}
