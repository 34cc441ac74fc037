import { sql } from 'kysely'
import type { Queryable } from './open.ts'

const COLUMNS = ['package_set_id', 'module_set_id', 'errata_set_id'] as const

/** Lets mirrors whose sets have one checksum share the oldest of them. Answers how many mirrors moved. */
export async function mergeEqualSets(db: Queryable): Promise<number> {
  let moved = 0
  for (const column of COLUMNS) {
    const own = sql.ref(column)
    const oldest = sql`
      select min(o.id) from package_set o join package_set mine on mine.checksum = o.checksum and mine.kind = o.kind
      where mine.id = mirror.${own} and o.ready = 1 and o.checksum <> ''`
    const { numAffectedRows } = await sql`
      update mirror set ${own} = (${oldest}) where ${own} is not null and ${own} <> (${oldest})`.execute(db.query)
    moved += Number(numAffectedRows ?? 0)
  }
  return moved
}
