import type { PartKind } from '../model/part.ts'
import type { Queryable, Tx } from './open.ts'

export interface ReadySet {
  id: number
  checksum: string
  package_count: number
  reject_count: number
}

/** A set of the kind with one of these checksums that is in use, built since `since`. */
export async function findReadySet(
  db: Queryable,
  kind: PartKind,
  checksums: readonly string[],
  since: number,
): Promise<ReadySet | undefined> {
  if (checksums.length === 0) return undefined
  return db.query
    .selectFrom('package_set')
    .select(['id', 'checksum', 'package_count', 'reject_count'])
    .where('checksum', 'in', [...checksums])
    .where('kind', '=', kind)
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
