import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

/** When the next report is due that failed and waits to be tried again; undefined: none. */
export async function getNextRetry(db: Queryable): Promise<number | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select min(retry_at) as at from report where state = 'pending'`.execute(db.query)
  return rows[0]?.at ?? undefined
}

/** The reports that are in force (of all hosts, unless told otherwise). */
export async function listReportsInForce(db: Queryable, hostnames?: readonly string[]): Promise<number[]> {
  const source = rowSource(
    db,
    'k',
    { name: 'text' },
    (hostnames ?? []).map((name) => [name]),
  )
  const ofHosts = hostnames ? sql`and h.hostname in (select k.name from ${source})` : sql``
  const { rows } = await sql<{ id: number }>`
    select r.id from host h join report r on r.id = h.last_report_id where true ${ofHosts} order by r.id`.execute(
    db.query,
  )
  return rows.map((row) => row.id)
}
