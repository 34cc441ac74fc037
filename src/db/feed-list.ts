import { type Selectable, sql } from 'kysely'
import type { Reject } from '../model/reject.ts'
import { type Condition, oneOf, textIn, where } from './list.ts'
import type { Queryable } from './open.ts'
import type { FeedTable } from './tables/feed.ts'

export type FeedRow = Selectable<FeedTable>

export interface FeedFilter {
  source?: string | undefined
  state?: string | undefined
}

/** All that were ever read, also those that are off. By source and name. */
export async function listFeeds(db: Queryable, filter: FeedFilter = {}): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    select f.* from feed f ${where(feedConditions(filter))} order by f.source, f.name`.execute(db.query)
  return rows
}

/** Conditions on `feed f`; issues count by them, too. */
export function feedConditions({ source, state }: FeedFilter): Condition[] {
  return [...oneOf(source, textIn(sql`f.source`)), ...oneOf(state, textIn(sql`f.state`))]
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
