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

/** Packages of a report are by their `packageKey`. */
export interface PackageDiff {
  added: Map<string, ReportedPackage>
  removed: StoredPackage[]
  /** They are held or not, or of a vendor, as they were not before. */
  changed: { id: number; held: 0 | 1; vendorId: number }[]
  /** Stored packages whose source is only told now. */
  described: Map<string, ReportedPackage>
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
  const all = new Map<string, ReportedPackage>()
  for (const p of reported) {
    const key = packageKey(p)
    if (!all.has(key)) all.set(key, p)
  }
  const names = new Set<string>()
  for (const { name } of all.values()) names.add(name)
  const diff = { count: all.size, changed: [], described: new Map() }
  // all is new: nothing to compare
  if (stored.length === 0) return { ...diff, added: all, removed: [], gainedNames: [...names], lostNames: [] }
  return { ...diff, ...diffStored(stored, all, vendorIds), ...diffNames(stored, names) }
}

function diffStored(
  stored: readonly StoredPackage[],
  reported: ReadonlyMap<string, ReportedPackage>,
  vendorIds: VendorIds,
): Pick<PackageDiff, 'added' | 'removed' | 'changed' | 'described'> {
  const gone = new Map(stored.map((p) => [packageKey(p), p]))
  const [added, described] = [new Map<string, ReportedPackage>(), new Map<string, ReportedPackage>()]
  const changed: PackageDiff['changed'] = []
  for (const [key, p] of reported) {
    const known = gone.get(key)
    if (!known) {
      added.set(key, p)
      continue
    }
    gone.delete(key)
    const held = p.held ? 1 : 0
    const vendorId = vendorIds.get(p.vendor) ?? 0
    if (known.held !== held || known.vendor_id !== vendorId) changed.push({ id: known.id, held, vendorId })
    if (known.source === '' && p.source !== '') described.set(key, p)
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
