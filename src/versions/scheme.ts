import type { PackageType, Scheme } from '../model/package.ts'
import { compareAlpm } from './alpm/compare.ts'
import { alpmSortKey } from './alpm/sort-key.ts'
import { apkSortKey, compareApk } from './apk/compare.ts'
import { compareDeb } from './deb/compare.ts'
import { debSortKey } from './deb/sort-key.ts'
import { compareGentoo, gentooSortKey } from './gentoo/compare.ts'
import { compareKeys, type Order } from './order.ts'
import { compareRpm } from './rpm/compare.ts'
import { rpmSortKey } from './rpm/sort-key.ts'

/** What a version scheme is made of: a folder each. */
interface VersionScheme {
  compare(a: string, b: string): Order
  sortKey(version: string): Uint8Array
}

const SCHEMES: Record<Scheme, VersionScheme> = {
  deb: { compare: compareDeb, sortKey: debSortKey },
  rpm: { compare: compareRpm, sortKey: rpmSortKey },
  alpm: { compare: compareAlpm, sortKey: alpmSortKey },
  gentoo: { compare: compareGentoo, sortKey: gentooSortKey },
  apk: { compare: compareApk, sortKey: apkSortKey },
}

/** Versions are full: `[epoch:]version[-release]`. Never throws. */
export function compareVersions(scheme: Scheme, a: string, b: string): Order {
  return SCHEMES[scheme].compare(a, b)
}

/** Bytes in the order of versions. Never throws. */
export function sortKey(scheme: Scheme, version: string): Uint8Array {
  return SCHEMES[scheme].sortKey(version)
}

/** Like `compareVersions`, by way of the keys. */
export function compareByKey(scheme: Scheme, a: string, b: string): Order {
  return compareKeys(sortKey(scheme, a), sortKey(scheme, b))
}

/** The scheme of a package family's versions. */
export function schemeOf(type: PackageType): Scheme {
  return type === 'arch' ? 'alpm' : type
}
