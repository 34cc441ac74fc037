import type { PackageKey } from '../model/package.ts'
import type { Tx } from './open.ts'
import { type DescribedPackage, fillIds, findPackages } from './package-look-up.ts'
import { findNames } from './package-names.ts'

export type ToSortKey<P> = (p: P) => Uint8Array

/** Adds the names that `ids` lacks, to the database and to `ids`; answers those that no other writer has added. */
export async function insertNames(
  tx: Tx,
  names: ReadonlySet<string>,
  ids: Map<string, number>,
  hosts: 0 | 1,
): Promise<Set<string>> {
  const written = new Set<string>()
  const missing = Array.from(names)
    .filter((name) => !ids.has(name))
    .sort()
  const columns = { name: 'text', host_count: 'int' } as const
  const rows = missing.map((name) => [name, hosts])
  const inserted = await tx.insertIds('package_name', columns, rows)
  const lost: string[] = []
  for (let i = 0; i < missing.length; i++) {
    const [name, id] = [missing[i] as string, inserted[i] as number]
    if (id === 0) lost.push(name)
    else {
      ids.set(name, id)
      written.add(name)
    }
  }
  for (const [name, id] of await findNames(tx, lost)) ids.set(name, id)
  return written
}

const PACKAGE_COLUMNS = {
  name_id: 'int',
  type: 'text',
  category: 'text',
  epoch: 'text',
  version: 'text',
  release: 'text',
  arch: 'text',
  sort_key: 'bytes',
  source: 'text',
  source_version: 'text',
  host_count: 'int',
} as const

/**
 * Adds those that have no id (0), and fills the ids in; answers the ids of those that no other writer has inserted
 * meanwhile. What two of them give by one key is one package. `hosts`: on how many they are counted at once.
 */
export async function insertMissing<P extends DescribedPackage>(
  tx: Tx,
  packages: readonly P[],
  ids: number[],
  nameIds: ReadonlyMap<string, number>,
  toSortKey: ToSortKey<P>,
  hosts: 0 | 1,
): Promise<Set<number>> {
  const missing = listMissing(packages, ids, nameIds, toSortKey, hosts)
  const inserted = await tx.insertIds(
    'package',
    PACKAGE_COLUMNS,
    missing.map(({ row }) => row),
  )
  const [written, lost] = [new Set<number>(), [] as P[]]
  for (const [i, { at, p }] of missing.entries()) {
    const id = inserted[i] as number
    ids[at] = id
    if (id === 0) lost.push(p)
    else written.add(id)
  }
  if (lost.length > 0) fillIds(ids, packages, await findPackages(tx, lost, nameIds))
  return written
}

interface Missing<P> {
  /** Its place among the packages. */
  at: number
  nameId: number
  p: P
  row: unknown[]
}

/**
 * In the one order in which all writers write them. Sort keys are asked in the order given: versions that are the same
 * follow each other there.
 */
function listMissing<P extends DescribedPackage>(
  packages: readonly P[],
  ids: readonly number[],
  nameIds: ReadonlyMap<string, number>,
  toSortKey: ToSortKey<P>,
  hosts: 0 | 1,
): Missing<P>[] {
  const missing: Missing<P>[] = []
  for (let at = 0; at < packages.length; at++) {
    if (ids[at] !== 0) continue
    const p = packages[at] as P
    const nameId = nameIds.get(p.name) as number
    const { type, category, epoch, version, release, arch, source, sourceVersion } = p
    const row = [nameId, type, category, epoch, version, release, arch, toSortKey(p), source, sourceVersion, hosts]
    missing.push({ at, nameId, p, row })
  }
  return missing.sort((a, b) => a.nameId - b.nameId || compareKeys(a.p, b.p))
}

/** Of one name: as their `packageKey` would be ordered, without putting it together. */
function compareKeys(a: PackageKey, b: PackageKey): number {
  for (const part of KEY_PARTS) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1
  return 0
}

const KEY_PARTS = ['arch', 'version', 'release', 'epoch', 'type', 'category'] as const
