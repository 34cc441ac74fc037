import { sql } from 'kysely'
import type { Queryable, Tx } from './open.ts'
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

/** Ids of package names; those that no package has yet are added. */
export async function ensureNames(tx: Tx, names: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(names)].sort()
  const ids = await findNames(tx, wanted)
  const missing = wanted.filter((name) => !ids.has(name))
  if (missing.length === 0) return ids
  const rows = missing.map((name) => [name])
  const inserted = await tx.insertIds('package_name', { name: 'text' }, rows)
  for (const [i, name] of missing.entries()) if (inserted[i] !== 0) ids.set(name, inserted[i] as number)
  // another writer was faster
  return ids.size < wanted.length ? findNames(tx, wanted) : ids
}
