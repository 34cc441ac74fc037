import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

/** Deletes reports with their rejects; answers how many there were. What is known of their hosts stays. */
export async function deleteReports(db: Queryable, ids: readonly number[]): Promise<number> {
  const source = rowSource(
    db,
    'k',
    { id: 'int' },
    ids.map((id) => [id]),
  )
  const result = await sql`delete from report where id in (select k.id from ${source})`.execute(db.query)
  return Number(result.numAffectedRows ?? 0)
}
