import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'
import { idList, idSource } from './update-ids.ts'

/** A package with its version and name, as rules need it. */
export interface BuildRow {
  id: number
  name_id: number
  name: string
  type: PackageType
  category: string
  arch: string
  epoch: string
  version: string
  release: string
  sort_key: Uint8Array
}

/** A package that a set in force offers: a row for each set. */
export interface OfferRow extends BuildRow {
  source: string
  source_version: string
  set_id: number
  phased: number
  vendor_id: number
}

const BUILD = sql`p.id, p.name_id, n.name, p.type, p.category, p.arch, p.epoch, p.version, p.release, p.sort_key`

/**
 * Installed packages of these hosts of which one of the sets holds a higher version of the same name. Only
 * these can have an update: one seek in the index of sort keys for each.
 */
export async function listOutdated(
  db: Queryable,
  setIds: readonly number[],
  hostIds: readonly number[],
): Promise<{ id: number; type: PackageType }[]> {
  if (setIds.length === 0) return []
  const { rows } = await sql<{ id: number; type: PackageType }>`
    select p.id, p.type from package p
    where p.id in (select hp.package_id from ${idSource(db, 'h', hostIds)} join host_package hp on hp.host_id = h.id)
    and exists (
      select 1 from package c join package_set_entry e on e.package_id = c.id
      where c.name_id = p.name_id and c.type = p.type and c.sort_key > p.sort_key and +e.set_id in (${idList(setIds)}))
    order by p.id`.execute(db.query)
  return rows
}

export async function listBuilds(db: Queryable, packageIds: readonly number[]): Promise<BuildRow[]> {
  if (packageIds.length === 0) return []
  const { rows } = await sql<BuildRow>`
    select ${BUILD} from ${idSource(db, 'k', packageIds)} join package p on p.id = k.id
    join package_name n on n.id = p.name_id`.execute(db.query)
  return rows
}

/** Everything that the sets hold of these names. */
export async function listOffers(
  db: Queryable,
  setIds: readonly number[],
  nameIds: readonly number[],
): Promise<OfferRow[]> {
  if (setIds.length === 0 || nameIds.length === 0) return []
  const { rows } = await sql<OfferRow>`
    select ${BUILD}, p.source, p.source_version, e.set_id, e.phased, e.vendor_id
    from ${idSource(db, 'k', nameIds)} join package p on p.name_id = k.id join package_name n on n.id = p.name_id
    join package_set_entry e on e.package_id = p.id where +e.set_id in (${idList(setIds)})
    order by p.id, e.set_id`.execute(db.query)
  return rows
}

/** A package of a host. */
export interface InstalledRow extends BuildRow {
  held: number
  vendor_id: number
}

/** What a host has of a name. */
export async function listInstalledOfName(db: Queryable, hostId: number, name: string): Promise<InstalledRow[]> {
  const { rows } = await sql<InstalledRow>`
    select ${BUILD}, hp.held, hp.vendor_id from package_name n join package p on p.name_id = n.id
    join host_package hp on hp.package_id = p.id and hp.host_id = ${hostId}
    where n.name = ${name} order by p.arch, p.id`.execute(db.query)
  return rows
}

/** The id of a name; undefined when no package was ever called so. */
export async function findNameId(db: Queryable, name: string): Promise<number | undefined> {
  const row = await db.query.selectFrom('package_name').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id
}

/** Packages of these names that some host has. */
export async function listInstalledBuilds(db: Queryable, nameIds: readonly number[]): Promise<BuildRow[]> {
  if (nameIds.length === 0) return []
  const { rows } = await sql<BuildRow>`
    select ${BUILD} from ${idSource(db, 'k', nameIds)} join package p on p.name_id = k.id
    join package_name n on n.id = p.name_id where p.host_count > 0`.execute(db.query)
  return rows
}
