import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

/** Ids of package names, as far as they are known. */
export async function findNames(db: Queryable, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const rows = names.map((name) => [name])
  const source = rowSource(db, 'k', { name: 'text' }, rows)
  const found = await sql<{ id: number; name: string }>`
    select n.id, n.name from ${source} join package_name n on n.name = k.name`.execute(db.query)
  return new Map(found.rows.map((row) => [row.name, row.id]))
}
