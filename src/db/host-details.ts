import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import type { Flag } from './tables/flag.ts'

/** What only a host's own page shows. */
export interface HostDetails {
  reverse_dns: string
  check_dns: Flag
  host_repos_only: Flag
  client_version: string
  boot_time: number
  created_at: number
  updates_as_of: number
  updates: number
  replacements: number
  repositories: number
  modules: number
  reports: number
  events: number
}

export async function getHostDetails(db: Queryable, hostId: number): Promise<HostDetails | undefined> {
  const { rows } = await sql<HostDetails>`
    select h.reverse_dns, h.check_dns, h.host_repos_only, h.client_version, h.boot_time, h.created_at, h.updates_as_of,
      (select count(*) from host_update u where u.host_id = h.id and u.state <> 'replacement') as updates,
      (select count(*) from host_update u where u.host_id = h.id and u.state = 'replacement') as replacements,
      (select count(*) from host_repo r where r.host_id = h.id) as repositories,
      (select count(*) from host_module x where x.host_id = h.id) as modules,
      (select count(*) from report r where r.hostname = h.hostname) as reports,
      (select count(*) from host_event e where e.host_id = h.id) as events
    from host h where h.id = ${hostId}`.execute(db.query)
  return rows[0]
}

export async function listTagsOfHost(db: Queryable, hostId: number): Promise<string[]> {
  const rows = await db.query
    .selectFrom('host_tag')
    .select('tag')
    .where('host_id', '=', hostId)
    .orderBy('tag')
    .execute()
  return rows.map((row) => row.tag)
}
