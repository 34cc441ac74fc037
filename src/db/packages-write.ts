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
  const { ids } = await upsert(tx, distinct, (p) => p.sortKey, 0)
  if (distinct.size === packages.length) return ids
  const idOf = new Map(Array.from(distinct.keys(), (key, i) => [key, ids[i] as number]))
  return keys.map((key) => idOf.get(key) as number)
}

export interface UpsertedPackages {
  ids: number[]
  /** Of packages and names that did not exist: their number of hosts is already 1. */
  newIds: ReadonlySet<number>
  newNames: ReadonlySet<string>
  /** Of all the names given. */
  nameIds: ReadonlyMap<string, number>
}

/**
 * As `upsertPackages`, for packages of one host, by their `packageKey`: those that are new are counted as theirs at
 * once. Only of those is the sort key asked.
 */
export function upsertInstalledPackages<P extends DescribedPackage>(
  tx: Tx,
  packages: ReadonlyMap<string, P>,
  toSortKey: ToSortKey<P>,
): Promise<UpsertedPackages> {
  return upsert(tx, packages, toSortKey, 1)
}

type ToSortKey<P> = (p: P) => Uint8Array

async function upsert<P extends DescribedPackage>(
  tx: Tx,
  packages: ReadonlyMap<string, P>,
  toSortKey: ToSortKey<P>,
  hosts: 0 | 1,
): Promise<UpsertedPackages> {
  if (packages.size === 0) return { ids: [], newIds: new Set(), newNames: new Set(), nameIds: new Map() }
  tx.packageMemory.forgetUnless(await getRemovals(tx))
  const { known, nameIds, others } = recall(tx.packageMemory, packages)
  const names = new Set<string>()
  for (const { name } of others.values()) if (!nameIds.has(name)) names.add(name)
  for (const [name, id] of await findMostNames(tx, [...names])) nameIds.set(name, id)
  const newNames = await insertNames(tx, names, nameIds, hosts)
  const ofKnownNames = Array.from(others.values()).filter(({ name }) => !newNames.has(name))
  for (const [key, found] of await findPackages(tx, ofKnownNames, nameIds)) known.set(key, found)
  if (known.size > 0) await fillSources(tx, others, known)
  // for the next host; sets come in several calls a transaction, and what that wrote itself may yet be undone
  if (hosts === 1) tx.packageMemory.keep(known)
  const newIds = await insertPackages(tx, others, nameIds, known, toSortKey, hosts)
  return { newIds, newNames, nameIds, ids: Array.from(packages.keys(), (key) => (known.get(key) as KnownPackage).id) }
}

/** What is remembered of them; `others` are to be looked up: all, where a sample of many is not remembered. */
function recall<P extends DescribedPackage>(memory: PackageMemory, packages: ReadonlyMap<string, P>) {
  const [known, nameIds, others] = [new Map<string, KnownPackage>(), new Map<string, number>(), new Map<string, P>()]
  const sample = toSample([...packages.keys()])
  if (!sample.some((key) => memory.recall(key))) return { known, nameIds, others: packages }
  for (const [key, p] of packages) {
    const remembered = memory.recall(key)
    if (remembered === undefined || (remembered.bare && p.source !== '')) others.set(key, p)
    else {
      known.set(key, remembered)
      nameIds.set(p.name, remembered.nameId)
    }
  }
  return { known, nameIds, others }
}

/**
 * Ids of names: of all that are known, or of none where a sample of many is unknown: the first host of its family sends
 * new ones, and to look for them costs more than to insert what may be there.
 */
async function findMostNames(tx: Tx, names: readonly string[]): Promise<Map<string, number>> {
  const sample = toSample(names)
  const found = await findNames(tx, sample)
  if (sample.length === names.length || found.size === 0) return found
  return findNames(tx, names)
}

const SAMPLE = 16

/** Some of many, all of few. */
function toSample(texts: readonly string[]): readonly string[] {
  const step = Math.floor(texts.length / SAMPLE)
  return step < SAMPLE ? texts : texts.filter((_, i) => i % step === 0)
}

/** By `packageKey`. */
type KnownPackages = Map<string, KnownPackage>

/** By name ids, not names: joined in one statement PostgreSQL may begin with all packages of a version. */
async function findPackages(
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

type Found = Omit<PackageKey, 'name'> & { id: number; name_id: number; bare: number }

/** Adds those that `known` lacks, there too; answers the ids of those that no other writer has inserted meanwhile. */
async function insertPackages<P extends DescribedPackage>(
  tx: Tx,
  packages: ReadonlyMap<string, P>,
  nameIds: ReadonlyMap<string, number>,
  known: KnownPackages,
  toSortKey: ToSortKey<P>,
  hosts: 0 | 1,
): Promise<Set<number>> {
  const missing: { key: string; p: P; nameId: number }[] = []
  for (const [key, p] of packages) {
    if (known.size === 0 || !known.has(key)) missing.push({ key, p, nameId: nameIds.get(p.name) as number })
  }
  missing.sort((a, b) => a.nameId - b.nameId || (a.key < b.key ? -1 : 1))
  const rows = missing.map(({ p, nameId }) => {
    const { type, category, epoch, version, release, arch, source, sourceVersion } = p
    return [nameId, type, category, epoch, version, release, arch, toSortKey(p), source, sourceVersion, hosts]
  })
  const ids = await tx.insertIds('package', PACKAGE_COLUMNS, rows)
  const [written, lost] = [new Set<number>(), [] as P[]]
  for (let i = 0; i < missing.length; i++) {
    const { key, p, nameId } = missing[i] as (typeof missing)[number]
    const id = ids[i] as number
    // another writer inserted the same since we looked
    if (id === 0) lost.push(p)
    else {
      written.add(id)
      known.set(key, { id, nameId, bare: p.source === '' })
    }
  }
  for (const [key, value] of await findPackages(tx, lost, nameIds)) known.set(key, value)
  return written
}

/** Adds the names that `ids` lacks, to the database and to `ids`; answers those that no other writer has added. */
async function insertNames(
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

async function fillSources(
  tx: Tx,
  packages: ReadonlyMap<string, DescribedPackage>,
  known: KnownPackages,
): Promise<void> {
  const rows: (string | number)[][] = []
  for (const [key, p] of packages) {
    const stored = p.source === '' ? undefined : known.get(key)
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
