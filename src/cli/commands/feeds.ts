import { toFeed } from '../../api/answers/feeds.ts'
import { type FeedRow, listFeeds } from '../../db/feed-list.ts'
import { listCommand } from '../list-command.ts'
import { toLocalTime } from '../output.ts'

/** `patchman list_feeds`: what errata and CVEs are read from. */
export const listFeedsCommand = listCommand<FeedRow>({
  prog: 'patchman list_feeds',
  description: 'List what errata and CVEs are read from, how old it is, and what fails.',
  filters: {
    source: 'debian, ubuntu, …',
    state: 'new, ok, failing or off',
  },
  columns: [
    { title: 'Feed', value: (one) => one.name },
    { title: 'State', value: (one) => one.state },
    { title: 'Items', value: (one) => one.item_count },
    { title: 'Rejects', value: (one) => one.reject_count },
    { title: 'Confirmed', value: (one) => toLocalTime(one.confirmed_at) },
    { title: 'Changed', value: (one) => toLocalTime(one.changed_at) },
    { title: 'Address', value: (one) => one.url },
    { title: 'Reason', value: (one) => one.reason },
  ],
  list: async ({ db }, request) => {
    const items = await listFeeds(db, request)
    return { items, total: items.length }
  },
  toItem: toFeed,
})
