import type { Selectable } from 'kysely'
import type { Reject } from '../model/reject.ts'
import type { Queryable } from './open.ts'
import type { FeedTable } from './tables/feed.ts'

export type FeedRow = Selectable<FeedTable>

/** All that were ever read, also those that are off. By source and name. */
export function listFeeds(db: Queryable): Promise<FeedRow[]> {
  return db.query.selectFrom('feed').selectAll().orderBy('source').orderBy('name').execute()
}

export function findFeed(db: Queryable, name: string): Promise<FeedRow | undefined> {
  return db.query.selectFrom('feed').selectAll().where('name', '=', name).executeTakeFirst()
}

/** What of the errata in force of a feed could not be used: the first of them. */
export function listFeedRejects(db: Queryable, feed: FeedRow): Promise<Reject[]> {
  return db.query
    .selectFrom('set_reject')
    .select(['section', 'position', 'text', 'reason'])
    .where('set_id', '=', feed.set_id ?? 0)
    .orderBy('ordinal')
    .execute()
}

/** A release that some host runs. */
export interface UsedRelease {
  id: number
  name: string
  codename: string
  cpe: string
}

export function listUsedReleases(db: Queryable): Promise<UsedRelease[]> {
  return db.query
    .selectFrom('os_release as o')
    .select(['o.id', 'o.name', 'o.codename', 'o.cpe_name as cpe'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('os_variant as v')
          .innerJoin('host as h', 'h.os_variant_id', 'v.id')
          .select('h.id')
          .whereRef('v.os_release_id', '=', 'o.id'),
      ),
    )
    .orderBy('o.name')
    .execute()
}
