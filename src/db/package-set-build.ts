import type { PartKind } from '../model/part.ts'
import type { Reject } from '../model/reject.ts'
import type { Db, Tx } from './open.ts'

/** Begins a set aside: nothing reads it before it is ready. Answers its id. */
export async function insertPackageSet(db: Db, kind: PartKind, checksum: string, now: number): Promise<number> {
  const row = await db.query
    .insertInto('package_set')
    .values({ kind, checksum, ready: 0, package_count: 0, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Says that a set in the making is being worked on, and holds it until the transaction ends. Throws when it is gone. */
export async function touchSet(tx: Tx, setId: number, now: number): Promise<void> {
  const { numUpdatedRows } = await tx.query
    .updateTable('package_set')
    .set({ created_at: now })
    .where('id', '=', setId)
    .where('ready', '=', 0)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Error('the package set was removed while it was built')
}

export interface SetCounts {
  items: number
  rejects: number
}

/** Makes a set that was built aside one that can be used; in the transaction that puts it in force. */
export async function finishPackageSet(tx: Tx, setId: number, counts: SetCounts, now: number): Promise<void> {
  await touchSet(tx, setId, now)
  await tx.query
    .updateTable('package_set')
    .set({ ready: 1, package_count: counts.items, reject_count: counts.rejects })
    .where('id', '=', setId)
    .execute()
}

const REJECT_COLUMNS = {
  set_id: 'int',
  ordinal: 'int',
  section: 'text',
  position: 'int',
  text: 'text',
  reason: 'text',
} as const

/** What of the set's file could not be used: the first of them are kept. */
export async function insertSetRejects(tx: Tx, setId: number, rejects: readonly Reject[]): Promise<void> {
  const rows = rejects.map((r, i) => [setId, i, r.section, r.position, r.text, r.reason])
  await tx.insertMany('set_reject', REJECT_COLUMNS, rows)
}
