import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { RepositoryState } from '../model/update.ts'
import { type Fragment, type ListRequest, limit, orderBy, type Page, toPage, where } from './list.ts'
import type { Queryable } from './open.ts'
import { type RepoFilter, repoConditions } from './repo-filter.ts'
import { repoSet } from './repo-sets.ts'
import { repoState, repoWithMirrors } from './repo-state.ts'
import type { Flag } from './tables/flag.ts'

export interface RepoRow {
  id: number
  name: string
  type: PackageType
  repo_id: string
  arch: string
  enabled: Flag
  security: Flag
  release_security: Flag
  auth_required: Flag
  muted: Flag
  suite: string
  codename: string
  label: string
  origin: string
  state: RepositoryState
  mirrors: number
  reason: string
  failing_since: number
  confirmed_at: number
  url: string
  packages: number
  hosts: number
}

const SORTS = {
  name: 'r.name',
  type: 'r.type',
  hosts: 'hosts',
  packages: 'packages',
  state: 'state',
  confirmed_at: 'confirmed_at',
}

/** Two queries. */
export async function listRepos(db: Queryable, request: ListRequest & RepoFilter): Promise<Page<RepoRow>> {
  const conditions = where(repoConditions(request))
  const total = await sql<{ n: number }>`select count(*) as n from ${repoWithMirrors} ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, 'name', 'r.name, r.id')
  const items = await selectRepos(db, sql`${conditions} ${order} ${limit(request)}`)
  return toPage(items, total.rows[0]?.n ?? 0, request)
}

export async function getRepo(db: Queryable, id: number): Promise<RepoRow | undefined> {
  return (await selectRepos(db, sql`where r.id = ${id}`))[0]
}

export async function listRepoIds(db: Queryable, filter: RepoFilter): Promise<number[]> {
  const conditions = where(repoConditions(filter))
  const { rows } = await sql<{ id: number }>`
    select r.id from ${repoWithMirrors} ${conditions} order by r.id`.execute(db.query)
  return rows.map((row) => row.id)
}

/** Those that fail and are not muted, first those that most hosts use. */
export function listReposInTrouble(db: Queryable, most: number): Promise<RepoRow[]> {
  return selectRepos(
    db,
    sql`where ${repoState} in ('failing', 'partly') and r.muted = 0
      order by hosts desc, r.name, r.id limit ${most}`,
  )
}

async function selectRepos(db: Queryable, rest: Fragment): Promise<RepoRow[]> {
  const { rows } = await sql<RepoRow>`
    select r.id, r.name, r.type, r.repo_id, r.arch, r.enabled, r.security, r.release_security, r.auth_required, r.muted,
      r.suite, r.codename, r.label, r.origin, ${repoState} as state, coalesce(a.mirrors, 0) as mirrors,
      coalesce(a.reason, '') as reason, coalesce(a.failing_since, 0) as failing_since,
      coalesce(a.confirmed_at, 0) as confirmed_at, coalesce(a.url, '') as url,
      coalesce((select s.package_count from package_set s where s.id = ${repoSet}), 0) as packages,
      (select count(*) from host_repo x where x.repo_id = r.id) as hosts
    from ${repoWithMirrors} ${rest}`.execute(db.query)
  return rows
}
