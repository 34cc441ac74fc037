import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { idList, idSource } from './update-ids.ts'

/** Hosts that have a package, and whether it is held there. */
export interface Holder {
  package_id: number
  host_id: number
  held: number
}

/**
 * Which of these hosts have which of these packages. For some hosts: it reads all that they have. The cross join
 * keeps SQLite from walking through a list of ids for each row of the table.
 */
export async function listHolders(
  db: Queryable,
  packageIds: readonly number[],
  hostIds: readonly number[],
): Promise<Holder[]> {
  if (packageIds.length === 0) return []
  const { rows } = await sql<Holder>`
    select hp.package_id, hp.host_id, hp.held
    from ${idSource(db, 'h', hostIds)} cross join host_package hp
    where hp.host_id = h.id and hp.package_id in (select k.id from ${idSource(db, 'k', packageIds)})`.execute(db.query)
  return rows
}

/** For whole fleets: the hosts of each package as one text of ids, separated by commas; a million pairs a second. */
export async function listHoldersOfAll(
  db: Queryable,
  packageIds: readonly number[],
): Promise<{ package_id: number; host_ids: string }[]> {
  if (packageIds.length === 0) return []
  const gathered = db.dialect === 'sqlite' ? sql`group_concat(hp.host_id)` : sql`string_agg(hp.host_id::text, ',')`
  const { rows } = await sql<{ package_id: number; host_ids: string | null }>`
    select k.id as package_id, (select ${gathered} from host_package hp where hp.package_id = k.id) as host_ids
    from ${idSource(db, 'k', packageIds)}`.execute(db.query)
  return rows.map(({ package_id, host_ids }) => ({ package_id, host_ids: host_ids ?? '' }))
}

/** All packages that are held somewhere. */
export async function listHeld(db: Queryable): Promise<{ host_id: number; package_id: number }[]> {
  return db.query.selectFrom('host_package').select(['host_id', 'package_id']).where('held', '=', 1).execute()
}

export interface InstalledVendorRow {
  host_id: number
  package_id: number
  vendor_id: number
}

/**
 * Who built what some hosts have: of these packages, and of all others where it is none of the `usual` vendors. What
 * hosts do not tell (vendor 0) is left out.
 */
export async function listInstalledVendors(
  db: Queryable,
  hostIds: readonly number[],
  packageIds: readonly number[],
  usual: readonly number[],
): Promise<InstalledVendorRow[]> {
  if (hostIds.length === 0) return []
  const isAsked = sql`hp.package_id in (select k.id from ${idSource(db, 'k', packageIds)})`
  const { rows } = await sql<InstalledVendorRow>`
    select hp.host_id, hp.package_id, hp.vendor_id from ${idSource(db, 'h', hostIds)} cross join host_package hp
    where hp.host_id = h.id and hp.vendor_id <> 0
      and (hp.vendor_id not in (${idList([0, ...usual])}) or ${packageIds.length > 0 ? isAsked : sql`1 = 0`})`.execute(
    db.query,
  )
  return rows
}

export function listVendors(db: Queryable): Promise<{ id: number; name: string }[]> {
  return db.query.selectFrom('vendor').selectAll().execute()
}

/** What these hosts have of the names of some packages. */
export async function listNamesakes(
  db: Queryable,
  packageIds: readonly number[],
  hostIds: readonly number[],
): Promise<Holder[]> {
  if (packageIds.length === 0) return []
  const { rows } = await sql<Holder>`
    select hp.package_id, hp.host_id, hp.held
    from ${idSource(db, 'h', hostIds)} cross join host_package hp join package p on p.id = hp.package_id
    where hp.host_id = h.id and p.name_id in
      (select i.name_id from ${idSource(db, 'k', packageIds)} join package i on i.id = k.id)`.execute(db.query)
  return rows
}
