import type { Db } from '../../src/db/open.ts'
import { upsertPackages } from '../../src/db/packages-write.ts'
import { toPackage } from './world.ts'

export interface TestModule {
  /** `name:stream:version:context:arch`. */
  id: string
  packages?: string[]
  summary?: string
  isDefault?: boolean
}

export interface TestErratum {
  name: string
  type?: string
  severity?: string
  title?: string
  issuedAt?: number
  cves?: string[]
  urls?: string[]
  releases?: number[]
  /** As `name version arch`, with ` module=name:stream` behind where it is of one. */
  packages: string[]
}

const TIME = Date.UTC(2025, 4, 1)

/** Gives a mirror module streams, as a refresh would leave them. */
export async function addModuleSet(db: Db, mirrorId: number, modules: TestModule[]): Promise<number> {
  const setId = await addSet(db, 'modules', modules.length)
  await db.transaction(async (tx) => {
    for (const { id, packages = [], summary = '', isDefault = false } of modules) {
      const [name = '', stream = '', version = '', context = '', arch = ''] = id.split(':')
      const row = { set_id: setId, name, stream, version, context, arch, summary }
      const added = await tx.query.insertInto('set_module').values(row).returning('id').executeTakeFirstOrThrow()
      if (isDefault) await tx.query.insertInto('set_module_default').values({ set_id: setId, name, stream }).execute()
      const ids = await upsertPackages(tx, packages.map(toPackage))
      await tx.insertMany(
        'set_module_package',
        { set_module_id: 'int', package_id: 'int' },
        ids.map((one) => [added.id, one]),
      )
    }
  })
  await db.query.updateTable('mirror').set({ module_set_id: setId }).where('id', '=', mirrorId).execute()
  return setId
}

/** Gives a mirror errata. */
export async function addErrataSet(db: Db, mirrorId: number, errata: TestErratum[]): Promise<number> {
  const setId = await addSet(db, 'errata', errata.length)
  await db.transaction(async (tx) => {
    for (const one of errata) {
      const { id } = await tx.query
        .insertInto('erratum')
        .values({
          ...{ name: one.name, source: 'updateinfo', type: one.type ?? 'security', severity: one.severity ?? '' },
          ...{ title: one.title ?? '', description: `About ${one.name}.`, issued_at: one.issuedAt ?? TIME },
          ...{ updated_at: 0, checksum: one.name },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const insert = (table: 'erratum_cve' | 'erratum_release', column: string, values: unknown[]) =>
        tx.insertMany(
          table,
          { erratum_id: 'int', [column]: column === 'cve' ? 'text' : 'int' },
          values.map((value) => [id, value]),
        )
      await insert('erratum_cve', 'cve', one.cves ?? [])
      await insert('erratum_release', 'os_release_id', one.releases ?? [])
      const security = (one.type ?? 'security') === 'security' ? 1 : 0
      await tx.insertMany('set_erratum', { set_id: 'int', erratum_id: 'int', security: 'int' }, [[setId, id, security]])
      await tx.insertMany(
        'erratum_reference',
        { erratum_id: 'int', url: 'text', kind: 'text', title: 'text' },
        (one.urls ?? []).map((url) => [id, url, 'self', '']),
      )
      const ids = await upsertPackages(tx, one.packages.map(toPackage))
      await tx.insertMany(
        'set_erratum_package',
        { package_id: 'int', set_id: 'int', erratum_id: 'int', module: 'text' },
        ids.map((package_, i) => [package_, setId, id, / module=(\S+)/.exec(one.packages[i] ?? '')?.[1] ?? '']),
      )
    }
  })
  await db.query.updateTable('mirror').set({ errata_set_id: setId }).where('id', '=', mirrorId).execute()
  return setId
}

/** Makes streams active on a host; `id` as above, with the repository's id on that host. */
export async function activateModules(db: Db, hostId: number, modules: { id: string; repo: string }[]): Promise<void> {
  for (const { id, repo } of modules) {
    const [name = '', stream = '', version = '', context = '', arch = ''] = id.split(':')
    const row = { name, stream, version, context, arch, repo }
    const known = await db.query
      .insertInto('module')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['name', 'stream', 'version', 'context', 'arch', 'repo']).doUpdateSet({ repo }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    const packages = JSON.stringify([`${name}-${stream}-1.${arch}`])
    await db.query.insertInto('host_module').values({ host_id: hostId, module_id: known.id, packages }).execute()
  }
}

async function addSet(db: Db, kind: 'modules' | 'errata', count: number): Promise<number> {
  const row = { kind, checksum: `${kind} ${count}`, ready: 1 as const, package_count: count, created_at: TIME }
  const { id } = await db.query.insertInto('package_set').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}
