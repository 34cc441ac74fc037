import type { PackageType } from '../model/package.ts'

/** A package with its place among those of its name and type: a higher rank is a higher version. */
export interface RankedPackage {
  id: number
  name_id: number
  type: PackageType
  rank: number
  installed: boolean
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
 * out. `packages` come by name and type, the highest rank first; equal versions have equal ranks.
 */
export function findHigherSets(
  packages: Iterable<RankedPackage>,
  setsOf: ReadonlyMap<number, readonly number[]>,
  bits: ReadonlyMap<number, number>,
): Map<number, SetMask> {
  const found = new Map<number, SetMask>()
  const size = Math.ceil(bits.size / 32)
  let above = new Uint32Array(size)
  let level = new Uint32Array(size)
  let last: RankedPackage | undefined
  for (const p of packages) {
    if (p.name_id !== last?.name_id || p.type !== last.type) above = new Uint32Array(size)
    else if (p.rank < last.rank) above = merge(above, level)
    if (p.name_id !== last?.name_id || p.type !== last.type || p.rank < last.rank) level = new Uint32Array(size)
    last = p
    for (const id of setsOf.get(p.id) ?? []) addBit(level, bits.get(id))
    if (p.installed && above.some((word) => word !== 0)) found.set(p.id, above)
  }
  return found
}

/** A new mask: the old one may be in use for packages that were found before. */
function merge(a: SetMask, b: SetMask): SetMask {
  return a.map((word, i) => word | (b[i] as number))
}

function addBit(mask: SetMask, bit: number | undefined): void {
  if (bit !== undefined) mask[bit >> 5] = (mask[bit >> 5] as number) | (1 << (bit & 31))
}
