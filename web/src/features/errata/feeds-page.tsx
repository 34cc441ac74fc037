import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCanWrite } from '../../api/session.ts'
import type { Feed, QueryKey } from '../../api/types.ts'
import { Ago } from '../../components/facts/ago.tsx'
import { count, plural } from '../../components/format.ts'
import type { Column } from '../../components/list/column.ts'
import { dimColumn, nameColumn } from '../../components/list/column-kinds.tsx'
import type { FilterDefinition } from '../../components/list/filter-definition.ts'
import { ListView } from '../../components/list/list-view.tsx'
import { useCrumbs } from '../../components/page/crumbs.ts'
import { SubNav } from '../../components/page/sub-nav.tsx'
import { feedPath } from '../../components/paths.ts'
import { SECURITY_PAGES } from '../../components/security/security-pages.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { toast } from '../../components/toaster.tsx'
import { FEED_STATES, FeedState } from './feed-state.tsx'
import { listFeeds, readFeeds } from './feeds-api.ts'

const COLUMNS: Column<Feed>[] = [
  nameColumn(
    'Feed',
    (one) => one.name,
    (one) => feedPath(one.name),
    { width: 190, sort: false },
  ),
  dimColumn('title', 'Source', 250, (one) => one.title, { from: 'lg' }),
  { key: 'state', title: 'State', width: 104, cell: (one) => <FeedState feed={one} />, text: (one) => one.state },
  {
    key: 'outcome',
    title: 'What it said',
    cell: (one) => <span className={one.reason ? '' : 'dim'}>{outcome(one)}</span>,
    text: (one) => one.reason,
  },
  {
    key: 'checked',
    title: 'Tried',
    width: 84,
    from: 'md',
    cell: (one) => <Ago at={one.checked_at} />,
    text: (one) => one.checked_at,
  },
  {
    key: 'confirmed',
    title: 'Current as of',
    width: 108,
    cell: (one) => <Ago at={one.confirmed_at} />,
    text: (one) => one.confirmed_at,
  },
  {
    key: 'changed',
    title: 'Changed',
    width: 84,
    from: 'lg',
    cell: (one) => <Ago at={one.changed_at} />,
    text: (one) => one.changed_at,
  },
  {
    key: 'rejects',
    title: 'Rejects',
    width: 84,
    align: 'right',
    from: 'md',
    cell: (one) => (one.rejects ? count(one.rejects) : <span className="faint">0</span>),
    text: (one) => one.rejects,
  },
]

/** "324 errata about 402 packages", or why it fails. */
export function outcome(one: Feed): string {
  if (one.reason !== '') return one.reason
  if (one.state === 'new') return 'not read yet'
  if (one.yields === 'errata')
    return `${plural(one.items, 'erratum', 'errata')}, ${plural(one.fixes, 'fix', 'fixes')} of packages`
  return plural(one.items, 'entry', 'entries')
}

const FILTERS: FilterDefinition<QueryKey<'listFeeds'>>[] = [
  {
    key: 'state',
    label: 'State',
    options: Object.entries(FEED_STATES).map(([value, { word }]) => ({ value, label: word })),
  },
  { key: 'source', label: 'Source', text: true },
]

/** It has no pages: there are some dozens. */
async function fetchPage({ state, source }: Record<string, string>) {
  const items = await listFeeds({ ...(state && { state }), ...(source && { source }) })
  return { items, total: items.length, page: 1, per_page: 1000 }
}

const keyOf = (one: Feed) => one.name

/** What errata and CVEs are read from: how old it is, and what fails. */
export function FeedsPage() {
  useCrumbs('Sources', { label: 'CVEs', href: '/cves' })
  const canWrite = useCanWrite()
  return (
    <>
      <SubNav pages={SECURITY_PAGES} />
      <ListView
        noun="feeds"
        title="Sources"
        fetchPage={fetchPage}
        columns={COLUMNS}
        filters={FILTERS}
        rowKey={keyOf}
        rowHref={(one) => feedPath(one.name)}
        card={(one) => ({
          title: one.name,
          aside: <FeedState feed={one} />,
          second: outcome(one),
          third: (
            <span>
              current as of <Ago at={one.confirmed_at} suffix={one.confirmed_at !== null} />
            </span>
          ),
        })}
        searchLabel={false}
        perPage={1000}
        refetchInterval={10_000}
        aside={canWrite && <ReadButton />}
        empty={
          <EmptyState
            title="Nothing is read yet"
            text="Which sources are read follows from the settings and from the systems that hosts run; they are read twice a day."
          />
        }
      />
    </>
  )
}

/** `source`: only that one. */
export function ReadButton({ source = '' }: { source?: string }) {
  const queries = useQueryClient()
  const read = useMutation({
    mutationFn: () => readFeeds(source),
    onSuccess: () => {
      toast(source ? 'It will be read now' : 'All sources will be read now')
      void queries.invalidateQueries()
    },
    onError: (error) => toast(error.message, 'error'),
  })
  return (
    <Button size="xs" variant="default" fw={400} loading={read.isPending} onClick={() => read.mutate()}>
      Read now
    </Button>
  )
}
