import { sql } from 'kysely'
import type { Fragment } from './list.ts'
import type { Queryable } from './open.ts'
import { idRows } from './row-source.ts'
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

/**
 * Of all hosts, as it was worked out when packages were compared with CVEs last; without what is accepted for all of
 * them. One query.
 */
export async function listSolvedCves(db: Queryable, now: number): Promise<SolvedRow[]> {
  const { rows } = await sql<SolvedRow>`
    select s.name_id, n.name as package, ${FACTS} from solved_cve s cross join cve c cross join package_name n
    where c.id = s.cve_id and n.id = s.name_id and c.name not in (${acceptedForAll(now)})`.execute(db.query)
  return rows
}

/** Ids of the CVEs that pending updates of packages of a name end. */
export function cvesEndedBy(name: string, now: number): Fragment {
  return sql`select s.cve_id from package_name n cross join solved_cve s cross join cve c where n.name = ${name}
    and s.name_id = n.id and c.id = s.cve_id and c.name not in (${acceptedForAll(now)})`
}

function acceptedForAll(now: number): Fragment {
  return sql`select x.name from security_exception x where x.kind = 'cve' and x.scope = 'all' and ${isActive(now)}`
}

const FACTS = sql`c.name as cve, c.severity, c.score, c.epss, c.exploited_at, c.published_at`

/** Of one host: without what is accepted for it. One query. */
export async function listSolvedCvesOfHost(db: Queryable, hostId: number, now: number): Promise<SolvedRow[]> {
  const { rows } = await sql<SolvedRow>`
    select distinct p.name_id, n.name as package, ${FACTS}
    from host h cross join os_variant v cross join host_update x cross join package_update u cross join package p
    cross join package_name n cross join package_cve pc cross join cve c
    where h.id = ${hostId} and v.id = h.os_variant_id and x.host_id = h.id and x.state = 'pending'
      and u.id = x.update_id and p.id = u.candidate_id and n.id = p.name_id and pc.package_id = u.installed_id
      and pc.os_release_id = v.os_release_id and pc.state = 'fixable' and c.id = pc.cve_id
      and not exists (select 1 from package_cve q where q.cve_id = pc.cve_id and q.package_id = u.candidate_id
        and q.os_release_id = pc.os_release_id)
      and ${hostId} not in (${acceptedHosts('cve', sql`c.name`, now)})`.execute(db.query)
  return rows
}

/**
 * Hosts with a pending update of packages of these names, by name; and how many hosts there are. Three queries. Where
 * a host cannot have two updates of a name (of two architectures, by another name, in two slots), the stored numbers of
 * its updates are added up; the others are counted.
 */
export async function countHostsByName(
  db: Queryable,
  nameIds: readonly number[],
): Promise<{ hosts: Map<number, number>; fleet: number }> {
  const { rows: sums } = await sql<{ name_id: number; n: number; is_sum: number }>`
    select k.id as name_id, sum(u.host_count) as n,
      case when count(distinct i.arch) = 1 and min(i.name_id) = k.id and max(i.name_id) = k.id
        and max(p.type) <> 'gentoo' then 1 else 0 end as is_sum
    from ${idRows(db, nameIds)} cross join package p cross join package_update u cross join package i
    where p.name_id = k.id and u.candidate_id = p.id and u.host_count > 0 and i.id = u.installed_id
    group by k.id`.execute(db.query)
  const unsure = sums.filter(({ is_sum }) => is_sum === 0).map(({ name_id }) => name_id)
  const { rows: counts } = await sql<{ name_id: number; n: number }>`
    select k.id as name_id, count(distinct x.host_id) as n from ${idRows(db, unsure)} cross join package p
    cross join package_update u cross join host_update x
    where p.name_id = k.id and u.candidate_id = p.id and x.update_id = u.id and x.state = 'pending'
    group by k.id`.execute(db.query)
  const all = await sql<{ n: number }>`select count(*) as n from host`.execute(db.query)
  const hosts = new Map([...sums, ...counts].map(({ name_id, n }) => [name_id, Number(n)]))
  return { hosts, fleet: all.rows[0]?.n ?? 0 }
}
