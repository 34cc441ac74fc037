import { type SqlBool, sql } from 'kysely'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

export interface DueReport {
  id: number
  /** Tries that failed. */
  attempts: number
}

/**
 * Reports that wait and are due: those that were never tried, the oldest first, then the others; of all hosts unless
 * told which. So what ends its process, or is taken for it, holds up no other.
 */
export async function listDueReports(
  db: Queryable,
  now: number,
  most: number,
  hostnames?: readonly string[],
): Promise<DueReport[]> {
  const fresh = await listDue(db, '=', now, most, hostnames)
  return fresh.length === most ? fresh : [...fresh, ...(await listDue(db, '>', now, most - fresh.length, hostnames))]
}

function listDue(
  db: Queryable,
  attempts: '=' | '>',
  now: number,
  most: number,
  hostnames: readonly string[] | undefined,
): Promise<DueReport[]> {
  return db.query
    .selectFrom('report')
    .select(['id', 'attempts'])
    .where('state', '=', 'pending')
    .where('attempts', attempts, 0)
    .where('retry_at', '<=', now)
    .$if(hostnames !== undefined, (query) => query.where(isOf(db, hostnames ?? [])))
    .orderBy('id')
    .limit(most)
    .execute()
}

function isOf(db: Queryable, hostnames: readonly string[]) {
  const rows = hostnames.map((name) => [name])
  return sql<SqlBool>`report.hostname in (select k.name from ${rowSource(db, 'k', { name: 'text' }, rows)})`
}

/** A report that waits, without its body. */
export interface ClaimedReport {
  id: number
  hostname: string
  ip: string
  protocol: number
  received_at: number
  attempts: number
  facts: string
  packages_digest: string
  repos_digest: string
  modules_digest: string
  updates_digest: string
}

/**
 * Takes a report for the rest of the transaction. None when another worker has it, or has an earlier one of
 * the same host in hand: a host's reports are worked on one after the other.
 */
export async function claimReport(tx: Tx, id: number): Promise<ClaimedReport | undefined> {
  const query = tx.query
    .selectFrom('report')
    .select([
      'id',
      'hostname',
      'ip',
      'protocol',
      'received_at',
      'attempts',
      'facts',
      'packages_digest',
      'repos_digest',
      'modules_digest',
      'updates_digest',
    ])
    .where('id', '=', id)
    .where('state', '=', 'pending')
  // SQLite has one writer at a time: it holds the lock already, and saw every earlier report
  if (tx.dialect === 'sqlite') return query.executeTakeFirst()
  const claimed = await query.forUpdate().skipLocked().executeTakeFirst()
  return claimed && (await hasEarlier(tx, claimed)) ? undefined : claimed
}

async function hasEarlier(tx: Tx, { id, hostname }: ClaimedReport): Promise<boolean> {
  const row = await tx.query
    .selectFrom('report')
    .select('id')
    .where('hostname', '=', hostname)
    .where('id', '<', id)
    .where('state', '=', 'pending')
    // one that was tried before gives way
    .where('attempts', '=', 0)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whose it is and how often it was tried. */
export async function getReportHost(
  db: Queryable,
  id: number,
): Promise<{ hostname: string; attempts: number } | undefined> {
  return db.query.selectFrom('report').select(['hostname', 'attempts']).where('id', '=', id).executeTakeFirst()
}

/** The body as it is stored. */
export async function getReportBody(
  db: Queryable,
  id: number,
): Promise<{ protocol: number; body: Uint8Array } | undefined> {
  return db.query
    .selectFrom('report')
    .innerJoin('report_body', 'report_body.hash', 'report.body_hash')
    .select(['report.protocol', 'report_body.body'])
    .where('report.id', '=', id)
    .executeTakeFirst()
}
