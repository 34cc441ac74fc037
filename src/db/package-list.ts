import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import {
  type Condition,
  contains,
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
import { currentSets } from './repo-sets.ts'
import { rowSource } from './row-source.ts'

export interface PackageFilter {
  q?: string
  type?: string
  arch?: string
  installed?: boolean
}

export interface PackageNameRow {
  id: number
  name: string
  hosts: number
  types: PackageType[]
  /** Of Gentoo's packages of that name. */
  categories: string[]
  versions: number
  repositories: number
}

const VERSIONS_OF_ALL = sql`left join (select name_id, count(*) as versions from package group by name_id) c
  on c.name_id = n.id`
const SORTS = { name: 'n.name', hosts: 'n.host_count', versions: 'coalesce(c.versions, 0)' }

/** Package names. Four queries. */
export async function listPackages(db: Queryable, request: ListRequest & PackageFilter): Promise<Page<PackageNameRow>> {
  const conditions = where(nameConditions(request))
  const counted = /^-?versions$/.test(request.sort ?? '') ? VERSIONS_OF_ALL : sql``
  const total = await sql<{ n: number }>`select count(*) as n from package_name n ${conditions}`.execute(db.query)
  const { rows } = await sql<{ id: number; name: string; hosts: number }>`
    select n.id, n.name, n.host_count as hosts from package_name n ${counted} ${conditions}
    ${orderBy(request.sort, SORTS, 'name', 'n.name')} ${limit(request)}`.execute(db.query)
  const [versions, repositories] = [await countVersions(db, rows), await countRepos(db, rows)]
  const items = rows.map((row) => {
    const ofName = versions.filter((version) => version.name_id === row.id)
    return {
      ...row,
      types: [...new Set(ofName.map((version) => version.type))],
      categories: ofName.map((version) => version.category).filter((category) => category !== ''),
      versions: ofName.reduce((sum, version) => sum + version.n, 0),
      repositories: repositories.get(row.id) ?? 0,
    }
  })
  return toPage(items, total.rows[0]?.n ?? 0, request)
}

export async function getPackageName(db: Queryable, name: string): Promise<{ id: number; hosts: number } | undefined> {
  const row = await db.query
    .selectFrom('package_name')
    .select(['id', 'host_count'])
    .where('name', '=', name)
    .executeTakeFirst()
  return row && { id: row.id, hosts: row.host_count }
}

/** A name that is in the table has at least one version: maintenance removes the others. */
function nameConditions(filter: PackageFilter): Condition[] {
  return [
    ...contains(filter.q, ['n.name']),
    ...holds(filter.installed, sql`n.host_count > 0`),
    ...oneOf(filter.type, (types) => hasVersion(textIn(sql`p.type`)(types))),
    ...oneOf(filter.arch, (arches) => hasVersion(textIn(sql`p.arch`)(arches))),
  ]
}

function hasVersion(condition: Condition): Condition {
  return sql`exists (select 1 from package p where p.name_id = n.id and ${condition})`
}

interface VersionCount {
  name_id: number
  type: PackageType
  category: string
  n: number
}

async function countVersions(db: Queryable, names: { id: number }[]): Promise<VersionCount[]> {
  if (names.length === 0) return []
  const { rows } = await sql<VersionCount>`
    select p.name_id, p.type, p.category, count(*) as n from ${idSource(db, names)} join package p on p.name_id = k.id
    group by p.name_id, p.type, p.category order by p.name_id, p.type, p.category`.execute(db.query)
  return rows
}

async function countRepos(db: Queryable, names: { id: number }[]): Promise<Map<number, number>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<{ id: number; n: number }>`
    with current as materialized (select repo_id, set_id from ${currentSets} c where set_id is not null)
    select k.id, count(distinct c.repo_id) as n from ${idSource(db, names)} join package p on p.name_id = k.id
    join package_set_entry e on e.package_id = p.id join current c on c.set_id = e.set_id
    group by k.id`.execute(db.query)
  return new Map(rows.map((row) => [row.id, row.n]))
}

function idSource(db: Queryable, rows: { id: number }[]) {
  return rowSource(
    db,
    'k',
    { id: 'int' },
    rows.map(({ id }) => [id]),
  )
}
