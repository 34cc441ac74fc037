import { sql } from 'kysely'
import type { ModuleKey } from '../model/module.ts'
import { isModule } from './module-list.ts'
import type { Queryable } from './open.ts'
import { currentModuleSets } from './repo-sets.ts'

/** A package of a module; it need not be in any repository. */
export interface ModulePackageRow {
  id: number
  name: string
  epoch: string
  version: string
  release: string
  arch: string
  hosts: number
}

/** What repositories in force say that belongs to a build, by name. */
export async function listPackagesOfModule(db: Queryable, key: ModuleKey): Promise<ModulePackageRow[]> {
  const { rows } = await sql<ModulePackageRow>`
    select p.id, n.name, p.epoch, p.version, p.release, p.arch, p.host_count as hosts
    from package p join package_name n on n.id = p.name_id
    where p.id in (select x.package_id from ${currentModuleSets} c join set_module s on s.set_id = c.set_id
      join set_module_package x on x.set_module_id = s.id where ${isModule('s', key)})
    order by n.name, p.arch, p.sort_key, p.id limit 5000`.execute(db.query)
  return rows
}
