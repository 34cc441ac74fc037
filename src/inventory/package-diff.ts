import type { PackageKey } from '../model/package.ts'
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
  const gone = new Map(stored.map((p) => [keyOf(p), p]))
  const seen = new Map<string, ReportedPackage>()
  const diff: PackageDiff = {
    added: [],
    removed: [],
    changed: [],
    described: [],
    gainedNames: [],
    lostNames: [],
    count: 0,
  }
  for (const p of reported) {
    const key = keyOf(p)
    if (seen.has(key)) continue
    seen.set(key, p)
    const known = gone.get(key)
    if (!known) {
      diff.added.push(p)
      continue
    }
    gone.delete(key)
    const held = p.held ? 1 : 0
    const vendorId = vendorIds.get(p.vendor) ?? 0
    if (known.held !== held || known.vendor_id !== vendorId) diff.changed.push({ id: known.id, held, vendorId })
    if (known.source === '' && p.source !== '') diff.described.push(p)
  }
  diff.removed = [...gone.values()]
  diff.count = seen.size
  if (diff.added.length + diff.removed.length > 0) Object.assign(diff, diffNames(stored, seen.values()))
  return diff
}

function diffNames(stored: readonly PackageKey[], reported: Iterable<PackageKey>) {
  const before = new Set(stored.map((p) => p.name))
  const after = new Set(Array.from(reported, (p) => p.name))
  return {
    gainedNames: [...after].filter((name) => !before.has(name)),
    lostNames: [...before].filter((name) => !after.has(name)),
  }
}

// no field holds a line break: the report was read line by line, or checked
function keyOf(p: PackageKey): string {
  return `${p.name}\n${p.arch}\n${p.version}\n${p.release}\n${p.epoch}\n${p.type}\n${p.category}`
}
