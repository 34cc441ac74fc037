import { sql } from 'kysely'
import { type PackageKey, packageKey } from '../model/package.ts'
import type { Tx } from './open.ts'
import type { KnownPackage, PackageMemory } from './package-memory.ts'
import { findNames } from './package-names.ts'
import { getRemovals } from './removals.ts'
import { rowSource } from './row-source.ts'

/** Source package and its full version; '' where not told. */
export interface DescribedPackage extends PackageKey {
  source: string
  sourceVersion: string
}

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

export type ToSortKey<P> = (p: P) => Uint8Array

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
  const newIds = await insertPackages(tx, packages, ids, nameIds, toSortKey, hosts)
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

/** Of those that have none yet. */
function fillIds(ids: number[], packages: readonly PackageKey[], known: KnownPackages): void {
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === 0) ids[i] = known.get(packageKey(packages[i] as PackageKey))?.id ?? 0
  }
}

/**
 * Ids of names: of all that are known, or of none where a sample of many is unknown: the first host of its family sends
 * new ones, and to look for them costs more than to insert what may be there.
 */
export async function findMostNames(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  const sample = toSample(names)
  const found = await findNames(tx, sample)
  if (sample.length === names.length || found.size === 0) return found
  return findNames(tx, names)
}

const SAMPLE = 16

/** Some of many, all of few. */
function toSample<T>(items: readonly T[]): readonly T[] {
  const step = Math.floor(items.length / SAMPLE)
  return step < SAMPLE ? items : items.filter((_, i) => i % step === 0)
}

/** By `packageKey`. */
type KnownPackages = Map<string, KnownPackage>

/** By name ids, not names: joined in one statement PostgreSQL may begin with all packages of a version. */
export async function findPackages(
  tx: Tx,
  packages: readonly PackageKey[],
  nameIds: ReadonlyMap<string, number>,
): Promise<KnownPackages> {
  const known: KnownPackages = new Map()
  if (packages.length === 0) return known
  const types = new Set(packages.map((p) => p.type))
  // name, arch and version nearly always name one row: the rest of the key is told apart here
  const rows = packages.map((p) => [nameIds.get(p.name) as number, p.arch, p.version])
  const names = new Map([...nameIds].map(([name, id]) => [id, name]))
  const source = rowSource(tx, 'k', { name_id: 'int', arch: 'text', version: 'text' }, rows)
  const found = await sql<Found>`
    select p.id, p.name_id, p.version, p.release, p.arch, p.epoch, p.category, p.type,
      case when p.source = '' then 1 else 0 end as bare
    from ${source} join package p
      on p.name_id = k.name_id and p.type in (${sql.join([...types])}) and p.arch = k.arch and p.version = k.version`.execute(
    tx.query,
  )
  for (const row of found.rows) {
    const key = packageKey({ ...row, name: names.get(row.name_id) as string })
    known.set(key, { id: row.id, nameId: row.name_id, bare: row.bare === 1 })
  }
  return known
}

export const PACKAGE_COLUMNS = {
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

type Found = Omit<PackageKey, 'name'> & { id: number; name_id: number; bare: number }

/** Adds those that have no id, and fills those in; answers the ids of those that no other writer has inserted meanwhile. */
async function insertPackages<P extends DescribedPackage>(
  tx: Tx,
  packages: readonly P[],
  ids: number[],
  nameIds: ReadonlyMap<string, number>,
  toSortKey: ToSortKey<P>,
  hosts: 0 | 1,
): Promise<Set<number>> {
  const missing: { at: number; p: P; nameId: number }[] = []
  for (let at = 0; at < packages.length; at++) {
    const p = packages[at] as P
    if (ids[at] === 0) missing.push({ at, p, nameId: nameIds.get(p.name) as number })
  }
  missing.sort((a, b) => a.nameId - b.nameId || (packageKey(a.p) < packageKey(b.p) ? -1 : 1))
  const rows = missing.map(({ p, nameId }) => {
    const { type, category, epoch, version, release, arch, source, sourceVersion } = p
    return [nameId, type, category, epoch, version, release, arch, toSortKey(p), source, sourceVersion, hosts]
  })
  const inserted = await tx.insertIds('package', PACKAGE_COLUMNS, rows)
  const [written, lost] = [new Set<number>(), [] as P[]]
  for (let i = 0; i < missing.length; i++) {
    const { at, p } = missing[i] as (typeof missing)[number]
    const id = inserted[i] as number
    ids[at] = id
    if (id !== 0) written.add(id)
    // another writer inserted the same since we looked
    else lost.push(p)
  }
  if (lost.length > 0) fillIds(ids, packages, await findPackages(tx, lost, nameIds))
  return written
}

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

export async function fillSources(tx: Tx, packages: readonly DescribedPackage[], known: KnownPackages): Promise<void> {
  const rows: (string | number)[][] = []
  for (const p of packages) {
    const stored = p.source === '' ? undefined : known.get(packageKey(p))
    if (!stored?.bare) continue
    rows.push([stored.id, p.source, p.sourceVersion])
    stored.bare = false
  }
  if (rows.length === 0) return
  rows.sort((a, b) => Number(a[0]) - Number(b[0]))
  const source = rowSource(tx, 'k', { id: 'int', source: 'text', source_version: 'text' }, rows)
  await sql`update package set source = k.source, source_version = k.source_version
    from ${source} where package.id = k.id and package.source = ''`.execute(tx.query)
}
