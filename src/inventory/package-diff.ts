import { type PackageKey, packageKey } from '../model/package.ts'
import type { ReportedPackage } from '../model/report.ts'

/** A package that the host is known to have. */
export interface StoredPackage extends PackageKey {
  id: number
  held: 0 | 1
  vendor_id: number
  /** '' where no source facts are known. */
  source: string
}

export interface PackageDiff {
  added: ReportedPackage[]
  removed: StoredPackage[]
  /** They are held or not, or of a vendor, as they were not before. */
  changed: { id: number; held: 0 | 1; vendorId: number }[]
  /** Stored packages whose source is only told now. */
  described: ReportedPackage[]
  /** Names of which the host has some version now and had none, and the reverse. */
  gainedNames: string[]
  lostNames: string[]
  /** How many the host has. */
  count: number
}

/** By name; '' is 0. */
export type VendorIds = ReadonlyMap<string, number>

/** What is different between what is stored and what the host says. A package that is reported twice is one. */
export function diffPackages(
  stored: readonly StoredPackage[],
  reported: readonly ReportedPackage[],
  vendorIds: VendorIds,
): PackageDiff {
  const distinct = withoutTwins(reported)
  const names = new Set<string>()
  for (const { name } of distinct) names.add(name)
  const diff = { count: distinct.length, changed: [], described: [] }
  // all is new: nothing to compare
  if (stored.length === 0) return { ...diff, added: distinct, removed: [], gainedNames: [...names], lostNames: [] }
  return { ...diff, ...diffStored(stored, distinct, vendorIds), ...diffNames(stored, names) }
}

/** Each package once. Most hosts list by name: only those of one name are compared then. */
function withoutTwins(reported: readonly ReportedPackage[]): ReportedPackage[] {
  const isByName = reported.every((p, i) => i === 0 || (reported[i - 1] as ReportedPackage).name <= p.name)
  const seen = new Set<string>()
  return reported.filter((p, i) => {
    const isAlone = isByName && reported[i - 1]?.name !== p.name && reported[i + 1]?.name !== p.name
    if (isAlone) return true
    const key = packageKey(p)
    return !seen.has(key) && seen.add(key)
  })
}

function diffStored(
  stored: readonly StoredPackage[],
  reported: readonly ReportedPackage[],
  vendorIds: VendorIds,
): Pick<PackageDiff, 'added' | 'removed' | 'changed' | 'described'> {
  const gone = new Map(stored.map((p) => [packageKey(p), p]))
  const [added, described]: [ReportedPackage[], ReportedPackage[]] = [[], []]
  const changed: PackageDiff['changed'] = []
  for (const p of reported) {
    const key = packageKey(p)
    const known = gone.get(key)
    if (!known) {
      added.push(p)
      continue
    }
    gone.delete(key)
    const held = p.held ? 1 : 0
    const vendorId = vendorIds.get(p.vendor) ?? 0
    if (known.held !== held || known.vendor_id !== vendorId) changed.push({ id: known.id, held, vendorId })
    if (known.source === '' && p.source !== '') described.push(p)
  }
  return { added, removed: [...gone.values()], changed, described }
}

function diffNames(stored: readonly PackageKey[], names: ReadonlySet<string>) {
  const before = new Set(stored.map((p) => p.name))
  return {
    gainedNames: [...names].filter((name) => !before.has(name)),
    lostNames: [...before].filter((name) => !names.has(name)),
  }
}
