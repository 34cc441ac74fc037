import { sql } from 'kysely'
import type { PackageKey } from '../model/package.ts'
import type { Tx } from './open.ts'
import { findNames } from './package-names.ts'
import { rowSource } from './row-source.ts'

export interface PackageRow extends PackageKey {
  /** Source package and its full version; '' where not told. */
  source: string
  sourceVersion: string
  sortKey: Uint8Array
}

/**
 * Makes sure that these packages (at most 2,000) exist and answers their ids, in the order given. What is
 * known is left alone, but for source facts that were not known before. Constant number of statements: two when
 * nothing is new. Rows are written in one order, so that two writers do not lock each other out.
 */
export async function upsertPackages(tx: Tx, packages: readonly PackageRow[]): Promise<number[]> {
  return (await upsert(tx, packages, 0)).ids
}

export interface UpsertedPackages {
  ids: number[]
  /** Of packages and names that did not exist: their number of hosts is already 1. */
  newIds: ReadonlySet<number>
  newNames: ReadonlySet<string>
  /** Of all the names given. */
  nameIds: ReadonlyMap<string, number>
}

/** As `upsertPackages`, for packages of one host: those that are new are counted as theirs at once. */
export function upsertInstalledPackages(tx: Tx, packages: readonly PackageRow[]): Promise<UpsertedPackages> {
  return upsert(tx, packages, 1)
}

async function upsert(tx: Tx, packages: readonly PackageRow[], hosts: 0 | 1): Promise<UpsertedPackages> {
  const added = { newIds: new Set<number>(), newNames: new Set<string>() }
  if (packages.length === 0) return { ...added, ids: [], nameIds: new Map() }
  const names = [...new Set(packages.map((p) => p.name))].sort()
  const nameIds = await findNames(tx, names)
  const known = await findPackages(tx, packages, nameIds)
  const keys = packages.map(keyOf)
  const missing = new Map<string, PackageRow>()
  packages.forEach((p, i) => {
    if (!known.has(keys[i] as string)) missing.set(keys[i] as string, p)
  })
  if (known.size > 0) await fillSources(tx, packages, keys, known)
  if (missing.size > 0) {
    if (nameIds.size < names.length) added.newNames = await insertNames(tx, names, nameIds, hosts)
    added.newIds = await insertPackages(tx, missing, nameIds, known, hosts)
  }
  return { ...added, nameIds, ids: keys.map((key) => (known.get(key) as Known).id) }
}

interface Known {
  id: number
  /** No source facts were stored. */
  bare: boolean
}

/** By `keyOf`. */
type KnownPackages = Map<string, Known>

// no part holds a line break: the parsers see to that
const keyOf = (p: PackageKey) =>
  `${p.name}\n${p.version}\n${p.release}\n${p.arch}\n${p.epoch}\n${p.category}\n${p.type}`

/** By name ids, not names: joined in one statement PostgreSQL may begin with all packages of a version. */
async function findPackages(
  tx: Tx,
  packages: readonly PackageRow[],
  nameIds: ReadonlyMap<string, number>,
): Promise<KnownPackages> {
  const known: KnownPackages = new Map()
  const rows: (string | number)[][] = []
  for (const p of packages) {
    const nameId = nameIds.get(p.name)
    // name, arch and version nearly always name one row: the rest of the key is told apart here
    if (nameId !== undefined) rows.push([nameId, p.arch, p.version])
  }
  if (rows.length === 0) return known
  const names = new Map([...nameIds].map(([name, id]) => [id, name]))
  const types = [...new Set(packages.map((p) => p.type))]
  const source = rowSource(tx, 'k', { name_id: 'int', arch: 'text', version: 'text' }, rows)
  const found = await sql<Found>`
    select p.id, p.name_id, p.version, p.release, p.arch, p.epoch, p.category, p.type,
      case when p.source = '' then 1 else 0 end as bare
    from ${source} join package p
      on p.name_id = k.name_id and p.type in (${sql.join(types)}) and p.arch = k.arch and p.version = k.version`.execute(
    tx.query,
  )
  for (const row of found.rows) {
    known.set(keyOf({ ...row, name: names.get(row.name_id) as string }), { id: row.id, bare: row.bare === 1 })
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

/** Adds them to the database and to `known`; answers the ids of those that no other writer has inserted meanwhile. */
async function insertPackages(
  tx: Tx,
  missing: Map<string, PackageRow>,
  nameIds: ReadonlyMap<string, number>,
  known: KnownPackages,
  hosts: 0 | 1,
): Promise<Set<number>> {
  const entries = [...missing]
  entries.sort(
    ([a, p], [b, q]) => (nameIds.get(p.name) as number) - (nameIds.get(q.name) as number) || (a < b ? -1 : 1),
  )
  const rows = entries.map(([, p]) => toRow(p, nameIds.get(p.name) as number, hosts))
  const ids = await tx.insertIds('package', PACKAGE_COLUMNS, rows)
  const [written, lost] = [new Set<number>(), [] as PackageRow[]]
  for (let i = 0; i < entries.length; i++) {
    const [key, p] = entries[i] as [string, PackageRow]
    const id = ids[i] as number
    // another writer inserted the same since we looked
    if (id === 0) lost.push(p)
    else {
      written.add(id)
      known.set(key, { id, bare: false })
    }
  }
  for (const [key, value] of await findPackages(tx, lost, nameIds)) known.set(key, value)
  return written
}

function toRow(p: PackageRow, nameId: number, hosts: 0 | 1): unknown[] {
  const { type, category, epoch, version, release, arch, sortKey, source, sourceVersion } = p
  return [nameId, type, category, epoch, version, release, arch, sortKey, source, sourceVersion, hosts]
}

/** Adds the names that `ids` lacks, to the database and to `ids`; answers those that no other writer has added. */
async function insertNames(
  tx: Tx,
  names: readonly string[],
  ids: Map<string, number>,
  hosts: 0 | 1,
): Promise<Set<string>> {
  const missing = names.filter((name) => !ids.has(name))
  const columns = { name: 'text', host_count: 'int' } as const
  const rows = missing.map((name) => [name, hosts])
  const inserted = await tx.insertIds('package_name', columns, rows)
  const written = new Set<string>()
  for (let i = 0; i < missing.length; i++) {
    const [name, id] = [missing[i] as string, inserted[i] as number]
    if (id === 0) continue
    ids.set(name, id)
    written.add(name)
  }
  if (ids.size < names.length) for (const [name, id] of await findNames(tx, names)) ids.set(name, id)
  return written
}

async function fillSources(
  tx: Tx,
  packages: readonly PackageRow[],
  keys: readonly string[],
  known: KnownPackages,
): Promise<void> {
  const rows: (string | number)[][] = []
  packages.forEach((p, i) => {
    const stored = p.source === '' ? undefined : known.get(keys[i] as string)
    if (stored?.bare) rows.push([stored.id, p.source, p.sourceVersion])
  })
  if (rows.length === 0) return
  rows.sort((a, b) => Number(a[0]) - Number(b[0]))
  const source = rowSource(tx, 'k', { id: 'int', source: 'text', source_version: 'text' }, rows)
  await sql`update package set source = k.source, source_version = k.source_version
    from ${source} where package.id = k.id and package.source = ''`.execute(tx.query)
}
