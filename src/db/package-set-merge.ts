import { sql } from 'kysely'
import type { Queryable } from './open.ts'

/** Lets mirrors whose sets have one checksum share the oldest of them. Answers how many mirrors moved. */
export async function mergeEqualSets(db: Queryable): Promise<number> {
  const oldest = sql`
    select min(o.id) from package_set o join package_set mine on mine.checksum = o.checksum
    where mine.id = mirror.package_set_id and o.ready = 1 and o.checksum <> ''`
  const { numAffectedRows } = await sql`
    update mirror set package_set_id = (${oldest})
    where package_set_id is not null and package_set_id <> (${oldest})`.execute(db.query)
  return Number(numAffectedRows ?? 0)
}
