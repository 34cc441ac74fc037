import { sql } from 'kysely'
import { type PackageKey, packageKey } from '../model/package.ts'
import type { Tx } from './open.ts'
import type { KnownPackage } from './package-memory.ts'
import { findNames } from './package-names.ts'
import { rowSource } from './row-source.ts'

/** Source package and its full version; '' where not told. */
export interface DescribedPackage extends PackageKey {
  source: string
  sourceVersion: string
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
export function toSample<T>(items: readonly T[]): readonly T[] {
  const step = Math.floor(items.length / SAMPLE)
  return step < SAMPLE ? items : items.filter((_, i) => i % step === 0)
}

/** By `packageKey`. */
export type KnownPackages = Map<string, KnownPackage>

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

type Found = Omit<PackageKey, 'name'> & { id: number; name_id: number; bare: number }

/** Fills in the ids of those that have none (0) and are known. */
export function fillIds(ids: number[], packages: readonly PackageKey[], known: KnownPackages): void {
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] === 0) ids[i] = known.get(packageKey(packages[i] as PackageKey))?.id ?? 0
  }
}

/** Adds source facts to known packages of which none were stored. */
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
