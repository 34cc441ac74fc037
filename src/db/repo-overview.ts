import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'

export interface RepoOverview {
  id: number
  name: string
  type: PackageType
  arch: string
  enabled: number
  security: number
  mirrors: number
  failing: number
  packages: number
  hosts: number
  confirmed_at: number
  url: string
}

/** Every repository with what its mirrors and hosts say of it, by name. */
export async function listRepoOverview(db: Queryable): Promise<RepoOverview[]> {
  const { rows } = await sql<RepoOverview>`
    select r.id, r.name, r.type, r.arch, r.enabled,
      case when r.security = 1 or r.release_security = 1 then 1 else 0 end as security,
      coalesce(m.mirrors, 0) as mirrors, coalesce(m.failing, 0) as failing, coalesce(m.packages, 0) as packages,
      coalesce(h.hosts, 0) as hosts, coalesce(m.confirmed_at, 0) as confirmed_at, coalesce(m.url, '') as url
    from repo r
    left join (
      select m.repo_id, count(*) as mirrors, sum(case when m.state = 'failing' then 1 else 0 end) as failing,
        max(s.package_count) as packages, max(m.confirmed_at) as confirmed_at, min(m.url) as url
      from mirror m left join package_set s on s.id = m.package_set_id group by m.repo_id) m on m.repo_id = r.id
    left join (select repo_id, count(*) as hosts from host_repo group by repo_id) h on h.repo_id = r.id
    order by r.name, r.id`.execute(db.query)
  return rows.map((row) => ({ ...row, failing: Number(row.failing) }))
}
