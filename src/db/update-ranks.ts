import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'

/** A package among those of its name and type. */
export interface SortedPackageRow {
  id: number
  name_id: number
  type: PackageType
  sort_key: Uint8Array
  /** 1 when some host has it. */
  installed: number
}

/** All packages by name and type, the lowest version first: the order of an index. */
export async function listSortedPackages(db: Queryable): Promise<SortedPackageRow[]> {
  const { rows } = await sql<SortedPackageRow>`
    select p.id, p.name_id, p.type, p.sort_key,
      case when exists (select 1 from host_package hp where hp.package_id = p.id) then 1 else 0 end as installed
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
