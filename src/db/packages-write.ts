import { packageKey } from '../model/package.ts'
import type { Tx } from './open.ts'
import { insertMissing, insertNames, type ToSortKey } from './package-inserts.ts'
import {
  type DescribedPackage,
  fillIds,
  fillSources,
  findMostNames,
  findPackages,
  toSample,
} from './package-look-up.ts'
import type { PackageMemory } from './package-memory.ts'
import { getRemovals } from './removals.ts'

export interface PackageRow extends DescribedPackage {
  sortKey: Uint8Array
}

/**
 * Makes sure that these packages (at most 2,000) exist and answers their ids, in the order given. What is
 * known is left alone, but for source facts that were not known before. Constant number of statements: two when
 * nothing is new. Rows are written in one order, so that two writers do not lock each other out.
 */
export async function upsertPackages(tx: Tx, packages: readonly PackageRow[]): Promise<number[]> {
  const keys = packages.map(packageKey)
  const distinct = new Map(packages.map((p, i) => [keys[i] as string, p]))
  const { ids } = await upsert(tx, [...distinct.values()], (p) => p.sortKey, 0)
  if (distinct.size === packages.length) return ids
  const idOf = new Map(Array.from(distinct.keys(), (key, i) => [key, ids[i] as number]))
  return keys.map((key) => idOf.get(key) as number)
}

export interface UpsertedPackages {
  /** In the order of the packages. */
  ids: number[]
  /** Of packages and names that did not exist: their number of hosts is already 1. */
  newIds: ReadonlySet<number>
  newNames: ReadonlySet<string>
  /** Of all the names given. */
  nameIds: ReadonlyMap<string, number>
}

/**
 * As `upsertPackages`, for packages of one host, each named once: those that are new are counted as theirs at once.
 * Only of those is the sort key asked.
 */
export function upsertInstalledPackages<P extends DescribedPackage>(
  tx: Tx,
  packages: readonly P[],
  toSortKey: ToSortKey<P>,
): Promise<UpsertedPackages> {
  return upsert(tx, packages, toSortKey, 1)
}

async function upsert<P extends DescribedPackage>(
  tx: Tx,
  packages: readonly P[],
  toSortKey: ToSortKey<P>,
  hosts: 0 | 1,
): Promise<UpsertedPackages> {
  if (packages.length === 0) return { ids: [], newIds: new Set(), newNames: new Set(), nameIds: new Map() }
  tx.packageMemory.forgetUnless(await getRemovals(tx, 'package'))
  const { ids, nameIds } = recall(tx.packageMemory, packages)
  const names = new Set<string>()
  for (let i = 0; i < packages.length; i++) if (ids[i] === 0) names.add((packages[i] as P).name)
  for (const [name, id] of await findMostNames(tx, [...names])) nameIds.set(name, id)
  const newNames = await insertNames(tx, names, nameIds, hosts)
  const mayExist = packages.filter(({ name }, i) => ids[i] === 0 && !newNames.has(name))
  const found = await findPackages(tx, mayExist, nameIds)
  if (found.size > 0) {
    await fillSources(tx, mayExist, found)
    // for the next host; sets come in several calls a transaction, and what that wrote itself may yet be undone
    if (hosts === 1) tx.packageMemory.keep(found)
    fillIds(ids, packages, found)
  }
  const newIds = await insertMissing(tx, packages, ids, nameIds, toSortKey, hosts)
  return { newIds, newNames, nameIds, ids }
}

/** Ids of what is remembered, 0 for the others: for all, where a sample of many is not remembered. */
function recall(memory: PackageMemory, packages: readonly DescribedPackage[]) {
  const ids = new Array<number>(packages.length).fill(0)
  const nameIds = new Map<string, number>()
  if (!toSample(packages).some((p) => memory.recall(packageKey(p)))) return { ids, nameIds }
  for (let i = 0; i < packages.length; i++) {
    const p = packages[i] as DescribedPackage
    const remembered = memory.recall(packageKey(p))
    if (remembered === undefined || (remembered.bare && p.source !== '')) continue
    ids[i] = remembered.id
    nameIds.set(p.name, remembered.nameId)
  }
  return { ids, nameIds }
}
