import { sql } from 'kysely'
import { listReleaseOfHosts } from './host-sets.ts'
import { idList, toIds } from './id-lists.ts'
import type { Fragment } from './list.ts'
import type { Queryable } from './open.ts'
import { currentErrataSets } from './repo-sets.ts'
import { rowSource } from './row-source.ts'
import { fromItsPocket, IS_FIXED, SOURCE_NAME } from './waiting-errata.ts'

/** An update that brings an erratum, to hosts that see a set of errata or run a release (the other one is 0). */
interface Brought {
  name: string
  update_id: number
  set_id: number
  os_release_id: number
  module: string
}

/**
 * How many hosts wait for each of these errata: as many as `hostsWaitingFor` finds. Five queries over lists of ids,
 * however many errata.
 */
export async function countWaitingHosts(db: Queryable, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const brought = await listBrought(db, names)
  const ids = <Key extends keyof Brought>(key: Key) => [...new Set(brought.map((row) => row[key]))]
  const waiting = await listHostsOf(db, ids('update_id'), PENDING)
  const seeing = await listHostsOf(
    db,
    ids('set_id').filter((id) => id > 0),
    SEEING,
  )
  const releases = await listReleaseOfHosts(db)
  const others = await listHostsOfOtherStreams(
    db,
    ids('module').filter((module) => module !== ''),
  )
  const counts = new Map<string, number>()
  for (const [name, rows] of Map.groupBy(brought, (row) => row.name)) {
    const hosts = new Set<number>()
    for (const row of rows) {
      for (const host of waiting.get(row.update_id) ?? []) {
        const sees = row.set_id > 0 ? seeing.get(row.set_id)?.has(host) : releases.get(host) === row.os_release_id
        if (sees && !others.get(row.module)?.has(host)) hosts.add(host)
      }
    }
    counts.set(name, hosts.size)
  }
  return counts
}

async function listBrought(db: Queryable, names: readonly string[]): Promise<Brought[]> {
  const asked = rowSource(
    db,
    'k',
    { name: 'text' },
    names.map((name) => [name]),
  )
  const { rows } = await sql<Brought>`
    with pending as materialized (
      select x.id, x.installed_id, x.candidate_id, c.name_id, n.name, ${SOURCE_NAME} as source_name
      from package_update x join package c on c.id = x.candidate_id join package_name n on n.id = c.name_id
      where x.host_count > 0
    ), asked as materialized (select e.id, e.name from ${asked} join erratum e on e.name = k.name
    ), built as (
      select e.name, x.id as update_id, p.set_id, p.module
      from asked e join set_erratum l on l.erratum_id = e.id and l.retracted = 0
      join set_erratum_package p on p.set_id = l.set_id and p.erratum_id = e.id
      join package f on f.id = p.package_id join pending x on x.name_id = f.name_id
      join package i on i.id = x.installed_id join package c on c.id = x.candidate_id
      where i.name_id = f.name_id and c.type = f.type and i.sort_key < f.sort_key and c.sort_key >= f.sort_key
        and f.arch in (i.arch, c.arch)
    )
    select b.name, b.update_id, b.set_id, 0 as os_release_id, b.module from built b
      where b.set_id in (select s.set_id from ${currentErrataSets} s)
    union
    select b.name, b.update_id, 0, o.id, b.module from built b join feed d on d.set_id = b.set_id and d.release <> ''
      join os_release o on o.distribution = d.source and o.release_key = d.release
    union ${saidByFeeds(sql`x.name`, 'binary')} union ${saidByFeeds(sql`x.source_name`, 'source')}`.execute(db.query)
  return rows
}

/** What feeds say of packages, or of the sources of packages, by that name of a pending update `x`. */
function saidByFeeds(name: Fragment, of: 'binary' | 'source'): Fragment {
  return sql`select e.name, x.id, 0, o.id, f.module from asked e
    join erratum_fix f on f.erratum_id = e.id and f.name_of = ${of} join feed d on d.set_id = f.set_id
    join os_release o on o.distribution = d.source and o.release_key = f.release
    join pending x on ${name} = f.name
    join package i on i.id = x.installed_id join package c on c.id = x.candidate_id
    join package_name n on n.id = c.name_id where ${IS_FIXED}
      and (f.pocket = '' or exists (select 1 from host_update u where u.update_id = x.id and ${fromItsPocket(sql`f.pocket`)}))`
}

/** Of updates: hosts that wait for them. */
const PENDING = sql`select k.id, x.host_id from k join host_update x on x.update_id = k.id where x.state = 'pending'`

/** Of sets of errata: hosts that look at a repository that has it in force. */
const SEEING = sql`
  select k.id, r.host_id from k join ${currentErrataSets} c on c.set_id = k.id
    join host_repo r on r.repo_id = c.repo_id and r.enabled = 1
  union
  select k.id, h.id from k join ${currentErrataSets} c on c.set_id = k.id
    join os_release_repo o on o.repo_id = c.repo_id join os_variant v on v.os_release_id = o.os_release_id
    join host h on h.os_variant_id = v.id and h.host_repos_only = 0`

async function listHostsOf(db: Queryable, ids: readonly number[], pairs: Fragment): Promise<Map<number, Set<number>>> {
  if (ids.length === 0) return new Map()
  const source = rowSource(
    db,
    'ids',
    { id: 'int' },
    ids.map((id) => [id]),
  )
  const { rows } = await sql<{ id: number; hosts: string }>`
    with k as materialized (select id from ${source}), pair(id, host_id) as (${pairs})
    select id, ${idList(db, 'host_id')} as hosts from pair group by id`.execute(db.query)
  return new Map(rows.map(({ id, hosts }) => [id, new Set(toIds(hosts))]))
}

/** Hosts where another stream of the module is active, by `name:stream`. */
async function listHostsOfOtherStreams(db: Queryable, modules: readonly string[]): Promise<Map<string, Set<number>>> {
  if (modules.length === 0) return new Map()
  const source = rowSource(
    db,
    'k',
    { module: 'text' },
    modules.map((module) => [module]),
  )
  const { rows } = await sql<{ module: string; hosts: string }>`
    select k.module, ${idList(db, 'a.host_id')} as hosts from ${source}
    join module m on k.module like m.name || ':%' and k.module <> m.name || ':' || m.stream
    join host_module a on a.module_id = m.id group by k.module`.execute(db.query)
  return new Map(rows.map(({ module, hosts }) => [module, new Set(toIds(hosts))]))
}
