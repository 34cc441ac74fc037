import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import {
  type Condition,
  contains,
  type Fragment,
  holds,
  type ListRequest,
  limit,
  oneOf,
  orderBy,
  type Page,
  textIn,
  toPage,
  where,
} from './list.ts'
import type { Queryable } from './open.ts'

export interface UpdateFilter {
  q?: string
  security?: boolean
  type?: string
  name?: string
}

/** An update of the fleet: what is installed (`old_…`), and what would replace it. */
export interface UpdateRow {
  id: number
  name: string
  type: PackageType
  category: string
  installed_id: number
  old_epoch: string
  old_version: string
  old_release: string
  old_arch: string
  candidate_id: number
  epoch: string
  version: string
  release: string
  arch: string
  hosts: number
  security_hosts: number
}

const SORTS = { hosts: 'x.host_count', security_hosts: 'x.security_host_count', name: 'n.name' }
const FROM = sql`package_update x join package i on i.id = x.installed_id join package c on c.id = x.candidate_id
  join package_name n on n.id = c.name_id`

const WITH_CANDIDATE = sql`package_update x join package c on c.id = x.candidate_id`
const WITH_NAME = sql`${WITH_CANDIDATE} join package_name n on n.id = c.name_id`

/** Packages are looked up for one page only, unless a filter asks for them. */
function toSource(filter: UpdateFilter): Fragment {
  if (filter.q || filter.name) return WITH_NAME
  return filter.type ? WITH_CANDIDATE : sql`package_update x`
}

/** Updates that are pending on some host. Two queries. */
export async function listUpdates(db: Queryable, request: ListRequest & UpdateFilter): Promise<Page<UpdateRow>> {
  const conditions = where(updateConditions(request))
  const byName = /^-?name$/.test(request.sort ?? '')
  const from = toSource(request)
  const total = await sql<{ n: number }>`select count(*) as n from ${from} ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, '-hosts', byName ? 'n.name, x.id' : 'x.id')
  const ids = sql`select x.id from ${byName ? WITH_NAME : from} ${conditions} ${order} ${limit(request)}`
  return toPage(await selectUpdates(db, sql`where x.id in (${ids}) ${order}`), total.rows[0]?.n ?? 0, request)
}

export async function getUpdate(db: Queryable, id: number): Promise<UpdateRow | undefined> {
  return (await selectUpdates(db, sql`where x.id = ${id}`))[0]
}

/** Security updates that help most hosts. */
export function listWidespreadUpdates(db: Queryable, most: number): Promise<UpdateRow[]> {
  return selectUpdates(db, sql`where x.security_host_count > 0 order by x.security_host_count desc, x.id limit ${most}`)
}

/** Why it is (not) a security update, with the number of hosts of each reason. */
export async function listUpdateReasons(db: Queryable, updateId: number): Promise<{ reason: string; hosts: number }[]> {
  const { rows } = await sql<{ reason: string; hosts: number }>`
    select reason, count(*) as hosts from host_update where update_id = ${updateId} and state = 'pending'
    group by reason order by 2 desc, 1 limit 50`.execute(db.query)
  return rows
}

function updateConditions(filter: UpdateFilter): Condition[] {
  return [
    sql`x.host_count > 0`,
    ...contains(filter.q, ['n.name']),
    ...holds(filter.security, sql`x.security_host_count > 0`),
    ...oneOf(filter.type, textIn(sql`c.type`)),
    ...(filter.name ? [sql`n.name = ${filter.name}` as Condition] : []),
  ]
}

async function selectUpdates(db: Queryable, rest: Fragment): Promise<UpdateRow[]> {
  const { rows } = await sql<UpdateRow>`
    select x.id, n.name, c.type, c.category, x.installed_id, i.epoch as old_epoch, i.version as old_version,
      i.release as old_release, i.arch as old_arch, x.candidate_id, c.epoch, c.version, c.release, c.arch,
      x.host_count as hosts, x.security_host_count as security_hosts
    from ${FROM} ${rest}`.execute(db.query)
  return rows
}
