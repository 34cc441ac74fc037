import { compareGentoo } from '../../versions/gentoo/compare.ts'
import type { Affected, AffectedRange, Build } from '../rules.ts'
import { nameEach } from '../security.ts'
import { isInside } from '../version-range.ts'
import { slotOf, withoutSlot } from './slot.ts'

/** The GLSAs by which what is installed is affected and the candidate is not. */
export function toGlsaReason(installed: Build, candidate: Build, affected: readonly Affected[]): string {
  const brought = affected.filter((one) => {
    return one.package === installed.name && isAffected(installed, one) && !isAffected(candidate, one)
  })
  const names = [...new Set(brought.map(({ advisory }) => advisory))].sort().reverse()
  return names.length === 0 ? '' : `Security: ${nameEach(names)}.`
}

/** glsa.dtd: in a vulnerable range, and in none that is unaffected. */
export function isAffected({ version }: Pick<Build, 'version'>, { vulnerable, unaffected }: Affected): boolean {
  return vulnerable.some((range) => holds(version, range)) && !unaffected.some((range) => holds(version, range))
}

function holds(full: string, range: AffectedRange): boolean {
  if (range.slot !== '' && range.slot !== slotOf(full)) return false
  const version = withoutSlot(full)
  if (range.isRevision && withoutRevision(version) !== withoutRevision(range.version)) return false
  if (range.relation === '=' && range.version.endsWith('*')) return version.startsWith(range.version.slice(0, -1))
  return isInside(version, range, compareGentoo)
}

/** PMS 3.2: `-r1` is the revision. */
const withoutRevision = (version: string) => version.replace(/-r\d+$/, '')
