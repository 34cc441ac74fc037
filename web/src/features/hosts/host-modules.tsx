import { useQuery } from '@tanstack/react-query'
import type { HostModule } from '../../api/types.ts'
import { ToneBadge } from '../../components/facts/tone-badge.tsx'
import { count, plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { nameColumn } from '../../components/list/column-kinds.tsx'
import { ListView } from '../../components/list/list-view.tsx'
import { Notice } from '../../components/page/notice.tsx'
import { modulePath } from '../../components/paths.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { listHostModules } from './hosts-api.ts'

const COLUMNS: Column<HostModule>[] = [
  nameColumn(
    'Module',
    (one) => one.name,
    (one) => modulePath(one.id),
    { sort: false },
  ),
  { key: 'stream', title: 'Stream', width: 120, cell: (one) => one.stream, text: (one) => one.stream },
  {
    key: 'version',
    title: 'Version',
    width: 200,
    cell: (one) => <span className="num">{one.version}</span>,
    text: (one) => one.version,
  },
  {
    key: 'context',
    title: 'Context',
    width: 110,
    from: 'lg',
    cell: (one) => <span className="mono dim">{one.context}</span>,
    text: (one) => one.context,
  },
  {
    key: 'repository',
    title: 'Repository',
    width: 220,
    from: 'md',
    cell: (one) => (
      <>
        <span className="dim">{one.repository}</span> {!one.available && <Gone />}
      </>
    ),
    text: (one) => one.repository,
  },
  {
    key: 'packages',
    title: 'Packages',
    width: 100,
    align: 'right',
    cell: (one) => <span title={one.packages.join('\n')}>{count(one.packages.length)}</span>,
    text: (one) => one.packages.join(' '),
  },
]

function Gone() {
  return (
    <ToneBadge tone="quiet" reason="No repository that is known here describes this build any more.">
      in none
    </ToneBadge>
  )
}

const keyOf = (one: HostModule) => `${one.id} ${one.repository}`

/** The streams that are active on the host, and the modules that it has switched off. */
export function HostModules({ hostname }: { hostname: string }) {
  const { data } = useQuery({
    queryKey: ['hosts', 'modules', hostname],
    queryFn: () => listHostModules(hostname),
  })
  return (
    <>
      {data && data.disabled.length > 0 && (
        <div style={{ padding: '8px 24px 0' }}>
          <Notice>Disabled on the host: {data.disabled.join(', ')}</Notice>
        </div>
      )}
      <ListView
        noun="modules"
        scope={hostname}
        fetchPage={() => listHostModules(hostname)}
        columns={COLUMNS}
        rowKey={keyOf}
        rowHref={(one) => modulePath(one.id)}
        card={(one) => ({
          title: `${one.name}:${one.stream}`,
          aside: plural(one.packages.length, 'package'),
          second: one.version,
          third: one.repository,
        })}
        searchLabel={false}
        perPage={500}
        empty={<EmptyState title="No modules" text="No module stream is active on the host." />}
      />
    </>
  )
}
