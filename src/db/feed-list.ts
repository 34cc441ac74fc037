import { type Selectable, sql } from 'kysely'
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

/** Distributions of hosts for whose release no feed was asked for yet. */
export async function listUnreadDistributions(db: Queryable): Promise<string[]> {
  const { rows } = await sql<{ distribution: string }>`
    select distinct o.distribution from os_release o where o.distribution <> ''
      and exists (select 1 from os_variant v join host h on h.os_variant_id = v.id where v.os_release_id = o.id)
      and not exists (select 1 from feed f
        where f.source = o.distribution and f.state <> 'off' and (f.release = '' or f.release = o.release_key))
    order by 1`.execute(db.query)
  return rows.map(({ distribution }) => distribution)
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
