import { Type } from 'typebox'
import { Count, ItemsOf, named, RejectItem, Time, Values } from './common.ts'

export const Feed = named('Feed', {
  name: Type.String({ description: 'debian-dsa, alpine-v3.20-main, …' }),
  source: Type.String({ description: 'as the settings call it; job refresh-feeds takes it as its subject' }),
  title: Type.String({ description: 'of the source' }),
  yields: Type.Enum(['errata', 'cves', 'releases']),
  release: Type.String({ description: "the release that all of it is for; '' where it says that itself" }),
  url: Type.String(),
  state: Type.Enum(['new', 'ok', 'failing', 'off'], { description: 'off: not read any more, by the settings' }),
  reason: Type.String({ description: 'why it fails; what was in force stays' }),
  failing_since: Time,
  fail_count: Count,
  retry_at: Type.Unsafe<string | null>({ ...Time, description: 'its server does not want to be asked before' }),
  checked_at: Time,
  confirmed_at: Time,
  changed_at: Time,
  items: Count,
  fixes: Type.Integer({ minimum: 0, description: 'what its errata say of packages' }),
  rejects: Type.Integer({ minimum: 0, description: 'items that could not be used' }),
})
export const FeedListQuery = Type.Object({
  source: Values('debian, nvd, …'),
  state: Values('new, ok, failing or off'),
})
export const FeedList = ItemsOf(Feed)
export const FeedDetail = named('FeedDetail', { ...Feed.properties, reject_items: Type.Array(RejectItem) })
