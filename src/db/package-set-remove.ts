import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from './open.ts'

/** A set that is being built and shows no sign of life for this long was left behind by a process that ended. */
export const BUILD_TIMEOUT_MS = 15 * 60_000

/**
 * Removes sets that neither a mirror nor a feed uses and those that a killed process left unfinished, in batches: what a set holds
 * first, its row last. `given` are unfinished ones of our own that are given up. Answers how many sets went.
 */
export async function removeUnusedSets(db: Db, now: number, given: readonly number[] = []): Promise<number> {
  const ids = await db.transaction((tx) => retireSets(tx, now, given))
  for (const id of ids) await deleteSet(db, id)
  return ids.length
}

/** Mirrors and feeds that use a set, of whatever kind. */
const usersOf = (set: RawBuilder<unknown>) =>
  sql`select 1 from mirror m where m.package_set_id = ${set} or m.module_set_id = ${set} or m.errata_set_id = ${set}
    union all select 1 from feed f where f.set_id = ${set} or f.flagged_set_id = ${set}`

/** Takes them out of use, so that no mirror adopts a set that is being taken apart. */
async function retireSets(tx: Tx, now: number, given: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id from package_set s where not exists (${usersOf(sql`s.id`)})
      and (s.ready = 1 or s.created_at < ${now - BUILD_TIMEOUT_MS} or s.id in (${sql.join([...given, 0])}))
    order by s.id`.execute(tx.query)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  await tx.query.updateTable('package_set').set({ ready: 0, created_at: 0 }).where('id', 'in', ids).execute()
  // adopted between the two statements, by a transaction that ended before ours got the row
  const used = await sql<{ id: number }>`
    select s.id from package_set s where s.id in (${sql.join(ids)}) and exists (${usersOf(sql`s.id`)})`.execute(
    tx.query,
  )
  const usedIds = used.rows.map((row) => row.id)
  if (usedIds.length === 0) return ids
  await tx.query.updateTable('package_set').set({ ready: 1, created_at: now }).where('id', 'in', usedIds).execute()
  return ids.filter((id) => !usedIds.includes(id))
}

/** What a set holds, and the column in whose order it is deleted batch by batch. */
const CONTENTS = [
  ['package_set_entry', 'package_id'],
  ['set_obsolete', 'package_id'],
  ['set_erratum_package', 'erratum_id'],
  ['erratum_fix', 'ordinal'],
  ['set_erratum', 'erratum_id'],
  // their packages go with them
  ['set_module', 'id'],
  ['set_module_default', 'name'],
  ['set_reject', 'ordinal'],
] as const

async function deleteSet(db: Db, setId: number): Promise<void> {
  for (const [table, column] of CONTENTS) while (await deleteBatch(db, table, column, setId));
  await db.query.deleteFrom('package_set').where('id', '=', setId).where('ready', '=', 0).execute()
}

type Contents = (typeof CONTENTS)[number]

const BATCH = 5000

/** False when it was the last. */
async function deleteBatch(db: Db, table: Contents[0], column: Contents[1], setId: number): Promise<boolean> {
  const [name, order] = [sql.table(table), sql.ref(column)]
  const next = await sql<{ at: number | string }>`
    select ${order} as at from ${name} where set_id = ${setId} order by ${order} limit 1 offset ${BATCH}`.execute(
    db.query,
  )
  const at = next.rows[0]?.at
  // rows that share the value at which a batch ends stay together, for the next one
  const isOneValue = at !== undefined && (await isFirst(db, table, column, setId, at))
  const upTo = at === undefined ? sql`` : isOneValue ? sql`and ${order} <= ${at}` : sql`and ${order} < ${at}`
  await sql`delete from ${name} where set_id = ${setId} ${upTo}`.execute(db.query)
  return at !== undefined
}

async function isFirst(db: Db, table: Contents[0], column: Contents[1], setId: number, at: number | string) {
  const { rows } = await sql<{ at: number | string }>`
    select min(${sql.ref(column)}) as at from ${sql.table(table)} where set_id = ${setId}`.execute(db.query)
  return rows[0]?.at === at
}
