import type { PartKind } from '../model/part.ts'
import type { Reject } from '../model/reject.ts'
import type { Db, Tx } from './open.ts'
import { ensureNames } from './package-names.ts'
import { type PackageRow, upsertPackages } from './packages-write.ts'
import { ensureVendors } from './vendors.ts'

/** Begins a set aside: nothing reads it before it is ready. Answers its id. */
export async function insertPackageSet(db: Db, kind: PartKind, checksum: string, now: number): Promise<number> {
  const row = await db.query
    .insertInto('package_set')
    .values({ kind, checksum, ready: 0, package_count: 0, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export interface SetRow extends PackageRow {
  phased: number
  vendor: string
  obsoletes: readonly { name: string; relation: string; version: string }[]
}

const ENTRY_COLUMNS = { package_id: 'int', set_id: 'int', phased: 'int', vendor_id: 'int' } as const

/** Adds at most 2,000 packages to a set in the making, as one transaction. Throws when the set is gone. */
export function insertSetEntries(db: Db, setId: number, rows: readonly SetRow[], now: number): Promise<void> {
  return db.transaction(async (tx) => {
    await touchSet(tx, setId, now)
    const ids = await upsertPackages(tx, rows)
    const vendors = await ensureVendors(
      tx,
      rows.map((row) => row.vendor),
    )
    const entries = ids.map((id, i) => [id, setId, rows[i]?.phased ?? 100, vendors.get(rows[i]?.vendor ?? '') ?? 0])
    entries.sort((a, b) => (a[0] as number) - (b[0] as number))
    await tx.insertMany('package_set_entry', ENTRY_COLUMNS, entries)
    await insertObsoletes(tx, setId, rows, ids)
  })
}

const OBSOLETE_COLUMNS = {
  name_id: 'int',
  set_id: 'int',
  package_id: 'int',
  relation: 'text',
  version: 'text',
} as const

async function insertObsoletes(tx: Tx, setId: number, rows: readonly SetRow[], ids: readonly number[]): Promise<void> {
  const wanted = rows.flatMap((row, i) =>
    row.obsoletes.map((obsolete) => ({ ...obsolete, packageId: ids[i] as number })),
  )
  if (wanted.length === 0) return
  const names = await ensureNames(
    tx,
    wanted.map((obsolete) => obsolete.name),
  )
  const links = wanted.map((o) => [names.get(o.name) as number, setId, o.packageId, o.relation, o.version])
  links.sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[2]) - Number(b[2]))
  await tx.insertMany('set_obsolete', OBSOLETE_COLUMNS, links)
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
