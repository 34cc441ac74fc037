import type { PackageType } from '../model/package.ts'
import { compareKeys } from '../versions/order.ts'

export interface SortedPackage {
  id: number
  name_id: number
  type: PackageType
  sort_key: Uint8Array
  /** How many hosts have it. */
  host_count: number
}

/** Package sets as bits, so that thousands of groups are compared with millions of packages. */
export type SetMask = Uint32Array<ArrayBuffer>

/** Which bit stands for which package set. */
export function toSetBits(setIds: readonly number[]): ReadonlyMap<number, number> {
  return new Map(setIds.map((id, bit) => [id, bit]))
}

export function toSetMask(bits: ReadonlyMap<number, number>, setIds: Iterable<number>): SetMask {
  const mask = new Uint32Array(Math.ceil(bits.size / 32))
  for (const id of setIds) addBit(mask, bits.get(id))
  return mask
}

export function overlaps(a: SetMask, b: SetMask): boolean {
  for (let word = 0; word < a.length; word++) if (((a[word] as number) & (b[word] as number)) !== 0) return true
  return false
}

/**
 * For each installed package the sets that hold a higher version of it; packages of which none does are left
 * out. `packages` come by name and type, the lowest version first.
 */
export function findHigherSets(
  packages: readonly SortedPackage[],
  setsOf: ReadonlyMap<number, readonly number[]>,
  bits: ReadonlyMap<number, number>,
): Map<number, SetMask> {
  const found = new Map<number, SetMask>()
  const none = toSetMask(bits, [])
  let above = none
  let level = none
  let last: SortedPackage | undefined
  for (let i = packages.length - 1; i >= 0; i--) {
    const p = packages[i] as SortedPackage
    if (p.name_id !== last?.name_id || p.type !== last.type) above = level = none
    else if (compareKeys(p.sort_key, last.sort_key) !== 0) {
      above = merge(above, level)
      level = none
    }
    last = p
    const sets = setsOf.get(p.id)
    if (sets) level = merge(level, toSetMask(bits, sets))
    if (p.host_count > 0 && above.some((word) => word !== 0)) found.set(p.id, above)
  }
  return found
}

/**
 * Adds packages to those that were found: of names that some host has twice, what hosts have beside an outdated
 * package, for the same sets. Builds of one name decide together.
 */
export function addNamesakes(
  found: Map<number, SetMask>,
  packages: readonly SortedPackage[],
  isTwice: (p: SortedPackage) => boolean,
): void {
  const byName = Map.groupBy(
    packages.filter((p) => p.host_count > 0 && isTwice(p)),
    (p) => `${p.name_id} ${p.type}`,
  )
  for (const namesakes of byName.values()) {
    const masks = namesakes.flatMap((p) => found.get(p.id) ?? [])
    if (masks.length === 0) continue
    const all = masks.reduce(merge)
    for (const p of namesakes) found.set(p.id, all)
  }
}

/** Adds sets for which a package matters for another reason than a higher version. */
export function addSets(found: Map<number, SetMask>, packageId: number, mask: SetMask): void {
  const known = found.get(packageId)
  found.set(packageId, known ? merge(known, mask) : mask)
}

/** A new mask: the old one may be in use for packages that were found before. */
function merge(a: SetMask, b: SetMask): SetMask {
  return a.map((word, i) => word | (b[i] as number))
}

function addBit(mask: SetMask, bit: number | undefined): void {
  if (bit !== undefined) mask[bit >> 5] = (mask[bit >> 5] as number) | (1 << (bit & 31))
}
