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
  withId,
} from './list.ts'
import type { Queryable } from './open.ts'
import type { NamedRow } from './repo-details.ts'
import { currentSets, isInSomeRepo, isOffered, isOrphaned, repoSet } from './repo-sets.ts'
import { rowSource } from './row-source.ts'

export interface PackageVersionFilter {
  q?: string
  name?: string
  type?: string
  arch?: string
  installed?: boolean
  available?: boolean
  orphaned?: boolean
  repository?: string
  /** Name of an erratum that it fixes. */
  erratum?: string
  fixes_errata?: boolean
}

export interface PackageVersionRow {
  id: number
  name: string
  category: string
  epoch: string
  version: string
  release: string
  arch: string
  type: PackageType
  source: string
  hosts: number
  repositories: number
}

const SORTS = { name: 'n.name', version: 'p.sort_key', hosts: 'p.host_count' }
const NAMED = sql`package p join package_name n on n.id = p.name_id`

const MANY = 1000

/** Three queries. */
export async function listPackageVersions(
  db: Queryable,
  request: ListRequest & PackageVersionFilter,
): Promise<Page<PackageVersionRow>> {
  const conditions = versionConditions(request)
  const total = await countVersions(db, request, conditions)
  const byCount = /^-?hosts$/.test(request.sort ?? '')
  const order = orderBy(
    request.sort,
    SORTS,
    'name',
    byCount ? 'p.id' : 'n.name, p.type, p.sort_key, p.arch, p.version, p.release, p.epoch, p.category',
  )
  // names are looked up for one page only, unless something asks for them
  const from = byCount && !request.q && !request.name ? sql`package p` : NAMED
  // where many match, the first of them are found soon
  const paged = total > MANY ? versionConditions(request, isOffered) : conditions
  const ids = sql`select p.id from ${from} ${where(paged)} ${order} ${limit(request)}`
  return toPage(await selectVersions(db, sql`where p.id in (${ids}) ${order}`), total, request)
}

export async function getPackageVersion(db: Queryable, id: number): Promise<PackageVersionRow | undefined> {
  return (await selectVersions(db, sql`where p.id = ${id}`))[0]
}

/** Every version of a name, newest first. */
export function listVersionsOfName(db: Queryable, name: string): Promise<PackageVersionRow[]> {
  return selectVersions(db, sql`where n.name = ${name} order by p.type, p.sort_key desc, p.arch, p.id limit 5000`)
}

/** Enabled repositories that offer a package. */
export async function listReposOfPackage(db: Queryable, packageId: number): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`
    select r.id, r.name from repo r where r.enabled = 1
      and ${repoSet} in (select set_id from package_set_entry where package_id = ${packageId})
    order by r.name, r.id`.execute(db.query)
  return rows
}

/** Conditions on `package p` (and `package_name n` where a name is asked for). */
export function versionConditions(filter: PackageVersionFilter, available = isInSomeRepo): Condition[] {
  return [
    ...contains(filter.q, ['n.name']),
    ...(filter.name ? [sql`n.name = ${filter.name}` as Condition] : []),
    ...oneOf(filter.type, textIn(sql`p.type`)),
    ...oneOf(filter.arch, textIn(sql`p.arch`)),
    ...holds(filter.installed, sql`p.host_count > 0`),
    ...(filter.available === undefined ? [] : [available(filter.available)]),
    ...holds(filter.orphaned, isOrphaned),
    ...withId(filter.repository, (id) => isOfferedBy(id)),
    ...(filter.erratum ? [fixesErratum(filter.erratum)] : []),
    ...holds(filter.fixes_errata, sql`exists (select 1 from set_erratum_package x where x.package_id = p.id)`),
  ]
}

function isOfferedBy(repoId: number): Condition {
  return sql`p.id in (select e.package_id from package_set_entry e
    where e.set_id = (select ${repoSet} from repo r where r.id = ${repoId} and r.enabled = 1))`
}

function fixesErratum(name: string): Condition {
  return sql`p.id in (select x.package_id from erratum e join set_erratum l on l.erratum_id = e.id
    join set_erratum_package x on x.set_id = l.set_id and x.erratum_id = l.erratum_id where e.name = ${name})`
}

async function countVersions(db: Queryable, filter: PackageVersionFilter, conditions: Condition[]): Promise<number> {
  const from = filter.q || filter.name ? NAMED : sql`package p`
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${from} ${where(conditions)}`.execute(db.query)
  return rows[0]?.n ?? 0
}

async function selectVersions(db: Queryable, rest: Fragment): Promise<PackageVersionRow[]> {
  const { rows } = await sql<Omit<PackageVersionRow, 'repositories'>>`
    select p.id, n.name, p.category, p.epoch, p.version, p.release, p.arch, p.type, p.source, p.host_count as hosts
    from ${NAMED} ${rest}`.execute(db.query)
  const counts = await countRepos(db, rows)
  return rows.map((row) => ({ ...row, repositories: counts.get(row.id) ?? 0 }))
}

async function countRepos(db: Queryable, packages: { id: number }[]): Promise<Map<number, number>> {
  if (packages.length === 0) return new Map()
  const ids = rowSource(
    db,
    'k',
    { id: 'int' },
    packages.map(({ id }) => [id]),
  )
  const { rows } = await sql<{ id: number; n: number }>`
    with current as materialized (select repo_id, set_id from ${currentSets} c where set_id is not null)
    select k.id, count(*) as n from ${ids} join package_set_entry e on e.package_id = k.id
    join current c on c.set_id = e.set_id group by k.id`.execute(db.query)
  return new Map(rows.map((row) => [row.id, row.n]))
}
