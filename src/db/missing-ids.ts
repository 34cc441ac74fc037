import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

/** Those of the ids that no row has, in the order given. */
export async function listMissingIds(db: Queryable, table: 'host' | 'repo', ids: readonly number[]): Promise<number[]> {
  const rows = ids.map((id) => [id])
  const found = await sql<{ id: number }>`
    select t.id from ${rowSource(db, 'k', { id: 'int' }, rows)} join ${sql.table(table)} t on t.id = k.id`.execute(
    db.query,
  )
  const known = new Set(found.rows.map((row) => row.id))
  return ids.filter((id) => !known.has(id))
}
