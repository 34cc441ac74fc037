import { insertSetErrata } from '../../src/db/errata-set-build.ts'
import { insertSetDefaults, insertSetModules } from '../../src/db/module-set-build.ts'
import type { Db } from '../../src/db/open.ts'
import { finishPackageSet, insertPackageSet } from '../../src/db/package-set-build.ts'
import type { FleetRepo } from '../../src/demo/fleet-repos.ts'
import { fullVersion, type PackageKey } from '../../src/model/package.ts'
import type { PartKind } from '../../src/model/part.ts'
import { schemeOf, sortKey } from '../../src/versions/scheme.ts'

/** Module streams and errata of a repository, as a refresh would have left them. */
export async function fillParts(db: Db, { modules, errata }: FleetRepo, repoId: number, now: number): Promise<void> {
  const checksum = `parts of ${repoId}`
  if (modules.length > 0) {
    const id = await insertPackageSet(db, 'modules', checksum, now)
    const rows = modules.map((module) => ({ ...module, artifacts: module.artifacts.map(toRow) }))
    for (const part of slices(rows, 200)) await insertSetModules(db, id, part, now)
    const defaults = new Map(modules.map(({ name, stream }) => [name, { name, stream }]))
    await insertSetDefaults(db, id, [...defaults.values()], now)
    await putInForce(db, repoId, 'modules', id, now)
  }
  if (errata.length > 0) {
    const id = await insertPackageSet(db, 'errata', checksum, now)
    const rows = errata.map(({ products, packages, ...erratum }) => ({
      ...{
        ...erratum,
        checksum: erratum.name,
        security: erratum.type === 'security',
        retracted: false,
        releaseIds: [],
        source: 'updateinfo',
        fixes: [],
      },
      packages: packages.map(({ key, module }) => ({ row: toRow(key), module })),
    }))
    for (const part of slices(rows, 500)) await insertSetErrata(db, id, part, now)
    await putInForce(db, repoId, 'errata', id, now)
  }
}

function toRow(key: PackageKey) {
  return { ...key, source: '', sourceVersion: '', sortKey: sortKey(schemeOf(key.type), fullVersion(key)) }
}

function slices<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}

async function putInForce(
  db: Db,
  repoId: number,
  kind: Exclude<PartKind, 'packages'>,
  id: number,
  now: number,
): Promise<void> {
  const set = kind === 'modules' ? { module_set_id: id } : { errata_set_id: id }
  await db.transaction(async (tx) => {
    await finishPackageSet(tx, id, { items: 1, rejects: 0 }, now)
    await tx.query
      .updateTable('mirror')
      .set(set)
      .where('repo_id', '=', repoId)
      .where('package_set_id', 'is not', null)
      .execute()
  })
}
