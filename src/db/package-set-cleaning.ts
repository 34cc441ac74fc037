import { sql } from 'kysely'
import type { Db } from './open.ts'

/** Deletes sets that no mirror uses and that were begun before `before` (a younger one may be in the making). */
export function deleteUnusedSets(db: Db, before: number): Promise<number> {
  return db.transaction(async (tx) => {
    const deleted = await sql`
      delete from package_set where created_at < ${before}
        and not exists (select 1 from mirror m where m.package_set_id = package_set.id)`.execute(tx.query)
    await sql`
      delete from package_set_entry where not exists (
        select 1 from package_set s where s.id = package_set_entry.set_id)`.execute(tx.query)
    return Number(deleted.numAffectedRows ?? 0)
  })
}

/** Lets mirrors whose sets have one checksum share the oldest of them. Answers how many mirrors moved. */
export async function mergeEqualSets(db: Db): Promise<number> {
  const oldest = sql`
    select min(o.id) from package_set o join package_set mine on mine.checksum = o.checksum
    where mine.id = mirror.package_set_id and o.ready = 1 and o.checksum <> ''`
  const { numAffectedRows } = await sql`
    update mirror set package_set_id = (${oldest})
    where package_set_id is not null and package_set_id <> (${oldest})`.execute(db.query)
  return Number(numAffectedRows ?? 0)
}
