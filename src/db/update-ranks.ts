import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'

/** A package among those of its name and type. */
export interface SortedPackageRow {
  id: number
  name_id: number
  type: PackageType
  sort_key: Uint8Array
  /** How many hosts have it. */
  host_count: number
}

/** All packages by name and type, the lowest version first: the order of an index. */
export async function listSortedPackages(db: Queryable): Promise<SortedPackageRow[]> {
  const { rows } = await sql<SortedPackageRow>`
    select p.id, p.name_id, p.type, p.sort_key, p.host_count
    from package p order by p.name_id, p.type, p.sort_key`.execute(db.query)
  return rows
}

/** The sets that hold each package, as a text of ids separated by commas. */
export async function listSetsOfPackages(db: Queryable): Promise<{ package_id: number; set_ids: string }[]> {
  const gathered = db.dialect === 'sqlite' ? sql`group_concat(set_id)` : sql`string_agg(set_id::text, ',')`
  const { rows } = await sql<{ package_id: number; set_ids: string }>`
    select package_id, ${gathered} as set_ids from package_set_entry group by package_id`.execute(db.query)
  return rows
}

/** Names of which some host has several packages: versions side by side, or several architectures. */
export async function listNamesInstalledTwice(db: Queryable): Promise<number[]> {
  const { rows } = await sql<{ name_id: number }>`
    select p.name_id from package p join package_name n on n.id = p.name_id
    group by p.name_id, n.host_count having sum(p.host_count) > n.host_count`.execute(db.query)
  return rows.map((row) => row.name_id)
}
