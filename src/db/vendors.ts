import { sql } from 'kysely'
import type { Tx } from './open.ts'
import { rowSource } from './row-source.ts'

/** The ids of vendors by name; those that are new are added. '' is none: 0. One query where all are known. */
export async function ensureVendors(tx: Tx, names: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(names)].filter((name) => name !== '').sort()
  let ids = await findVendors(tx, wanted)
  const missing = wanted.filter((name) => !ids.has(name))
  if (missing.length > 0) {
    const rows = missing.map((name) => [name])
    await tx.insertMany('vendor', { name: 'text' }, rows)
    ids = await findVendors(tx, wanted)
  }
  return ids.set('', 0)
}

async function findVendors(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const rows = names.map((name) => [name])
  const source = rowSource(tx, 'k', { name: 'text' }, rows)
  const found = await sql<{ id: number; name: string }>`
    select v.id, v.name from ${source} join vendor v on v.name = k.name`.execute(tx.query)
  return new Map(found.rows.map((row) => [row.name, row.id]))
}
