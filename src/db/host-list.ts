import { sql } from 'kysely'
import type { RebootState } from '../model/report.ts'
import type { HostState } from '../model/update.ts'
import { type HostFilter, hostConditions } from './host-filter.ts'
import { hostState } from './host-state.ts'
import { type Condition, type Fragment, type ListRequest, limit, orderBy, type Page, toPage, where } from './list.ts'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

export interface HostRow {
  id: number
  hostname: string
  domain: string
  state: HostState
  security_count: number
  bugfix_count: number
  has_unknown: number
  variant: string
  os_variant_id: number
  release: string
  os_release_id: number
  kernel: string
  arch: string
  package_count: number
  reboot: RebootState
  reboot_reason: string
  last_report_at: number
  ip: string
  tags: string[]
}

const SORTS = {
  hostname: 'h.hostname',
  security: 'h.security_count',
  bugfix: 'h.bugfix_count',
  os: 'v.name',
  kernel: 'h.kernel',
  packages: 'h.package_count',
  last_report: 'h.last_report_at',
}

/** One page of hosts with their tags: three queries. */
export async function listHosts(
  db: Queryable,
  request: ListRequest & HostFilter,
  silentBefore: number,
): Promise<Page<HostRow>> {
  const conditions = hostConditions(request, silentBefore)
  const order = orderBy(request.sort, SORTS, 'hostname', 'h.hostname')
  const total = await countHosts(db, conditions)
  return toPage(
    await selectHosts(db, silentBefore, sql`${where(conditions)} ${order} ${limit(request)}`),
    total,
    request,
  )
}

/** The hosts with most security updates, then most bugfix updates, among those that report. */
export function listWorstHosts(db: Queryable, silentBefore: number, count: number): Promise<HostRow[]> {
  return selectHosts(
    db,
    silentBefore,
    sql`where h.security_count + h.bugfix_count > 0 and h.last_report_at >= ${silentBefore}
      order by h.security_count desc, h.bugfix_count desc, h.hostname limit ${count}`,
  )
}

export async function getHost(db: Queryable, hostname: string, silentBefore: number): Promise<HostRow | undefined> {
  return (await selectHosts(db, silentBefore, sql`where h.hostname = ${hostname}`))[0]
}

export async function countHosts(db: Queryable, conditions: Condition[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from host h ${where(conditions)}`.execute(db.query)
  return rows[0]?.n ?? 0
}

/** Ids and names of all that match, for actions. */
export async function listHostIds(
  db: Queryable,
  filter: HostFilter,
  silentBefore: number,
): Promise<{ id: number; hostname: string }[]> {
  const conditions = where(hostConditions(filter, silentBefore))
  return (
    await sql<{
      id: number
      hostname: string
    }>`select h.id, h.hostname from host h ${conditions} order by h.id`.execute(db.query)
  ).rows
}

async function selectHosts(db: Queryable, silentBefore: number, rest: Fragment): Promise<HostRow[]> {
  const { rows } = await sql<HostRow>`
    select h.id, h.hostname, h.domain, ${hostState(silentBefore)} as state, h.security_count, h.bugfix_count,
      case when h.updates_as_of = 0 then 1 else h.has_unknown end as has_unknown, v.name as variant, h.os_variant_id,
      r.name as release, v.os_release_id, h.kernel, h.arch, h.package_count, h.reboot, h.reboot_reason,
      h.last_report_at, h.ip
    from host h join os_variant v on v.id = h.os_variant_id join os_release r on r.id = v.os_release_id ${rest}
  `.execute(db.query)
  const tags = await listTags(db, rows)
  return rows.map((row) => ({ ...row, tags: tags.get(row.id) ?? [] }))
}

async function listTags(db: Queryable, hosts: HostRow[]): Promise<Map<number, string[]>> {
  const tags = new Map<number, string[]>()
  if (hosts.length === 0) return tags
  const ids = rowSource(
    db,
    'k',
    { id: 'int' },
    hosts.map((host) => [host.id]),
  )
  const { rows } = await sql<{ host_id: number; tag: string }>`
    select t.host_id, t.tag from ${ids} join host_tag t on t.host_id = k.id order by t.host_id, t.tag`.execute(db.query)
  for (const { host_id, tag } of rows) tags.set(host_id, [...(tags.get(host_id) ?? []), tag])
  return tags
}

export function getHostId(
  db: Queryable,
  hostname: string,
): Promise<{ id: number; hostname: string; updates_as_of: number } | undefined> {
  return db.query
    .selectFrom('host')
    .select(['id', 'hostname', 'updates_as_of'])
    .where('hostname', '=', hostname)
    .executeTakeFirst()
}
