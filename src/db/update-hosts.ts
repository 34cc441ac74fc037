import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'
import type { Flag } from './tables/flag.ts'

/** Which hosts: all, some, or those that use one of some repositories. */
export interface HostScope {
  hostIds?: readonly number[]
  repoIds?: readonly number[]
}

/** What of a host decides its updates, beside its packages and repositories. */
export interface UpdateHostRow {
  id: number
  arch: string
  machine_id: string
  excludes: string
  disabled_modules: string
  host_repos_only: Flag
  os_release_id: number
  /** Of its release. */
  os_name: string
  os_cpe: string
  os_codename: string
  /** These two change whenever a report changes the host. */
  last_report_id: number
  updated_at: number
  security_count: number
  bugfix_count: number
  updates_as_of: number
  updates_basis: string
}

const COLUMNS = sql`h.id, h.arch, h.machine_id, h.excludes, h.disabled_modules, h.host_repos_only, h.last_report_id,
  h.updated_at, h.security_count, h.bugfix_count,
  h.updates_as_of, h.updates_basis, v.os_release_id, o.name as os_name, o.cpe_name as os_cpe, o.codename as os_codename`
const HOSTS = sql`host h join os_variant v on v.id = h.os_variant_id join os_release o on o.id = v.os_release_id`

/** In the order of their ids. */
export async function listUpdateHosts(db: Queryable, scope: HostScope): Promise<UpdateHostRow[]> {
  const { rows } = await sql<UpdateHostRow>`
    select ${COLUMNS} from ${HOSTS}
    ${scopeCondition(db, scope)} order by h.id`.execute(db.query)
  return rows
}

export async function findUpdateHost(db: Queryable, hostname: string): Promise<UpdateHostRow | undefined> {
  const { rows } = await sql<UpdateHostRow>`
    select ${COLUMNS} from ${HOSTS}
    where h.hostname = ${hostname}`.execute(db.query)
  return rows[0]
}

/** The same for some hosts, whose rows nobody else changes until the transaction ends. */
export async function lockUpdateHosts(tx: Tx, hostIds: readonly number[]): Promise<UpdateHostRow[]> {
  const lock = tx.dialect === 'postgres' ? sql`for no key update of h` : sql``
  const { rows } = await sql<UpdateHostRow>`
    select ${COLUMNS} from ${HOSTS}
    ${scopeCondition(tx, { hostIds })} order by h.id ${lock}`.execute(tx.query)
  return rows
}

function scopeCondition(db: Queryable, { hostIds, repoIds }: HostScope) {
  if (hostIds) return sql`where h.id in (select id from ${ids(db, hostIds)})`
  if (!repoIds) return sql``
  return sql`where h.id in (select hr.host_id from ${ids(db, repoIds)} join host_repo hr on hr.repo_id = k.id)
    or (h.host_repos_only = 0 and v.os_release_id in
      (select orr.os_release_id from ${ids(db, repoIds)} join os_release_repo orr on orr.repo_id = k.id))`
}

function ids(db: Queryable, values: readonly number[]) {
  return rowSource(
    db,
    'k',
    { id: 'int' },
    values.map((id) => [id]),
  )
}

/** A repository that a host named, and what the host says of it. */
export interface HostRepoRow {
  host_id: number
  repo_id: number
  enabled: Flag
  priority: number
  hotfix: Flag
  /** JSON arrays of strings. */
  excludes: string
  includes: string
}

/** Of all hosts, unless told which. */
export async function listHostRepos(db: Queryable, hostIds?: readonly number[]): Promise<HostRepoRow[]> {
  const from = hostIds ? sql`${ids(db, hostIds)} join host_repo hr on hr.host_id = k.id` : sql`host_repo hr`
  const { rows } = await sql<HostRepoRow>`
    select hr.host_id, hr.repo_id, hr.enabled, hr.priority, hr.hotfix, hr.excludes, hr.includes
    from ${from} order by hr.host_id, hr.repo_id`.execute(db.query)
  return rows
}

/** The module streams that are enabled on hosts. */
export async function listHostStreams(
  db: Queryable,
  hostIds?: readonly number[],
): Promise<{ host_id: number; name: string; stream: string }[]> {
  const from = hostIds ? sql`${ids(db, hostIds)} join host_module hm on hm.host_id = k.id` : sql`host_module hm`
  const { rows } = await sql<{ host_id: number; name: string; stream: string }>`
    select distinct hm.host_id, m.name, m.stream from ${from} join module m on m.id = hm.module_id
    order by hm.host_id, m.name, m.stream`.execute(db.query)
  return rows
}

/** Repositories of OS releases, for hosts that look at them too. */
export function listReleaseRepos(db: Queryable): Promise<{ os_release_id: number; repo_id: number }[]> {
  return db.query.selectFrom('os_release_repo').select(['os_release_id', 'repo_id']).orderBy('repo_id').execute()
}

/** The architecture under which a host has the package manager itself: its native one, whatever its kernel is. */
export async function listNativeArches(
  db: Queryable,
  hostIds?: readonly number[],
): Promise<{ host_id: number; type: PackageType; arch: string }[]> {
  const condition = hostIds ? sql`and hp.host_id in (select id from ${ids(db, hostIds)})` : sql``
  const { rows } = await sql<{ host_id: number; type: PackageType; arch: string }>`
    select hp.host_id, p.type, p.arch from package_name n join package p on p.name_id = n.id and p.type = 'deb'
    join host_package hp on hp.package_id = p.id
    where n.name = 'dpkg' and p.arch <> 'all' ${condition}`.execute(db.query)
  return rows
}
