import { type SqlBool, sql } from 'kysely'
import type { Condition, Fragment } from './list.ts'
import type { Queryable } from './open.ts'
import { currentErrataSets } from './repo-sets.ts'
import { rowSource } from './row-source.ts'

/** No other stream of the module that a package is of is active on the host of `u`. */
const notOfAnotherStream = (module: Fragment): Condition => sql<SqlBool>`(${module} = '' or not exists (
  select 1 from host_module a join module m on m.id = a.module_id
  where a.host_id = u.host_id and ${module} like m.name || ':%' and ${module} <> m.name || ':' || m.stream))`

/** Of a row `p` of `set_erratum_package`. */
const NOT_OF_ANOTHER_STREAM = notOfAnotherStream(sql`p.module`)

/** What its vendor took back is brought by nothing. */
const NOT_RETRACTED: Condition = sql<SqlBool>`not exists (select 1 from set_erratum t
  where t.set_id = p.set_id and t.erratum_id = p.erratum_id and t.retracted = 1)`

/** Sets of errata of the repositories that one host looks at, and of its distribution's feeds. */
function setsOfHost(hostId: Fragment): Fragment {
  return sql`select c.set_id from ${currentErrataSets} c where c.repo_id in (
    select r.repo_id from host_repo r where r.host_id = ${hostId} and r.enabled = 1
    union all
    select s.repo_id from host h join os_variant v on v.id = h.os_variant_id
      join os_release_repo s on s.os_release_id = v.os_release_id where h.id = ${hostId} and h.host_repos_only = 0)
    union all
    select d.set_id from host h join os_variant v on v.id = h.os_variant_id join os_release o on o.id = v.os_release_id
      join feed d on d.source = o.distribution and d.release = o.release_key
      where h.id = ${hostId} and d.release <> '' and d.set_id is not null`
}

/** By which name errata of feeds mean the package `c` (its name `n`): its source package's. */
export const SOURCE_NAME: Fragment = sql`case when c.source = '' then n.name when c.source like 'linux-signed-%' then 'linux'
  else c.source end`

/** What an erratum `f` of a feed says of the update from `i` to `c` (its name `n`): it is fixed between them. */
export const IS_FIXED: Fragment = sql`f.type = c.type and f.category = c.category and f.state = 'fixed' and f.fixed <> ''
  and f.name = case when f.name_of = 'source' then ${SOURCE_NAME} else n.name end
  and f.fixed_key > i.sort_key and f.fixed_key <= c.sort_key`

/** What only Ubuntu Pro brings (an erratum's fix of a pocket) comes from a repository of it. */
export const fromItsPocket = (pocket: Fragment): Condition => sql<SqlBool>`(${pocket} = '' or exists (
  select 1 from repo r where r.id = u.repo_id and (r.origin like 'Ubuntu_%' or exists (
    select 1 from mirror m where m.repo_id = r.id and m.url like '%://esm.ubuntu.com/%'))))`

/** The concatenation keeps SQLite from making an index of states. */
const PENDING: Fragment = sql`u.state || '' = 'pending'`

/** (update_id, state, erratum_id): what updates of one host bring. */
export function broughtErrata(hostId: Fragment): Fragment {
  return sql`(select u.update_id, u.state, p.erratum_id from ${broughtBuilds(hostId)}
    union
    select u.update_id, u.state, f.erratum_id
    from host_update u join package_update x on x.id = u.update_id
    join package i on i.id = x.installed_id join package c on c.id = x.candidate_id
    join package_name n on n.id = c.name_id
    join host h on h.id = u.host_id join os_variant v on v.id = h.os_variant_id
    join os_release o on o.id = v.os_release_id
    join erratum_fix f on f.name in (n.name, ${SOURCE_NAME}) and ${IS_FIXED} and f.release = o.release_key
    join feed d on d.set_id = f.set_id and d.source = o.distribution
    where u.host_id = ${hostId} and ${notOfAnotherStream(sql`f.module`)}
      and ${fromItsPocket(sql`f.pocket`)})`
}

/**
 * By the builds that errata name: some package `f` of the erratum (a row `p` of `set_erratum_package`) is newer than
 * what is installed and not newer than the candidate.
 */
function broughtBuilds(hostId: Fragment): Fragment {
  return sql`host_update u join package_update x on x.id = u.update_id
    join package i on i.id = x.installed_id join package c on c.id = x.candidate_id
    join package f on f.name_id = c.name_id and f.type = c.type and f.sort_key > i.sort_key
      and f.sort_key <= c.sort_key and f.arch in (i.arch, c.arch)
    join set_erratum_package p on p.package_id = f.id
    where u.host_id = ${hostId} and i.name_id = c.name_id and ${NOT_RETRACTED} and +p.set_id in (${setsOfHost(hostId)})
      and ${NOT_OF_ANOTHER_STREAM}`
}

/** Hosts where a pending update brings an erratum: (host_id). What is the same for all hosts is worked out once. */
export function hostsWaitingFor(name: string): Fragment {
  return sql`
    with lists as materialized (
      select c.repo_id, c.set_id from ${currentErrataSets} c
      where c.set_id in (select l.set_id from erratum e join set_erratum l on l.erratum_id = e.id where e.name = ${name})
    ), brought as materialized (
      select distinct x.id as update_id, p.set_id, p.module
      from erratum e join set_erratum l on l.erratum_id = e.id
      join set_erratum_package p on p.set_id = l.set_id and p.erratum_id = l.erratum_id
      join package f on f.id = p.package_id
      join package c on c.name_id = f.name_id and c.type = f.type and c.sort_key >= f.sort_key
      join package_update x on x.candidate_id = c.id
      join package i on i.id = x.installed_id and i.name_id = f.name_id and i.sort_key < f.sort_key
        and f.arch in (i.arch, c.arch)
      where e.name = ${name} and l.retracted = 0
    )
    select u.host_id from brought p join lists s on s.set_id = p.set_id join host_update u on u.update_id = p.update_id
    join host_repo r on r.host_id = u.host_id and r.repo_id = s.repo_id
    where u.state = 'pending' and r.enabled = 1 and ${NOT_OF_ANOTHER_STREAM}
    union
    select u.host_id from brought p join lists s on s.set_id = p.set_id join os_release_repo o on o.repo_id = s.repo_id
    join os_variant v on v.os_release_id = o.os_release_id
    join host h on h.os_variant_id = v.id and h.host_repos_only = 0
    join host_update u on u.host_id = h.id and u.update_id = p.update_id
    where u.state = 'pending' and ${NOT_OF_ANOTHER_STREAM}
    union
    select u.host_id from brought p join feed d on d.set_id = p.set_id and d.release <> ''
    join os_release o on o.distribution = d.source and o.release_key = d.release
    join os_variant v on v.os_release_id = o.id join host h on h.os_variant_id = v.id
    join host_update u on u.host_id = h.id and u.update_id = p.update_id
    where u.state = 'pending' and ${NOT_OF_ANOTHER_STREAM}
    union
    select u.host_id from (
      select distinct x.id, d.source, f.release, f.module, f.pocket from erratum e join erratum_fix f on f.erratum_id = e.id
      join feed d on d.set_id = f.set_id
      cross join package_update x cross join package i cross join package c cross join package_name n
      where e.name = ${name} and i.id = x.installed_id and c.id = x.candidate_id and n.id = c.name_id
        and ${IS_FIXED}) k
    cross join host_update u cross join host h cross join os_variant v cross join os_release o
    where u.update_id = k.id and ${PENDING} and h.id = u.host_id and v.id = h.os_variant_id
      and o.id = v.os_release_id and o.distribution = k.source and o.release_key = k.release
      and ${notOfAnotherStream(sql`k.module`)} and ${fromItsPocket(sql`k.pocket`)}`
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
    select z.id, e.name from (select distinct b.update_id as id, b.erratum_id from ${broughtErrata(sql`${hostId}`)} b
      where b.update_id in (select k.id from ${ids})) z join erratum e on e.id = z.erratum_id
    order by z.id, case when e.type = 'security' then 0 else 1 end, e.issued_at desc, e.name`.execute(db.query)
  for (const { id, name } of rows) errata.set(id, [...(errata.get(id) ?? []), name])
  return errata
}
