import { sql } from 'kysely'
import type { Db, Queryable, Tx } from './open.ts'
import { type PackageRow, upsertPackages } from './packages-write.ts'

/** A set that is being built and shows no sign of life for this long was left behind by a process that ended. */
export const BUILD_TIMEOUT_MS = 15 * 60_000

/** Begins a set aside: nothing reads it before it is ready. Answers its id. */
export async function insertPackageSet(db: Db, checksum: string, now: number): Promise<number> {
  const row = await db.query
    .insertInto('package_set')
    .values({ checksum, ready: 0, package_count: 0, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export interface SetRow extends PackageRow {
  phased: number
}

const ENTRY_COLUMNS = { package_id: 'int', set_id: 'int', phased: 'int' } as const

/** Adds at most 2,000 packages to a set in the making, as one transaction. Throws when the set is gone. */
export function insertSetEntries(db: Db, setId: number, rows: readonly SetRow[], now: number): Promise<void> {
  return db.transaction(async (tx) => {
    const { numUpdatedRows } = await tx.query
      .updateTable('package_set')
      .set({ created_at: now })
      .where('id', '=', setId)
      .where('ready', '=', 0)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new Error('the package set was removed while it was built')
    const ids = await upsertPackages(tx, rows)
    const entries = ids.map((id, i) => [id, setId, rows[i]?.phased ?? 100])
    entries.sort((a, b) => (a[0] as number) - (b[0] as number))
    await tx.insertMany('package_set_entry', ENTRY_COLUMNS, entries)
  })
}

/** Makes a set that was built aside one that can be used; in the transaction that puts it in force. */
export async function finishPackageSet(tx: Tx, setId: number, packageCount: number, now: number): Promise<void> {
  const { numUpdatedRows } = await tx.query
    .updateTable('package_set')
    .set({ ready: 1, package_count: packageCount, created_at: now })
    .where('id', '=', setId)
    .where('ready', '=', 0)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Error('the package set was removed while it was built')
}

export interface ReadySet {
  id: number
  checksum: string
  package_count: number
}

/** A set with one of these checksums that is in use, built since `since`. */
export async function findReadySet(
  db: Queryable,
  checksums: readonly string[],
  since: number,
): Promise<ReadySet | undefined> {
  if (checksums.length === 0) return undefined
  return db.query
    .selectFrom('package_set')
    .select(['id', 'checksum', 'package_count'])
    .where('checksum', 'in', [...checksums])
    .where('ready', '=', 1)
    .where('created_at', '>=', since)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

/** Holds a ready set against its removal until the transaction ends. False when it is gone. */
export async function lockReadySet(tx: Tx, setId: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.query
    .updateTable('package_set')
    .set({ ready: 1 })
    .where('id', '=', setId)
    .where('ready', '=', 1)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Removes sets that no mirror uses and those that a killed process left unfinished, in batches: a set's entries
 * first, its row last. `given` are unfinished ones of our own that are given up. Answers how many sets went.
 */
export async function removeUnusedSets(db: Db, now: number, given: readonly number[] = []): Promise<number> {
  const ids = await db.transaction((tx) => retireSets(tx, now, given))
  for (const id of ids) await deleteSet(db, id)
  return ids.length
}

/** Takes them out of use, so that no mirror adopts a set that is being taken apart. */
async function retireSets(tx: Tx, now: number, given: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id from package_set s
    where not exists (select 1 from mirror m where m.package_set_id = s.id)
      and (s.ready = 1 or s.created_at < ${now - BUILD_TIMEOUT_MS} or s.id in (${sql.join([...given, 0])}))
    order by s.id`.execute(tx.query)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  await tx.query.updateTable('package_set').set({ ready: 0, created_at: 0 }).where('id', 'in', ids).execute()
  // adopted between the two statements, by a transaction that ended before ours got the row
  const used = await tx.query
    .selectFrom('mirror')
    .select('package_set_id as id')
    .where('package_set_id', 'in', ids)
    .execute()
  const usedIds = new Set(used.map((row) => row.id))
  if (usedIds.size > 0) {
    const back = [...usedIds].filter((id) => id !== null)
    await tx.query.updateTable('package_set').set({ ready: 1, created_at: now }).where('id', 'in', back).execute()
  }
  return ids.filter((id) => !usedIds.has(id))
}

const BATCH = 5000

async function deleteSet(db: Db, setId: number): Promise<void> {
  while (await deleteEntries(db, setId));
  await db.query.deleteFrom('package_set').where('id', '=', setId).where('ready', '=', 0).execute()
}

/** Deletes one batch; false when it was the last. */
async function deleteEntries(db: Db, setId: number): Promise<boolean> {
  const entries = db.query.selectFrom('package_set_entry').where('set_id', '=', setId)
  const next = await entries.select('package_id').orderBy('package_id').limit(1).offset(BATCH).executeTakeFirst()
  const batch = db.query.deleteFrom('package_set_entry').where('set_id', '=', setId)
  await (next ? batch.where('package_id', '<', next.package_id) : batch).execute()
  return next !== undefined
}
