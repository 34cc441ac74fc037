import { type SqlBool, sql } from 'kysely'
import type { Fragment } from './list.ts'
import type { Queryable } from './open.ts'
import { currentErrataSets } from './repo-sets.ts'
import { rowSource } from './row-source.ts'

/** Some repository that the host of `u` looks at lists the erratum of `p`, and no other stream of its module is active. */
const CONCERNS_HOST = sql<SqlBool>`
  p.set_id in (select c.set_id from ${currentErrataSets} c where c.repo_id in (
    select r.repo_id from host_repo r where r.host_id = u.host_id and r.enabled = 1
    union all
    select s.repo_id from host h join os_variant v on v.id = h.os_variant_id
      join os_release_repo s on s.os_release_id = v.os_release_id where h.id = u.host_id and h.host_repos_only = 0))
  and (p.module = '' or not exists (select 1 from host_module a join module m on m.id = a.module_id
    where a.host_id = u.host_id and p.module like m.name || ':%' and p.module <> m.name || ':' || m.stream))`

/**
 * Errata that updates `u` of hosts bring: some package `f` of the erratum (a row `p` of `set_erratum_package`) is
 * newer than what is installed and not newer than the candidate. Ends in a condition that `and …` continues.
 */
export const broughtErrata: Fragment = sql`host_update u join package_update x on x.id = u.update_id
  join package i on i.id = x.installed_id join package c on c.id = x.candidate_id
  join package f on f.name_id = c.name_id and f.type = c.type and f.sort_key > i.sort_key
    and f.sort_key <= c.sort_key and f.arch in (i.arch, c.arch)
  join set_erratum_package p on p.package_id = f.id
  where i.name_id = c.name_id and ${CONCERNS_HOST}`

/** Hosts where a pending update brings an erratum: (host_id). */
export function hostsWaitingFor(name: string): Fragment {
  return sql`select u.host_id from ${broughtErrata} and u.state = 'pending' and u.update_id in (
    select y.id from erratum e join set_erratum l on l.erratum_id = e.id
    join set_erratum_package q on q.set_id = l.set_id and q.erratum_id = l.erratum_id
    join package g on g.id = q.package_id join package j on j.name_id = g.name_id and j.type = g.type
    join package_update y on y.candidate_id = j.id where e.name = ${name})
    and p.erratum_id = (select id from erratum where name = ${name})`
}

/** Names of the errata that updates of a host bring, security first. One query. */
export async function listErrataOfUpdates(
  db: Queryable,
  hostId: number,
  updateIds: readonly number[],
): Promise<Map<number, string[]>> {
  const errata = new Map<number, string[]>()
  if (updateIds.length === 0) return errata
  const ids = rowSource(
    db,
    'k',
    { id: 'int' },
    updateIds.map((id) => [id]),
  )
  const { rows } = await sql<{ id: number; name: string }>`
    select z.id, e.name from (select distinct u.update_id as id, p.erratum_id from ${broughtErrata}
      and u.host_id = ${hostId} and u.update_id in (select k.id from ${ids})) z join erratum e on e.id = z.erratum_id
    order by z.id, case when e.type = 'security' then 0 else 1 end, e.issued_at desc, e.name`.execute(db.query)
  for (const { id, name } of rows) errata.set(id, [...(errata.get(id) ?? []), name])
  return errata
}
