import type { PackageType, Scheme } from '../model/package.ts'
import { compareDeb } from './deb/compare.ts'
import { debSortKey } from './deb/sort-key.ts'
import { compareKeys, type Order } from './order.ts'
import { compareRpm } from './rpm/compare.ts'
import { rpmSortKey } from './rpm/sort-key.ts'

/** What a version scheme is made of: a folder each. */
interface VersionScheme {
  compare(a: string, b: string): Order
  sortKey(version: string): Uint8Array
}

const SCHEMES: Partial<Record<Scheme, VersionScheme>> = {
  deb: { compare: compareDeb, sortKey: debSortKey },
  rpm: { compare: compareRpm, sortKey: rpmSortKey },
}

const NO_KEY = new Uint8Array(0)

/** Versions are full: `[epoch:]version[-release]`. In a scheme that is not built yet all are equal. Never throws. */
export function compareVersions(scheme: Scheme, a: string, b: string): Order {
  return SCHEMES[scheme]?.compare(a, b) ?? 0
}

/** Bytes in the order of versions; empty in a scheme that is not built yet. Never throws. */
export function sortKey(scheme: Scheme, version: string): Uint8Array {
  return SCHEMES[scheme]?.sortKey(version) ?? NO_KEY
}

/** Like `compareVersions`, by way of the keys. */
export function compareByKey(scheme: Scheme, a: string, b: string): Order {
  return compareKeys(sortKey(scheme, a), sortKey(scheme, b))
}

/** Whether versions of the scheme can be compared. */
export function isImplemented(scheme: Scheme): boolean {
  return scheme in SCHEMES
}

/** The scheme of a package family's versions. */
export function schemeOf(type: PackageType): Scheme {
  return type === 'arch' ? 'alpm' : type
}
