import { type RawBuilder, sql } from 'kysely'
import type { FeedYield } from '../model/feed.ts'
import type { Db, Queryable, Tx } from './open.ts'

/** What is to be read, by the settings. */
export interface WantedFeed {
  name: string
  source: string
  title: string
  yields: FeedYield
  release: string
  url: string
}

const COLUMNS = { name: 'text', source: 'text', title: 'text', yields: 'text', release: 'text', url: 'text' } as const

/**
 * Makes exactly these feeds those that are read of these sources. Of their others nothing is in force any more; one that
 * comes back is read from its beginning.
 */
export function replaceWantedFeeds(db: Db, sources: readonly string[], wanted: readonly WantedFeed[]): Promise<void> {
  return db.transaction(async (tx) => {
    const names = wanted.map(({ name }) => name)
    await tx.query
      .updateTable('feed')
      .set({
        state: 'off',
        reason: '',
        failed_since: 0,
        fail_count: 0,
        retry_at: 0,
        set_id: null,
        ...NO_MARKS,
        ...NO_COUNTS,
      })
      .where('source', 'in', [...sources, ''])
      .where('name', 'not in', [...names, ''])
      .execute()
    const rows = wanted.map(({ name, source, title, yields, release, url }) => [
      name,
      source,
      title,
      yields,
      release,
      url,
    ])
    await tx.insertMany('feed', COLUMNS, rows, RENEW)
  })
}

const NO_MARKS = { etag: '', last_modified: '', fingerprint: '' }
const NO_COUNTS = { item_count: 0, fix_count: 0, reject_count: 0 }

/** A fingerprint is of the content, wherever that is; validators are of an address. */
const RENEW = `(name) do update set url = excluded.url, release = excluded.release, source = excluded.source,
  title = excluded.title,
  etag = case when feed.url = excluded.url then feed.etag else '' end,
  last_modified = case when feed.url = excluded.url then feed.last_modified else '' end,
  retry_at = case when feed.url = excluded.url then feed.retry_at else 0 end,
  state = case when feed.state = 'off' then 'new' else feed.state end`

export interface FeedMarkColumns {
  etag: string
  lastModified: string
  fingerprint: string
}

/** It was read, and what is in force is current. */
export async function recordFeedConfirmed(
  db: Queryable,
  id: number,
  { etag, lastModified }: FeedMarkColumns,
  now: number,
): Promise<void> {
  await db.query
    .updateTable('feed')
    .set({ ...SUCCEEDED, checked_at: now, confirmed_at: now, etag, last_modified: lastModified })
    .where('id', '=', id)
    .execute()
}

const SUCCEEDED = { state: 'ok' as const, reason: '', failed_since: 0, fail_count: 0, retry_at: 0 }

export interface NewContent extends FeedMarkColumns {
  items: number
  fixes: number
  rejects: number
  /** Of errata. */
  setId: number | null
}

/** Puts in force what was read, with the marks by which a change is noticed. */
export async function replaceFeedContent(tx: Tx, id: number, content: NewContent, now: number): Promise<void> {
  const { items, fixes, rejects, setId, etag, lastModified, fingerprint } = content
  await tx.query
    .updateTable('feed')
    .set({
      ...SUCCEEDED,
      ...{ checked_at: now, confirmed_at: now, changed_at: now, etag, last_modified: lastModified, fingerprint },
      ...{ item_count: items, fix_count: fixes, reject_count: rejects, set_id: setId },
    })
    .where('id', '=', id)
    .execute()
}

/** What is in force stays in force; it is asked for without validators the next time. */
export async function recordFeedFailure(
  db: Queryable,
  id: number,
  reason: string,
  now: number,
  retryAt = 0,
): Promise<void> {
  const since: RawBuilder<number> = sql`case when failed_since = 0 then ${now} else failed_since end`
  await db.query
    .updateTable('feed')
    .set({
      ...{ state: 'failing', reason, checked_at: now, retry_at: retryAt },
      ...{ failed_since: since, fail_count: sql<number>`fail_count + 1` },
    })
    .where('id', '=', id)
    .execute()
}
