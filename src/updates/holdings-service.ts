import type { Queryable } from '../db/open.ts'
import { listHeld, listHolders, listHoldersOfAll, listNamesakes } from '../db/update-holders.ts'
import { listObsoletes, listObsoletesOfHosts, type ObsoleteRow } from '../db/update-obsoletes.ts'
import { listInstalledBuilds, listOutdated } from '../db/update-offers.ts'
import { listNamesInstalledTwice, listSetsOfPackages, listSortedPackages } from '../db/update-ranks.ts'
import { fullVersion, REPLACING } from '../model/package.ts'
import { ConcernedHosts } from './concerned-hosts.ts'
import { findObsoleted, type ObsoletedPackage } from './obsoleted.ts'
import { addNamesakes, addSets, findHigherSets, type SetMask, toSetBits, toSetMask } from './outdated.ts'
import type { SourceGroup } from './sources.ts'

/**
 * The packages of hosts that their sources offer a higher version of, or a replacement; and, of families whose
 * packages replace others, what hosts have of the same names.
 */
export interface Holdings {
  packagesOf: ReadonlyMap<number, readonly number[]>
  heldOf: ReadonlyMap<number, ReadonlySet<number>>
  /** What the sets say that obsoletes packages of hosts (and of other hosts). */
  obsoletes: readonly ObsoleteRow[]
}

/** For some hosts: each of their packages is looked up. */
export async function readHoldings(
  db: Queryable,
  groupOf: ReadonlyMap<number, SourceGroup>,
  setIds: readonly number[],
): Promise<Holdings> {
  const hostIds = [...groupOf.keys()]
  const packagesOf = new Map<number, number[]>(hostIds.map((id) => [id, []]))
  const held: { host_id: number; package_id: number }[] = []
  const outdated = await listOutdated(db, setIds, hostIds)
  const obsoletes = await listObsoletesOfHosts(db, setIds, hostIds)
  const obsoleted = (await readObsoleted(db, obsoletes)).map(({ packageId }) => packageId)
  // what may be replaced is looked for in one way, whether it is outdated too or not
  const [replaceable, others] = [true, false].map((is) => {
    return outdated.filter(({ type }) => REPLACING.includes(type) === is).map(({ id }) => id)
  }) as [number[], number[]]
  const holders = [
    ...(await listHolders(db, others, hostIds)),
    ...(await listNamesakes(db, [...new Set([...replaceable, ...obsoleted])], hostIds)),
  ]
  for (const row of holders) {
    packagesOf.get(row.host_id)?.push(row.package_id)
    if (row.held === 1) held.push(row)
  }
  return { packagesOf, heldOf: toHeldOf(held), obsoletes }
}

async function readObsoleted(db: Queryable, obsoletes: readonly ObsoleteRow[]): Promise<ObsoletedPackage[]> {
  const ranges = obsoletes.map((row) => ({ ...row, nameId: row.name_id, setId: row.set_id }))
  const names = [...new Set(ranges.map(({ nameId }) => nameId))]
  const installed = (await listInstalledBuilds(db, names)).filter(({ type }) => REPLACING.includes(type))
  return findObsoleted(
    installed.map((row) => ({ packageId: row.id, type: row.type, nameId: row.name_id, version: fullVersion(row) })),
    ranges,
  )
}

/** So many ids of holders are in memory at a time, as texts. */
const HOLDERS_AT_ONCE = 1_000_000

/** For a fleet: every package is compared once with all sets, then only those hosts are kept whose sets matter. */
export async function readFleetHoldings(
  db: Queryable,
  groupOf: ReadonlyMap<number, SourceGroup>,
  setIds: readonly number[],
): Promise<Holdings> {
  const bits = toSetBits(setIds)
  const obsoletes = await listObsoletes(db, setIds)
  const higher = await readHigherSets(db, bits, obsoletes)
  const hosts = toConcernedHosts(groupOf, bits)
  const packagesOf = new Map<number, number[]>()
  const ids = [...higher.keys()]
  const atOnce = Math.max(20, Math.ceil(HOLDERS_AT_ONCE / Math.max(1, groupOf.size)))
  for (let at = 0; at < ids.length; at += atOnce) {
    for (const { package_id, host_ids } of await listHoldersOfAll(db, ids.slice(at, at + atOnce))) {
      hosts.forEach(host_ids, higher.get(package_id) as SetMask, (hostId) => {
        const packages = packagesOf.get(hostId)
        if (packages) packages.push(package_id)
        else packagesOf.set(hostId, [package_id])
      })
    }
  }
  return { packagesOf, heldOf: toHeldOf(await listHeld(db)), obsoletes }
}

function toHeldOf(rows: readonly { host_id: number; package_id: number }[]): Map<number, Set<number>> {
  const heldOf = new Map<number, Set<number>>()
  for (const { host_id, package_id } of rows) {
    const held = heldOf.get(host_id)
    if (held) held.add(package_id)
    else heldOf.set(host_id, new Set([package_id]))
  }
  return heldOf
}

async function readHigherSets(
  db: Queryable,
  bits: ReadonlyMap<number, number>,
  obsoletes: readonly ObsoleteRow[],
): Promise<Map<number, SetMask>> {
  const setsOf = new Map<number, number[]>()
  for (const { package_id, set_ids } of await listSetsOfPackages(db)) {
    setsOf.set(package_id, set_ids.split(',').map(Number))
  }
  const packages = await listSortedPackages(db)
  const higher = findHigherSets(packages, setsOf, bits)
  for (const { packageId, setIds } of await readObsoleted(db, obsoletes)) {
    addSets(higher, packageId, toSetMask(bits, setIds))
  }
  const twice = new Set(await listNamesInstalledTwice(db))
  addNamesakes(higher, packages, (p) => p.type === 'rpm' && twice.has(p.name_id))
  return higher
}

function toConcernedHosts(
  groupOf: ReadonlyMap<number, SourceGroup>,
  bits: ReadonlyMap<number, number>,
): ConcernedHosts {
  const masks = new Map<SourceGroup, SetMask>()
  return new ConcernedHosts([...groupOf.keys()], (hostId) => {
    const group = groupOf.get(hostId) as SourceGroup
    let mask = masks.get(group)
    if (!mask) masks.set(group, (mask = toSetMask(bits, group.sourcesOfSet.keys())))
    return mask
  })
}
