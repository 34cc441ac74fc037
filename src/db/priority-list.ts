import { sql } from 'kysely'
import { idRows } from './cve-writes.ts'
import type { Fragment } from './list.ts'
import type { Queryable } from './open.ts'
import { acceptedHosts, isActive } from './security-exceptions.ts'

/** A CVE that pending updates of packages of a name bring a fix for. */
export interface SolvedRow {
  name_id: number
  package: string
  cve: string
  severity: string
  score: number
  epss: number
  exploited_at: number
  published_at: number
}

/** Of all hosts: without what is accepted for all of them. One query. */
export async function listSolvedCves(db: Queryable, now: number): Promise<SolvedRow[]> {
  return select(db, pendingUpdates(sql`u.host_count > 0`), acceptedForAll(now))
}

/** What of it pending updates to packages of a name end: ids of CVEs. */
export function cvesEndedBy(name: string, now: number): Fragment {
  const pending = pendingUpdates(sql`u.host_count > 0 and u.candidate_id in (
    select p.id from package_name n join package p on p.name_id = n.id where n.name = ${name})`)
  return sql`select s.cve_id from ${solved(pending)} join cve c on c.id = s.cve_id
    where not exists (${acceptedForAll(now)})`
}

/** Updates `u` that hosts wait for, with the releases of these hosts. */
function pendingUpdates(condition: Fragment): Fragment {
  return sql`(select q.update_id, q.os_release_id from (
      select u.id as update_id, m.os_release_id from package_update u
      join cve_package m on m.package_id = u.installed_id where ${condition}) q
    where exists (select 1 from host_update x join host h on h.id = x.host_id
      join os_variant v on v.id = h.os_variant_id
      where x.update_id = q.update_id and x.state = 'pending' and v.os_release_id = q.os_release_id))`
}

/** For a CVE `c`. */
function acceptedForAll(now: number): Fragment {
  return sql`select 1 from security_exception x where x.kind = 'cve' and x.name = c.name
    and x.scope = 'all' and ${isActive(now)}`
}

/** Of one host: without what is accepted for it. One query. */
export async function listSolvedCvesOfHost(db: Queryable, hostId: number, now: number): Promise<SolvedRow[]> {
  const accepted = sql`select 1 where ${hostId} in (${acceptedHosts('cve', sql`c.name`, now)})`
  return select(
    db,
    sql`(select x.update_id, v.os_release_id from host_update x join host h on h.id = x.host_id
      join os_variant v on v.id = h.os_variant_id where x.host_id = ${hostId} and x.state = 'pending')`,
    accepted,
  )
}

/** `pending`: updates with the releases whose hosts have them. */
async function select(db: Queryable, pending: Fragment, accepted: Fragment): Promise<SolvedRow[]> {
  const { rows } = await sql<SolvedRow>`
    select s.name_id, n.name as package, c.name as cve, c.severity, c.score, c.epss, c.exploited_at, c.published_at
    from ${solved(pending)} join cve c on c.id = s.cve_id join package_name n on n.id = s.name_id
    where not exists (${accepted})`.execute(db.query)
  return rows
}

/** What they end, as rows `s`: the name of what is updated, and a CVE. */
function solved(pending: Fragment): Fragment {
  return sql`(select distinct p.name_id, pc.cve_id from ${pending} l join package_update u on u.id = l.update_id
    join package p on p.id = u.candidate_id
    join package_cve pc on pc.package_id = u.installed_id and pc.os_release_id = l.os_release_id
    where pc.state = 'fixable' and not exists (select 1 from package_cve q
      where q.cve_id = pc.cve_id and q.package_id = u.candidate_id and q.os_release_id = pc.os_release_id)) s`
}

/** Hosts with a pending update of packages of these names, by name; and how many hosts there are. Two queries. */
export async function countHostsByName(
  db: Queryable,
  nameIds: readonly number[],
): Promise<{ hosts: Map<number, number>; fleet: number }> {
  const { rows } = await sql<{ name_id: number; n: number }>`
    select p.name_id, count(distinct x.host_id) as n from ${idRows(db, nameIds)} join package p on p.name_id = k.id
    join package_update u on u.candidate_id = p.id join host_update x on x.update_id = u.id
    where x.state = 'pending' group by p.name_id`.execute(db.query)
  const all = await sql<{ n: number }>`select count(*) as n from host`.execute(db.query)
  return { hosts: new Map(rows.map(({ name_id, n }) => [name_id, n])), fleet: all.rows[0]?.n ?? 0 }
}
