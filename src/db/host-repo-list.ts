import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { RepositoryState } from '../model/update.ts'
import type { Queryable } from './open.ts'
import { repoState, repoWithMirrors } from './repo-state.ts'
import type { Flag } from './tables/flag.ts'

export interface HostRepoListRow {
  id: number
  name: string
  type: PackageType
  label: string
  origin: string
  suite: string
  codename: string
  priority: number
  enabled: Flag
  security: Flag
  state: RepositoryState
  reason: string
  confirmed_at: number
}

/** All repositories that a host named, by name. `enabled`: on the host and here. */
export async function listReposOfHost(db: Queryable, hostId: number): Promise<HostRepoListRow[]> {
  const { rows } = await sql<HostRepoListRow>`
    select r.id, r.name, r.type, r.label, r.origin, r.suite, r.codename, x.priority, x.enabled * r.enabled as enabled,
      case when r.security + r.release_security > 0 then 1 else 0 end as security, ${repoState} as state,
      coalesce(a.reason, '') as reason, coalesce(a.confirmed_at, 0) as confirmed_at
    from ${repoWithMirrors} join host_repo x on x.repo_id = r.id
    where x.host_id = ${hostId} order by r.name, r.id`.execute(db.query)
  return rows
}
