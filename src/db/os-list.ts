import { sql } from 'kysely'
import { hasEnded, ofDistroRelease } from './distro-releases.ts'
import {
  type Condition,
  contains,
  type Fragment,
  holds,
  type ListRequest,
  limit,
  orderBy,
  type Page,
  toPage,
  where,
  withId,
} from './list.ts'
import type { Queryable } from './open.ts'
import type { NamedRow } from './repo-details.ts'

export interface OsReleaseFilter {
  q?: string
  used?: boolean
  has_repositories?: boolean
  /** Some host of it looks at its repositories, too. */
  needs_repositories?: boolean
  /** Nobody but those who pay gets its updates any more. */
  ended?: boolean
}

export interface OsReleaseRow {
  id: number
  name: string
  codename: string
  cpe_name: string
  variants: number
  hosts: number
  repositories: number
  /** Of the lists of releases of Debian and Ubuntu; 0 where nobody says. */
  released_at: number
  ends_at: number
  extended_at: number
}

export interface OsVariantFilter {
  q?: string
  release?: string
  used?: boolean
}

export interface OsVariantRow {
  id: number
  name: string
  arch: string
  codename: string
  release_id: number
  release: string
  hosts: number
}

const HOSTS_OF_RELEASE = sql`(select count(*) from os_variant v join host h on h.os_variant_id = v.id
  where v.os_release_id = o.id)`
const HOSTS_OF_VARIANT = sql`(select count(*) from host h where h.os_variant_id = v.id)`

/** Two queries. */
export async function listOsReleases(
  db: Queryable,
  request: ListRequest & OsReleaseFilter,
  now: number,
): Promise<Page<OsReleaseRow>> {
  const conditions = where(releaseConditions(request, now))
  const total = await sql<{ n: number }>`select count(*) as n from os_release o ${conditions}`.execute(db.query)
  const sorts = {
    name: 'o.name',
    variants: 'variants',
    hosts: 'hosts',
    repositories: 'repositories',
    ends_at: 'ends_at',
  }
  const order = orderBy(request.sort, sorts, 'name', 'o.name')
  return toPage(await selectReleases(db, sql`${conditions} ${order} ${limit(request)}`), total.rows[0]?.n ?? 0, request)
}

export async function getOsRelease(db: Queryable, id: number): Promise<OsReleaseRow | undefined> {
  return (await selectReleases(db, sql`where o.id = ${id}`))[0]
}

export function listReposOfRelease(db: Queryable, id: number): Promise<NamedRow[]> {
  return db.query
    .selectFrom('os_release_repo as x')
    .innerJoin('repo as r', 'r.id', 'x.repo_id')
    .select(['r.id', 'r.name'])
    .where('x.os_release_id', '=', id)
    .orderBy('r.name')
    .orderBy('r.id')
    .execute()
}

/** Two queries. */
export async function listOsVariants(
  db: Queryable,
  request: ListRequest & OsVariantFilter,
): Promise<Page<OsVariantRow>> {
  const conditions = where(variantConditions(request))
  const total = await sql<{ n: number }>`select count(*) as n from os_variant v ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, { name: 'v.name', release: 'o.name', hosts: 'hosts' }, 'name', 'v.name, v.arch')
  return toPage(await selectVariants(db, sql`${conditions} ${order} ${limit(request)}`), total.rows[0]?.n ?? 0, request)
}

export async function getOsVariant(db: Queryable, id: number): Promise<OsVariantRow | undefined> {
  return (await selectVariants(db, sql`where v.id = ${id}`))[0]
}

/** Conditions on `os_release o`; issues count by them, too. */
export function releaseConditions(filter: OsReleaseFilter, now: number): Condition[] {
  return [
    ...contains(filter.q, ['o.name', 'o.codename']),
    ...holds(filter.used, sql`${HOSTS_OF_RELEASE} > 0`),
    ...holds(filter.has_repositories, sql`o.id in (select os_release_id from os_release_repo)`),
    ...holds(
      filter.needs_repositories,
      sql`o.id in (select v.os_release_id from host h join os_variant v on v.id = h.os_variant_id
        where h.host_repos_only = 0)`,
    ),
    ...holds(filter.ended, hasEnded(now)),
  ]
}

/** Conditions on `os_variant v`. */
export function variantConditions(filter: OsVariantFilter): Condition[] {
  return [
    ...contains(filter.q, ['v.name', 'v.arch']),
    ...withId(filter.release, (id) => sql`v.os_release_id = ${id}`),
    ...holds(filter.used, sql`exists (select 1 from host h where h.os_variant_id = v.id)`),
  ]
}

async function selectReleases(db: Queryable, rest: Fragment): Promise<OsReleaseRow[]> {
  const { rows } = await sql<OsReleaseRow>`
    select o.id, o.name, o.codename, o.cpe_name,
      (select count(*) from os_variant v where v.os_release_id = o.id) as variants, ${HOSTS_OF_RELEASE} as hosts,
      (select count(*) from os_release_repo x where x.os_release_id = o.id) as repositories,
      coalesce(d.released_at, 0) as released_at, coalesce(d.ends_at, 0) as ends_at,
      coalesce(d.extended_at, 0) as extended_at
    from os_release o left join ${ofDistroRelease} ${rest}`.execute(db.query)
  return rows
}

async function selectVariants(db: Queryable, rest: Fragment): Promise<OsVariantRow[]> {
  const { rows } = await sql<OsVariantRow>`
    select v.id, v.name, v.arch, v.codename, v.os_release_id as release_id, o.name as release,
      ${HOSTS_OF_VARIANT} as hosts
    from os_variant v join os_release o on o.id = v.os_release_id ${rest}`.execute(db.query)
  return rows
}
