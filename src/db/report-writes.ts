import type { Insertable } from 'kysely'
import type { Reject } from '../model/reject.ts'
import type { Queryable, Tx } from './open.ts'
import type { Tables } from './schema.ts'

export interface NewReport {
  row: Omit<Insertable<Tables['report']>, 'body_hash'>
  bodyHash: string
  /** Makes the body as it is stored; called only when it is not stored yet. */
  packBody: () => Uint8Array
  rejects: Reject[]
}

/** Writes an accepted report; answers its id. */
export async function insertReport(tx: Tx, { row, bodyHash, packBody, rejects }: NewReport): Promise<number> {
  await ensureBody(tx, bodyHash, packBody)
  const inserted = tx.query.insertInto('report').values({ ...row, body_hash: bodyHash })
  const { id } = await inserted.returning('id').executeTakeFirstOrThrow()
  if (rejects.length > 0) await insertRejects(tx, id, rejects)
  return id
}

/** The lock keeps cleaning from removing a body between our look and our report. */
async function ensureBody(tx: Tx, hash: string, packBody: () => Uint8Array): Promise<void> {
  const query = tx.query.selectFrom('report_body').select('hash').where('hash', '=', hash)
  const known = await (tx.dialect === 'postgres' ? query.forKeyShare() : query).executeTakeFirst()
  if (!known) await tx.insertMany('report_body', { hash: 'text', body: 'bytes' }, [[hash, packBody()]])
}

const REJECT_COLUMNS = {
  report_id: 'int',
  ordinal: 'int',
  section: 'text',
  position: 'int',
  text: 'text',
  reason: 'text',
} as const

async function insertRejects(tx: Tx, reportId: number, rejects: Reject[]): Promise<void> {
  const rows = rejects.map((r, i) => [reportId, i, r.section, r.position, r.text, r.reason])
  await tx.insertMany('report_reject', REJECT_COLUMNS, rows)
}

/** Marks a report as done, in the transaction that holds its effects. */
export async function finishReport(
  tx: Tx,
  id: number,
  done: { state: 'processed' | 'superseded'; processed_at: number; duration_ms: number },
): Promise<void> {
  await tx.query
    .updateTable('report')
    .set({ ...done, error: '' })
    .where('id', '=', id)
    .execute()
}

export interface ReportFailure {
  attempts: number
  state: 'pending' | 'failed'
  error: string
  retry_at: number
  processed_at: number
}

/** Counts a try of a claimed report before it is made: should the process end with it, that is known. */
export async function beginAttempt(
  tx: Tx,
  id: number,
  attempt: { attempts: number; error: string; retry_at: number },
): Promise<void> {
  await tx.query.updateTable('report').set(attempt).where('id', '=', id).execute()
}

/** Records why processing failed. A report that another worker has finished meanwhile stays finished. */
export async function recordReportFailure(db: Queryable, id: number, failure: ReportFailure): Promise<void> {
  await db.query.updateTable('report').set(failure).where('id', '=', id).where('state', '=', 'pending').execute()
}

/** Puts a report back as if it had just arrived; false when there is none. */
export async function resetReport(db: Queryable, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('report')
    .set({ state: 'pending', attempts: 0, retry_at: 0, error: '' })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
