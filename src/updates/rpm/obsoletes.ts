import { compareRpmRange } from '../../versions/rpm/compare.ts'
import type { Build, VersionRange } from '../rules.ts'
import { isInside } from '../version-range.ts'

/** The range that holds the installed version. */
export function findRange(
  installed: Pick<Build, 'version'>,
  ranges: readonly VersionRange[],
): VersionRange | undefined {
  // without a release in the range, releases are not compared
  return ranges.find((range) => isInside(installed.version, range, compareRpmRange))
}
