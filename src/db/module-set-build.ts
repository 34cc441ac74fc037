import { sql } from 'kysely'
import { type ModuleDefault, type ModuleKey, type ModuleStream, moduleId } from '../model/module.ts'
import type { Db, Tx } from './open.ts'
import { touchSet } from './package-set-build.ts'
import { upsertManyPackages } from './packages-many.ts'
import type { PackageRow } from './packages-write.ts'

/** A module stream whose artifacts have their sort keys. */
export interface ModuleRow extends Omit<ModuleStream, 'artifacts'> {
  artifacts: readonly PackageRow[]
}

/**
 * Adds module streams to a set in the making, as one transaction: at most some thousand artifacts. One that is there
 * already gains the artifacts that it lacks. Throws when the set is gone.
 */
export function insertSetModules(db: Db, setId: number, modules: readonly ModuleRow[], now: number): Promise<void> {
  return db.transaction(async (tx) => {
    await touchSet(tx, setId, now)
    const ids = await ensureModules(tx, setId, modules)
    const artifacts = modules.flatMap((module) => module.artifacts)
    const packageIds = await upsertManyPackages(tx, artifacts)
    let at = 0
    const links = modules.flatMap((module) => module.artifacts.map(() => [ids.get(moduleId(module)), packageIds[at++]]))
    links.sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]))
    await tx.insertMany('set_module_package', { set_module_id: 'int', package_id: 'int' }, links)
  })
}

const MODULE_COLUMNS = {
  set_id: 'int',
  name: 'text',
  stream: 'text',
  version: 'text',
  context: 'text',
  arch: 'text',
  summary: 'text',
  requires: 'text',
} as const

async function ensureModules(tx: Tx, setId: number, modules: readonly ModuleRow[]): Promise<Map<string, number>> {
  const rows = modules.map((m) => [
    setId,
    m.name,
    m.stream,
    m.version,
    m.context,
    m.arch,
    m.summary,
    JSON.stringify(m.requires),
  ])
  await tx.insertMany('set_module', MODULE_COLUMNS, rows)
  const names = [...new Set(modules.map((module) => module.name)), '']
  const found = await sql<ModuleKey & { id: number }>`
    select id, name, stream, version, context, arch from set_module
    where set_id = ${setId} and name in (${sql.join(names)})`.execute(tx.query)
  return new Map(found.rows.map((row) => [moduleId(row), row.id]))
}

/** The first default of a module counts. */
export function insertSetDefaults(db: Db, setId: number, defaults: readonly ModuleDefault[], now: number) {
  return db.transaction(async (tx) => {
    await touchSet(tx, setId, now)
    const rows = defaults.map(({ name, stream }) => [setId, name, stream])
    await tx.insertMany('set_module_default', { set_id: 'int', name: 'text', stream: 'text' }, rows)
  })
}
