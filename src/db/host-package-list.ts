import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { UpdateState } from '../model/update.ts'
import { contains, holds, type ListRequest, limit, orderBy, type Page, toPage, where } from './list.ts'
import type { Queryable } from './open.ts'
import { isOffered } from './repo-sets.ts'
import type { Flag } from './tables/flag.ts'

export interface HostPackageFilter {
  with_update?: boolean
  available?: boolean
}

export interface HostPackageRow {
  id: number
  name: string
  type: PackageType
  category: string
  arch: string
  epoch: string
  version: string
  release: string
  held: Flag
  update_id: number | null
  new_epoch: string | null
  new_version: string | null
  new_release: string | null
  security: Flag | null
  state: UpdateState | null
}

const SORTS = { name: 'n.name', arch: 'p.arch' }

/** Packages of one host, each with its update where it has one. Two queries. */
export async function listHostPackages(
  db: Queryable,
  hostId: number,
  request: ListRequest & HostPackageFilter,
): Promise<Page<HostPackageRow>> {
  const conditions = where([
    sql`hp.host_id = ${hostId}`,
    ...contains(request.q, ['n.name']),
    ...holds(request.with_update, sql`u.id is not null`),
    ...(request.available === undefined ? [] : [isOffered(request.available)]),
  ])
  const from = sql`host_package hp join package p on p.id = hp.package_id join package_name n on n.id = p.name_id
    left join (select x.installed_id, min(x.id) as id from host_update hu join package_update x on x.id = hu.update_id
      where hu.host_id = ${hostId} and hu.state <> 'replacement' group by x.installed_id) u on u.installed_id = hp.package_id`
  const total = await sql<{ n: number }>`select count(*) as n from ${from} ${conditions}`.execute(db.query)
  const { rows } = await sql<HostPackageRow>`
    select p.id, n.name, p.type, p.category, p.arch, p.epoch, p.version, p.release, hp.held, u.id as update_id, c.epoch as new_epoch,
      c.version as new_version, c.release as new_release, hu.security, hu.state
    from ${from} left join host_update hu on hu.host_id = hp.host_id and hu.update_id = u.id
    left join package_update x on x.id = u.id left join package c on c.id = x.candidate_id ${conditions}
    ${orderBy(request.sort, SORTS, 'name', 'n.name, p.arch, p.sort_key, p.id')} ${limit(request)}`.execute(db.query)
  return toPage(rows, total.rows[0]?.n ?? 0, request)
}
