import { compareVersions } from '../../versions/scheme.ts'
import type { VersionRange } from '../rules.ts'

/** Whether a version is one that `%REPLACES%` names. */
export function isInside(installed: string, { relation, version }: VersionRange): boolean {
  if (relation === '') return true
  const order = compareVersions('alpm', installed, version)
  if (order === 0) return relation.endsWith('=')
  return order < 0 ? relation.startsWith('<') : relation.startsWith('>')
}
