import type { ErratumFix, VersionRange } from '../model/feed-erratum.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'

const NO_KEY = new Uint8Array()

/**
 * What of a fix is stored so that a database can compare it: the version from which on all is right, and its sort key,
 * where one version tells; the ranges as they are where it does not.
 */
export function toFixColumns(fix: ErratumFix): { fixed: string; fixed_key: Uint8Array; ranges: string } {
  const fixed = findFixedVersion(fix)
  if (fixed !== '') return { fixed, fixed_key: sortKey(schemeOf(fix.type), fixed), ranges: '' }
  const { vulnerable, unaffected } = fix
  const isSaid = vulnerable.length + unaffected.length > 0 && !isEvery(vulnerable, unaffected)
  return { fixed: '', fixed_key: NO_KEY, ranges: isSaid ? JSON.stringify({ vulnerable, unaffected }) : '' }
}

/** All below are affected, and none from it on; '' where that is not so. */
function findFixedVersion({ state, vulnerable, unaffected }: ErratumFix): string {
  const [below, more] = vulnerable
  const [from, others] = unaffected
  if (state !== 'fixed' || !below || more || others || below.relation !== '<' || isNarrow(below)) return ''
  if (from && (from.relation !== '>=' || from.version !== below.version || isNarrow(from))) return ''
  return below.version
}

const isNarrow = ({ slot, isRevision }: VersionRange) => slot !== '' || isRevision

const isEvery = ([first, more]: readonly VersionRange[], { length }: readonly VersionRange[]) =>
  length === 0 && !more && first?.relation === ''
