import type { Insertable } from 'kysely'
import type { Reject } from '../model/reject.ts'
import type { Queryable, Tx } from './open.ts'
import type { Tables } from './schema.ts'

export interface NewReport {
  row: Insertable<Tables['report']>
  /** As it is stored. */
  body: Uint8Array
  rejects: Reject[]
}

/** Writes an accepted report; answers its id. */
export async function insertReport(tx: Tx, { row, body, rejects }: NewReport): Promise<number> {
  const { id } = await tx.query.insertInto('report').values(row).returning('id').executeTakeFirstOrThrow()
  await tx.insertMany('report_body', { report_id: 'int', body: 'bytes' }, [[id, body]])
  if (rejects.length > 0) await insertRejects(tx, id, rejects)
  return id
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
