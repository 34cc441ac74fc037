import type { Candidate } from '../model/candidate.ts'
import { packageKey } from '../model/package.ts'
import type { Db, Tx } from './open.ts'
import { insertMissing, insertNames, type ToSortKey } from './package-inserts.ts'
import { fillSources, findMostNames, findPackages } from './package-look-up.ts'
import { touchSet } from './package-set-build.ts'
import { ensureVendors } from './vendors.ts'

/**
 * Adds at most 2,000 packages to a set in the making, as one transaction. Only for packages that are new the sort key
 * is asked. Throws when the set is gone.
 */
export function insertSetEntries(
  db: Db,
  setId: number,
  candidates: readonly Candidate[],
  toSortKey: ToSortKey<Candidate>,
  now: number,
): Promise<void> {
  return db.transaction(async (tx) => {
    await touchSet(tx, setId, now)
    const names = await ensureNames(tx, candidates)
    const ids = await ensurePackages(tx, candidates, names, toSortKey)
    await insertEntries(tx, setId, candidates, ids)
    await insertObsoletes(tx, setId, candidates, ids, names)
  })
}

interface Names {
  ids: ReadonlyMap<string, number>
  /** No package has them yet. */
  added: ReadonlySet<string>
}

/** Of the packages, and of what they replace. */
async function ensureNames(tx: Tx, candidates: readonly Candidate[]): Promise<Names> {
  const names = new Set<string>()
  for (const { name, obsoletes } of candidates) {
    names.add(name)
    for (const obsolete of obsoletes) names.add(obsolete.name)
  }
  const ids = await findMostNames(tx, [...names])
  const added = ids.size < names.size ? await insertNames(tx, names, ids, 0) : NONE
  return { ids, added }
}

const NONE: ReadonlySet<string> = new Set()

/**
 * The ids of packages, in the order given. An index that is read for the first time has little but new names: of
 * these nothing is looked up, and no key is put together.
 */
async function ensurePackages(
  tx: Tx,
  candidates: readonly Candidate[],
  names: Names,
  toSortKey: ToSortKey<Candidate>,
): Promise<number[]> {
  const old = names.added.size === 0 ? candidates : candidates.filter(({ name }) => !names.added.has(name))
  const known = await findPackages(tx, old, names.ids)
  if (known.size > 0) await fillSources(tx, candidates, known)
  const idOf = (c: Candidate) => known.get(packageKey(c))?.id ?? 0
  const ids: number[] = known.size === 0 ? new Array(candidates.length).fill(0) : candidates.map(idOf)
  await insertMissing(tx, candidates, ids, names.ids, toSortKey, 0)
  return ids
}

const ENTRY_COLUMNS = { package_id: 'int', set_id: 'int', phased: 'int', vendor_id: 'int' } as const

async function insertEntries(
  tx: Tx,
  setId: number,
  candidates: readonly Candidate[],
  ids: readonly number[],
): Promise<void> {
  const names = new Set<string>()
  for (const { vendor } of candidates) names.add(vendor)
  const vendors = await ensureVendors(tx, names)
  const entries = candidates.map(({ phased, vendor }, at) => [
    ids[at] as number,
    setId,
    phased,
    vendors.get(vendor) ?? 0,
  ])
  entries.sort((a, b) => (a[0] as number) - (b[0] as number))
  await tx.insertMany('package_set_entry', ENTRY_COLUMNS, entries)
}

const OBSOLETE_COLUMNS = {
  name_id: 'int',
  set_id: 'int',
  package_id: 'int',
  relation: 'text',
  version: 'text',
} as const

async function insertObsoletes(
  tx: Tx,
  setId: number,
  candidates: readonly Candidate[],
  ids: readonly number[],
  names: Names,
): Promise<void> {
  const rows: [number, number, number, string, string][] = []
  for (const [at, { obsoletes }] of candidates.entries()) {
    for (const { name, relation, version } of obsoletes) {
      rows.push([names.ids.get(name) as number, setId, ids[at] as number, relation, version])
    }
  }
  rows.sort((a, b) => a[0] - b[0] || a[2] - b[2])
  if (rows.length > 0) await tx.insertMany('set_obsolete', OBSOLETE_COLUMNS, rows)
}
