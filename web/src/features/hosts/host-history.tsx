import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { HostEvent } from '../../api/types.ts'
import { EmptyState } from '../../components/state/empty-state.tsx'
import { ErrorState } from '../../components/state/error-state.tsx'
import classes from './history.module.css'
import { HistoryDay } from './history-day.tsx'
import { listHostEvents } from './hosts-api.ts'

const PER_PAGE = 200

/** What was installed, removed, upgraded and when; kernels and reboots; newest first, by day. */
export function HostHistory({ hostname }: { hostname: string }) {
  const events = useInfiniteQuery({
    queryKey: ['hosts', 'history', hostname],
    queryFn: ({ pageParam }) =>
      listHostEvents(hostname, { sort: '-at', page: String(pageParam), per_page: String(PER_PAGE) }),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page * last.per_page < last.total ? last.page + 1 : undefined),
  })
  if (events.isError && !events.data) return <ErrorState error={events.error} retry={() => void events.refetch()} />
  if (!events.data)
    return (
      <div className={classes.timeline}>
        <Skeleton h={300} />
      </div>
    )
  const days = findDays(events.data.pages.flatMap((page) => page.items))
  if (days.length === 0) {
    return (
      <EmptyState
        title="Nothing has happened yet"
        text="Each difference between one report and the next is kept here from now on."
      />
    )
  }
  return (
    <div className={classes.timeline}>
      {days.map(({ day, items }, i) => (
        <HistoryDay key={day} day={day} events={items} initiallyOpened={i < 3 || items.length <= 12} />
      ))}
      {events.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          Older
        </Button>
      )}
    </div>
  )
}

/** Days in the viewer's zone, in the order of the events. */
function findDays(events: HostEvent[]): { day: string; items: HostEvent[] }[] {
  const days = new Map<string, HostEvent[]>()
  for (const event of events) {
    const day = event.at ? new Date(event.at).toDateString() : ''
    days.set(day, [...(days.get(day) ?? []), event])
  }
  return [...days].map(([day, items]) => ({ day, items }))
}
