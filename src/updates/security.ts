import { compareKeys } from '../versions/order.ts'
import type { Build, Fix, NameOffers, Offer } from './rules.ts'

/**
 * Why an update is one for security; '' when it is not. As dnf has it: some security advisory says that a version above
 * the installed one fixes something, for the architecture that is installed and stays. That version need not be on
 * offer any more, nor be as low as the candidate; the reason says so then. Else: a repository that an administrator
 * marked offers a version up to the candidate.
 */
export function toSecurityReason(installed: Build, candidate: Offer, { fixes, offers }: NameOffers): string {
  const all = fixes.filter((fix) => isOpen(fix, installed) && (fix.arch === '' || installed.arch === candidate.arch))
  const brought = all.filter((fix) => compareKeys(fix.sortKey, candidate.sortKey) <= 0)
  if (brought.length > 0) return `Security: ${nameAdvisories(brought)}.`
  const open = all.filter(({ isFeed }) => !isFeed)
  const [lowest] = open.sort((a, b) => compareKeys(a.sortKey, b.sortKey))
  if (lowest) return `Security: ${nameAdvisories(open)}, but that is fixed in ${lowest.version}, which is above.`
  return toMarkedReason(installed, candidate, offers)
}

function isOpen({ arch, sortKey }: Fix, installed: Build): boolean {
  return (arch === '' || arch === installed.arch) && compareKeys(sortKey, installed.sortKey) > 0
}

/** The advisories that an update brings: each fixes something above the installed version, up to the candidate. */
export function toAdvisoryReason(installed: Build, candidate: Build, fixes: readonly Fix[]): string {
  const brought = fixes.filter((fix) => isOpen(fix, installed) && compareKeys(fix.sortKey, candidate.sortKey) <= 0)
  return brought.length === 0 ? '' : `Security: ${nameAdvisories(brought)}.`
}

function toMarkedReason(installed: Build, candidate: Offer, offers: readonly Offer[]): string {
  for (const { arch, sortKey, version, places } of offers) {
    const isBrought = compareKeys(sortKey, installed.sortKey) > 0 && compareKeys(sortKey, candidate.sortKey) <= 0
    const marked = arch === candidate.arch && isBrought && places.find(({ source }) => source.security)
    if (marked) return `Security: ${version} is in ${marked.source.label}.`
  }
  return ''
}

/** More names than these are a number. */
const MOST_NAMES = 5

/** Those of the highest version first. */
function nameAdvisories(fixes: readonly Fix[]): string {
  const sorted = [...fixes].sort((a, b) => compareKeys(b.sortKey, a.sortKey) || (a.advisory < b.advisory ? 1 : -1))
  const names = [...new Set(sorted.map(({ advisory }) => advisory))]
  return nameEach(names)
}

export function nameEach(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return names.slice(0, MOST_NAMES).join(', ') + more
}
