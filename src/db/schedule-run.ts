import type { Queryable, Tx } from './open.ts'

/** When each scheduled kind was due last, as far as it was started. */
export async function listScheduleRuns(db: Queryable): Promise<Map<string, number>> {
  const rows = await db.query.selectFrom('schedule_run').select(['kind', 'due_at']).execute()
  return new Map(rows.map((row) => [row.kind, row.due_at]))
}

/** Notes a kind that is new here, so that its first run is its next time. */
export async function insertScheduleRun(db: Queryable, kind: string, dueAt: number): Promise<void> {
  await db.query
    .insertInto('schedule_run')
    .values({ kind, due_at: dueAt })
    .onConflict((conflict) => conflict.column('kind').doNothing())
    .execute()
}

/** Takes the run that was due at `dueAt`: of many servers, one gets `true`. */
export async function takeScheduleRun(tx: Tx, kind: string, dueAt: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.query
    .updateTable('schedule_run')
    .set({ due_at: dueAt })
    .where('kind', '=', kind)
    .where('due_at', '<', dueAt)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
