import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'
import type { Flag } from './tables/flag.ts'
import { idSource } from './update-ids.ts'

/** An update that a host found itself, beside a package of its name that it has: a row for each of these. */
export interface ReportedUpdateRow {
  host_id: number
  name: string
  arch: string
  /** `[epoch:]version-release` */
  version: string
  /** The id by which the host calls the repository. */
  repo: string
  security: Flag
  installed_id: number
  installed_arch: string
  type: PackageType
  sort_key: Uint8Array
}

/** Of all hosts, unless told which. */
export async function listReportedUpdates(db: Queryable, hostIds?: readonly number[]): Promise<ReportedUpdateRow[]> {
  const from = hostIds
    ? sql`${idSource(db, 'h', hostIds)} join host_reported_update r on r.host_id = h.id`
    : sql`host_reported_update r`
  const { rows } = await sql<ReportedUpdateRow>`
    select r.host_id, r.name, r.arch, r.version, r.repo, r.security, p.id as installed_id, p.arch as installed_arch,
      p.type, p.sort_key
    from ${from} join package_name n on n.name = r.name join package p on p.name_id = n.id
    join host_package hp on hp.host_id = r.host_id and hp.package_id = p.id
    order by r.host_id, r.name, r.arch, r.version, p.id`.execute(db.query)
  return rows
}

/** Hosts that tell updates of their own, or that there are none. */
export async function listReportingHosts(db: Queryable, hostIds?: readonly number[]): Promise<number[]> {
  const isOne = hostIds ? sql`o.id in (select h.id from ${idSource(db, 'h', hostIds)})` : sql`1 = 1`
  const { rows } = await sql<{ host_id: number }>`
    select r.host_id from host_reported_update r join host o on o.id = r.host_id where ${isOne}
    union select o.id from host o where o.finds_itself = 1 and ${isOne}`.execute(db.query)
  return rows.map((row) => row.host_id)
}
