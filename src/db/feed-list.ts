import type { Selectable } from 'kysely'
import type { Queryable } from './open.ts'
import type { FeedTable } from './tables/feed.ts'

export type FeedRow = Selectable<FeedTable>

/** All that were ever read, also those that are off. By source and name. */
export function listFeeds(db: Queryable): Promise<FeedRow[]> {
  return db.query.selectFrom('feed').selectAll().orderBy('source').orderBy('name').execute()
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
