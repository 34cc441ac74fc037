import { sql } from 'kysely'
import type { PackageKey } from '../model/package.ts'
import type { Tx } from './open.ts'
import { rowSource } from './row-source.ts'

export interface PackageRow extends PackageKey {
  /** Source package and its full version; '' where not told. */
  source: string
  sourceVersion: string
  sortKey: Uint8Array
}

/**
 * Makes sure that these packages (at most 2,000) exist and answers their ids, in the order given. What is
 * known is left alone, but for source facts that were not known before. Constant number of statements: one when
 * nothing is new. Rows are written in one order, so that two writers do not lock each other out.
 */
export async function upsertPackages(tx: Tx, packages: readonly PackageRow[]): Promise<number[]> {
  const known = await findPackages(tx, packages)
  await fillSources(tx, packages, known)
  const missing = firstOfEach(packages, known)
  if (missing.length > 0) await insertPackages(tx, missing, known)
  return packages.map((p) => (known.get(keyOf(p)) as Known).id)
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

async function findPackages(tx: Tx, packages: readonly PackageRow[]): Promise<KnownPackages> {
  const known: KnownPackages = new Map()
  if (packages.length === 0) return known
  const types = [...new Set(packages.map((p) => p.type))]
  // name, arch and version nearly always name one row: the rest of the key is told apart here
  const rows = packages.map((p) => [p.name, p.arch, p.version])
  const source = rowSource(tx, 'k', { name: 'text', arch: 'text', version: 'text' }, rows)
  const found = await sql<PackageKey & { id: number; bare: number }>`
    select p.id, k.name, p.version, p.release, p.arch, p.epoch, p.category, p.type,
      case when p.source = '' then 1 else 0 end as bare
    from ${source} join package_name n on n.name = k.name
    join package p on p.name_id = n.id and p.type in (${sql.join(types)}) and p.arch = k.arch and p.version = k.version`.execute(
    tx.query,
  )
  for (const row of found.rows) known.set(keyOf(row), { id: row.id, bare: row.bare === 1 })
  return known
}

function firstOfEach(packages: readonly PackageRow[], known: KnownPackages): PackageRow[] {
  const missing = new Map<string, PackageRow>()
  for (const p of packages) {
    const key = keyOf(p)
    if (!known.has(key) && !missing.has(key)) missing.set(key, p)
  }
  return [...missing.values()]
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
} as const

type Inserted = Omit<PackageKey, 'name'> & { id: number; name_id: number }

async function insertPackages(tx: Tx, missing: PackageRow[], known: KnownPackages): Promise<void> {
  const idOfName = await upsertNames(tx, missing)
  const nameOfId = new Map([...idOfName].map(([name, id]) => [id, name]))
  const rows = missing
    .map((p) => ({ p, nameId: idOfName.get(p.name) as number }))
    .sort((a, b) => a.nameId - b.nameId || (keyOf(a.p) < keyOf(b.p) ? -1 : 1))
    .map(({ p, nameId }) => [
      nameId,
      p.type,
      p.category,
      p.epoch,
      p.version,
      p.release,
      p.arch,
      p.sortKey,
      p.source,
      p.sourceVersion,
    ])
  const inserted = await tx.insertReturning<Inserted>('package', PACKAGE_COLUMNS, rows, RETURNED)
  for (const row of inserted) {
    known.set(keyOf({ ...row, name: nameOfId.get(row.name_id) as string }), { id: row.id, bare: false })
  }
  if (inserted.length < missing.length) await findLost(tx, missing, known)
}

const RETURNED: (keyof Inserted)[] = ['id', 'name_id', 'type', 'category', 'epoch', 'version', 'release', 'arch']

/** Another writer inserted the same packages since we looked. */
async function findLost(tx: Tx, missing: PackageRow[], known: KnownPackages): Promise<void> {
  const lost = missing.filter((p) => !known.has(keyOf(p)))
  for (const [key, value] of await findPackages(tx, lost)) known.set(key, value)
}

async function upsertNames(tx: Tx, packages: PackageRow[]): Promise<Map<string, number>> {
  const names = [...new Set(packages.map((p) => p.name))].sort()
  const ids = await findNames(tx, names)
  const missing = names.filter((name) => !ids.has(name)).map((name) => [name])
  if (missing.length === 0) return ids
  const inserted = await tx.insertReturning<Name>('package_name', { name: 'text' }, missing, ['id', 'name'])
  for (const row of inserted) ids.set(row.name, row.id)
  return inserted.length === missing.length ? ids : findNames(tx, names)
}

interface Name {
  id: number
  name: string
}

async function findNames(tx: Tx, names: string[]): Promise<Map<string, number>> {
  const source = rowSource(
    tx,
    'k',
    { name: 'text' },
    names.map((name) => [name]),
  )
  const found = await sql<Name>`select n.id, n.name from ${source} join package_name n on n.name = k.name`.execute(
    tx.query,
  )
  return new Map(found.rows.map((row) => [row.name, row.id]))
}

async function fillSources(tx: Tx, packages: readonly PackageRow[], known: KnownPackages): Promise<void> {
  const rows: (string | number)[][] = []
  for (const p of packages) {
    const stored = p.source === '' ? undefined : known.get(keyOf(p))
    if (stored?.bare) rows.push([stored.id, p.source, p.sourceVersion])
  }
  if (rows.length === 0) return
  rows.sort((a, b) => Number(a[0]) - Number(b[0]))
  const source = rowSource(tx, 'k', { id: 'int', source: 'text', source_version: 'text' }, rows)
  await sql`update package set source = k.source, source_version = k.source_version
    from ${source} where package.id = k.id and package.source = ''`.execute(tx.query)
}
