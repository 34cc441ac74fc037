import type { Static } from 'typebox'
import type { FeedRow } from '../../db/feed-list.ts'
import type { Feed } from '../schemas/feeds.ts'
import { toTime } from './time.ts'

export function toFeed(row: FeedRow): Static<typeof Feed> {
  const { name, source, title, yields, release, url, state, reason, fail_count } = row
  return {
    ...{ name, source, title, yields, release, url, state, reason, fail_count },
    failing_since: toTime(row.failed_since),
    retry_at: toTime(row.retry_at),
    checked_at: toTime(row.checked_at),
    confirmed_at: toTime(row.confirmed_at),
    changed_at: toTime(row.changed_at),
    ...{ items: row.item_count, fixes: row.fix_count, rejects: row.reject_count },
  }
}
