import type { Erratum } from '../model/erratum.ts'
import type { ModuleStream } from '../model/module.ts'
import type { PackageKey } from '../model/package.ts'
import type { Tx } from './open.ts'
import { type PackageRow, upsertPackages } from './packages-write.ts'

/** Adds what the schema keeps of a package beside its key. */
export type ToRow = (key: PackageKey) => PackageRow

interface PartSource {
  checksum: string
  changedAt: number
  toRow: ToRow
}

/** A set of module streams as a refresh would have left it; the last build of each is in its default stream. */
export async function insertDemoModules(tx: Tx, modules: readonly ModuleStream[], source: PartSource): Promise<number> {
  const setId = await insertReadySet(tx, 'modules', modules.length, source)
  const columns = {
    set_id: 'int',
    name: 'text',
    stream: 'text',
    version: 'text',
    context: 'text',
    arch: 'text',
  } as const
  const rows = modules.map((m) => [setId, m.name, m.stream, m.version, m.context, m.arch, m.summary])
  const ids = await tx.insertIds('set_module', { ...columns, summary: 'text' }, rows)
  const wanted = modules.flatMap((m, i) => m.artifacts.map((key) => ({ key, id: ids[i] })))
  const packages = await upsertPackages(
    tx,
    wanted.map(({ key }) => source.toRow(key)),
  )
  await tx.insertMany(
    'set_module_package',
    { set_module_id: 'int', package_id: 'int' },
    wanted.map(({ id }, i) => [id, packages[i]]),
  )
  const defaults = new Map(modules.map((m) => [m.name, [setId, m.name, m.stream]]))
  await tx.insertMany('set_module_default', { set_id: 'int', name: 'text', stream: 'text' }, [...defaults.values()])
  return setId
}

const ERRATUM_COLUMNS = {
  name: 'text',
  source: 'text',
  type: 'text',
  severity: 'text',
  title: 'text',
  description: 'text',
  issued_at: 'int',
  updated_at: 'int',
  checksum: 'text',
} as const

/** A set of errata as a refresh would have left it; one that another set has is the same erratum. */
export async function insertDemoErrata(
  tx: Tx,
  errata: readonly Erratum[],
  releaseId: number | undefined,
  source: PartSource,
): Promise<number> {
  const setId = await insertReadySet(tx, 'errata', errata.length, source)
  const rows = errata.map((e) => [
    ...[e.name, 'updateinfo', e.type, e.severity, e.title, e.description, e.issuedAt, e.updatedAt],
    e.name,
  ])
  await tx.insertMany('erratum', ERRATUM_COLUMNS, rows)
  const known = await tx.query.selectFrom('erratum').select(['id', 'name']).execute()
  const ids = new Map(known.map((row) => [row.name, row.id]))
  const each = <Row extends unknown[]>(toRows: (erratum: Erratum, id: number) => Row[]) =>
    errata.flatMap((erratum) => toRows(erratum, ids.get(erratum.name) as number))
  await tx.insertMany(
    'set_erratum',
    { set_id: 'int', erratum_id: 'int', security: 'int' },
    each((e, id) => [[setId, id, e.type === 'security' ? 1 : 0]]),
  )
  await tx.insertMany(
    'erratum_cve',
    { erratum_id: 'int', cve: 'text' },
    each((e, id) => e.cves.map((cve) => [id, cve])),
  )
  await tx.insertMany(
    'erratum_reference',
    { erratum_id: 'int', url: 'text', kind: 'text', title: 'text' },
    each((e, id) => e.references.map(({ url, kind, title }) => [id, url, kind, title])),
  )
  if (releaseId !== undefined) {
    const columns = { erratum_id: 'int', os_release_id: 'int' } as const
    await tx.insertMany(
      'erratum_release',
      columns,
      each((_, id) => [[id, releaseId]]),
    )
  }
  const fixed = each((e, id) => e.packages.map(({ key, module }) => [key, id, module] as [PackageKey, number, string]))
  const packages = await upsertPackages(
    tx,
    fixed.map(([key]) => source.toRow(key)),
  )
  await tx.insertMany(
    'set_erratum_package',
    { package_id: 'int', set_id: 'int', erratum_id: 'int', module: 'text' },
    fixed.map(([, id, module], i) => [packages[i], setId, id, module]),
  )
  return setId
}

async function insertReadySet(tx: Tx, kind: 'modules' | 'errata', count: number, source: PartSource): Promise<number> {
  const { id } = await tx.query
    .insertInto('package_set')
    .values({
      kind,
      checksum: source.checksum,
      ready: 1,
      package_count: count,
      created_at: source.changedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
