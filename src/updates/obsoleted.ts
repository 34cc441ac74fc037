import { findRange } from './rpm/obsoletes.ts'
import type { VersionRange } from './rules.ts'

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
  installed: readonly { packageId: number; nameId: number; version: string }[],
  obsoletes: readonly ObsoleteRange[],
): ObsoletedPackage[] {
  const byName = Map.groupBy(obsoletes, ({ nameId }) => nameId)
  return installed.flatMap(({ packageId, nameId, version }) => {
    const ranges = (byName.get(nameId) ?? []).filter((range) => findRange({ version }, [range]))
    return ranges.length === 0 ? [] : [{ packageId, setIds: [...new Set(ranges.map(({ setId }) => setId))] }]
  })
}
