import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { currentModuleSets } from './repo-sets.ts'

/** A module stream that is active on a host, as it reported it. */
export interface HostModuleRow {
  name: string
  stream: string
  version: string
  context: string
  arch: string
  /** The id that the host gives the repository. */
  repo: string
  /** JSON array of NEVRAs. */
  packages: string
  /** Some enabled repository describes this build. */
  available: number
}

/** All of them: a host has some dozens at most. */
export async function listModulesOfHost(db: Queryable, hostId: number): Promise<HostModuleRow[]> {
  const { rows } = await sql<HostModuleRow>`
    select m.name, m.stream, m.version, m.context, m.arch, m.repo, x.packages,
      case when exists (select 1 from ${currentModuleSets} c join set_module s on s.set_id = c.set_id
        where s.name = m.name and s.stream = m.stream and s.version = m.version and s.context = m.context
          and s.arch = m.arch) then 1 else 0 end as available
    from host_module x join module m on m.id = x.module_id where x.host_id = ${hostId}
    order by m.name, m.stream, m.version, m.context, m.arch, m.repo`.execute(db.query)
  return rows
}

/** Names of modules that the host's dnf has disabled. */
export async function listDisabledModules(db: Queryable, hostId: number): Promise<string[]> {
  const row = await db.query
    .selectFrom('host')
    .select('disabled_modules')
    .where('id', '=', hostId)
    .executeTakeFirstOrThrow()
  return JSON.parse(row.disabled_modules) as string[]
}
