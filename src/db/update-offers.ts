import { type RawBuilder, sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

/** A package with its version and name, as rules need it. */
export interface BuildRow {
  id: number
  name_id: number
  name: string
  type: PackageType
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
}

const BUILD = sql`p.id, p.name_id, n.name, p.type, p.arch, p.epoch, p.version, p.release, p.sort_key`

/**
 * Installed packages of these hosts of which one of the sets holds a higher version of the same name. Only
 * these can have an update: one seek in the index of sort keys for each.
 */
export async function listOutdated(
  db: Queryable,
  setIds: readonly number[],
  hostIds: readonly number[],
): Promise<number[]> {
  if (setIds.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select p.id from package p
    where p.id in (select hp.package_id from ${idSource(db, 'h', hostIds)} join host_package hp on hp.host_id = h.id)
    and exists (
      select 1 from package c join package_set_entry e on e.package_id = c.id
      where c.name_id = p.name_id and c.type = p.type and c.sort_key > p.sort_key and +e.set_id in (${list(setIds)}))
    order by p.id`.execute(db.query)
  return rows.map((row) => row.id)
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
    select ${BUILD}, p.source, p.source_version, e.set_id, e.phased
    from ${idSource(db, 'k', nameIds)} join package p on p.name_id = k.id join package_name n on n.id = p.name_id
    join package_set_entry e on e.package_id = p.id where +e.set_id in (${list(setIds)})
    order by p.id, e.set_id`.execute(db.query)
  return rows
}

/** What a host has of a name; `held` beside it. */
export async function listInstalledOfName(
  db: Queryable,
  hostId: number,
  name: string,
): Promise<(BuildRow & { held: number })[]> {
  const { rows } = await sql<BuildRow & { held: number }>`
    select ${BUILD}, hp.held from package_name n join package p on p.name_id = n.id
    join host_package hp on hp.package_id = p.id and hp.host_id = ${hostId}
    where n.name = ${name} order by p.arch, p.id`.execute(db.query)
  return rows
}

/** The id of a name; undefined when no package was ever called so. */
export async function findNameId(db: Queryable, name: string): Promise<number | undefined> {
  const row = await db.query.selectFrom('package_name').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id
}

function idSource(db: Queryable, alias: string, ids: readonly number[]): RawBuilder<unknown> {
  return rowSource(
    db,
    alias,
    { id: 'int' },
    ids.map((id) => [id]),
  )
}

/**
 * Ids of our own rows, as literals. Tested as `+set_id in (…)`: the few sets of a package are read and compared,
 * instead of sought one by one.
 */
function list(ids: readonly number[]): RawBuilder<unknown> {
  return sql.raw(ids.map((id) => String(Math.trunc(id))).join(', '))
}
