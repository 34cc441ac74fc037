import { sql } from 'kysely'
import type { Db } from './open.ts'

const BATCH = 500

/** Deletes all but the last `keep` reports of each host. One that waits to be processed always stays. */
export function deleteOldReports(db: Db, keep: number): Promise<number> {
  return inBatches((limit) =>
    sql<{ id: number }>`
    delete from report where id in (
      select id from (
        select id, state, row_number() over (partition by hostname order by id desc) as place from report) r
      where r.place > ${keep} and r.state <> 'pending' limit ${limit})
    returning id`.execute(db.query),
  )
}

/** Deletes reports that came before `before` from hosts that do not exist (any more). */
export function deleteReportsWithoutHost(db: Db, before: number): Promise<number> {
  return inBatches((limit) =>
    sql<{ id: number }>`
    delete from report where id in (
      select r.id from report r where r.state <> 'pending' and r.received_at < ${before}
        and not exists (select 1 from host h where h.hostname = r.hostname) limit ${limit})
    returning id`.execute(db.query),
  )
}

/** Deletes bodies that no report has any more. */
export function deleteUnusedBodies(db: Db): Promise<number> {
  return inBatches((limit) =>
    sql<{ hash: string }>`
    delete from report_body where hash in (
      select b.hash from report_body b where not exists (select 1 from report r where r.body_hash = b.hash) limit ${limit})
    returning hash`.execute(db.query),
  )
}

async function inBatches(deleteSome: (limit: number) => Promise<{ rows: unknown[] }>): Promise<number> {
  for (let deleted = 0; ; ) {
    const { rows } = await deleteSome(BATCH)
    deleted += rows.length
    if (rows.length < BATCH) return deleted
  }
}
