import { compareRpmRange } from '../../versions/rpm/compare.ts'
import type { Build, VersionRange } from '../rules.ts'

/** The range that holds the installed version. */
export function findRange(
  installed: Pick<Build, 'version'>,
  ranges: readonly VersionRange[],
): VersionRange | undefined {
  return ranges.find((range) => isInside(installed.version, range))
}

/** Without a release in the range, releases are not compared. */
function isInside(installed: string, { relation, version }: VersionRange): boolean {
  if (relation === '') return true
  const order = compareRpmRange(installed, version)
  if (order === 0) return relation.endsWith('=')
  return order < 0 ? relation.startsWith('<') : relation.startsWith('>')
}
