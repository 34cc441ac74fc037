import type { PackageType } from '../model/package.ts'
import { compareAlpm } from '../versions/alpm/compare.ts'
import { compareRpmRange } from '../versions/rpm/compare.ts'
import type { VersionRange } from './rules.ts'
import { isInside } from './version-range.ts'

/** An installed package of which some set says that a package of another name replaces it. */
export interface ObsoletedPackage {
  packageId: number
  setIds: readonly number[]
}

export interface ObsoleteRange extends VersionRange {
  nameId: number
  setId: number
}

/** Which of these packages are obsoleted, and by which sets. */
export function findObsoleted(
  installed: readonly { packageId: number; type: PackageType; nameId: number; version: string }[],
  obsoletes: readonly ObsoleteRange[],
): ObsoletedPackage[] {
  const byName = Map.groupBy(obsoletes, ({ nameId }) => nameId)
  return installed.flatMap(({ packageId, type, nameId, version }) => {
    const compare = type === 'arch' ? compareAlpm : compareRpmRange
    const ranges = (byName.get(nameId) ?? []).filter((range) => isInside(version, range, compare))
    return ranges.length === 0 ? [] : [{ packageId, setIds: [...new Set(ranges.map(({ setId }) => setId))] }]
  })
}
