import type { Queryable } from '../db/open.ts'
import { listHeld, listHolders, listHoldersOfAll } from '../db/update-holders.ts'
import { listOutdated } from '../db/update-offers.ts'
import { listSetsOfPackages, listSortedPackages } from '../db/update-ranks.ts'
import { findHigherSets, overlaps, type SetMask, toSetBits, toSetMask } from './outdated.ts'
import type { SourceGroup } from './sources.ts'

/** The packages of hosts that their sources offer a higher version of. */
export interface Holdings {
  packagesOf: ReadonlyMap<number, readonly number[]>
  heldOf: ReadonlyMap<number, ReadonlySet<number>>
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
  for (const row of await listHolders(db, outdated, hostIds)) {
    packagesOf.get(row.host_id)?.push(row.package_id)
    if (row.held === 1) held.push(row)
  }
  return { packagesOf, heldOf: toHeldOf(held) }
}

/** A text of all holders of so many packages is in memory at a time. */
const PACKAGES_AT_ONCE = 1000

/** For a fleet: every package is compared once with all sets, then only those hosts are kept whose sets matter. */
export async function readFleetHoldings(
  db: Queryable,
  groupOf: ReadonlyMap<number, SourceGroup>,
  setIds: readonly number[],
): Promise<Holdings> {
  const bits = toSetBits(setIds)
  const higher = await readHigherSets(db, bits)
  const maskOf = toHostMasks(groupOf, bits)
  const packagesOf = new Map<number, number[]>()
  const ids = [...higher.keys()]
  for (let at = 0; at < ids.length; at += PACKAGES_AT_ONCE) {
    for (const { package_id, host_ids } of await listHoldersOfAll(db, ids.slice(at, at + PACKAGES_AT_ONCE))) {
      const mask = higher.get(package_id) as SetMask
      forEachId(host_ids, (hostId) => {
        const own = maskOf[hostId]
        if (!own || !overlaps(mask, own)) return
        const packages = packagesOf.get(hostId)
        if (packages) packages.push(package_id)
        else packagesOf.set(hostId, [package_id])
      })
    }
  }
  return { packagesOf, heldOf: toHeldOf(await listHeld(db)) }
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

async function readHigherSets(db: Queryable, bits: ReadonlyMap<number, number>): Promise<Map<number, SetMask>> {
  const setsOf = new Map<number, number[]>()
  for (const { package_id, set_ids } of await listSetsOfPackages(db)) {
    setsOf.set(package_id, set_ids.split(',').map(Number))
  }
  return findHigherSets(await listSortedPackages(db), setsOf, bits)
}

/** By host id: hosts of one group share one mask. */
function toHostMasks(groupOf: ReadonlyMap<number, SourceGroup>, bits: ReadonlyMap<number, number>): SetMask[] {
  const ofGroup = new Map<SourceGroup, SetMask>()
  const masks: SetMask[] = []
  for (const [hostId, group] of groupOf) {
    let mask = ofGroup.get(group)
    if (!mask) ofGroup.set(group, (mask = toSetMask(bits, group.sourcesOfSet.keys())))
    masks[hostId] = mask
  }
  return masks
}

/** Reads `12,345,6` without making a string of each number: there are millions. */
function forEachId(text: string, use: (id: number) => void): void {
  let id = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === COMMA) {
      use(id)
      id = 0
    } else id = id * 10 + code - ZERO
  }
  if (text !== '') use(id)
}

const COMMA = 44
const ZERO = 48
