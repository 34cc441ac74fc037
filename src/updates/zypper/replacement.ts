import { isCompatible } from '../rpm/arch.ts'
import { findRange } from '../rpm/obsoletes.ts'
import { findPattern } from '../rpm/pattern.ts'
import type { Change, InstalledBuild, NameOffers, Obsoleter, Offer, Place, System } from '../rules.ts'
import { bestPriority, bestSource, ofPriority, type Seen, seeOffers } from '../seen.ts'
import { findCandidate, newestOfBestArch } from './candidate.ts'
import { isSameVendor } from './vendor.ts'

/**
 * What `zypper update` installs in the place of a package, because it says that it obsoletes it. Packages of all names
 * that may follow the installed one compete: the best priority comes first, and there what is not obsoleted itself.
 * `zypper list-updates` does not list an update of the package then.
 */
export function findReplacement(
  installed: InstalledBuild,
  { offers, obsoleters }: NameOffers,
  system: System,
): Change | undefined {
  if (obsoleters.length === 0 || findPattern(installed, system.excludes) !== undefined) return undefined
  const same = findCandidate(installed, offers, system)
  const priority = same ? bestPriority([same]) : Number.POSITIVE_INFINITY
  const found = obsoleters.flatMap((obsoleter) => {
    const seen = seeObsoleting(installed, obsoleter, system)
    const isBetter = bestPriority(seen) < priority
    if (seen.length === 0 || bestPriority(seen) > priority) return []
    return isBetter || !same || isObsoleted(same.offer, seen, obsoleter) ? seen : []
  })
  const best = newestOfBestArch(ofPriority(found, bestPriority(found)), system)
  return best && toChange(installed, best)
}

/** What obsoletes what is installed, and may come in its place. */
function seeObsoleting(installed: InstalledBuild, { offers, ranges }: Obsoleter, system: System): Seen[] {
  return seeOffers(offers, (offer, place) => {
    const isRight = findRange(installed, ranges.get(offer.packageId) ?? []) !== undefined
    return isRight && mayFollow(installed, offer, place, system)
  })
}

function mayFollow({ vendor }: InstalledBuild, offer: Offer, place: Place, { excludes, nativeArch }: System): boolean {
  if (!isCompatible(offer.arch, nativeArch) || place.retracted) return false
  return findPattern(offer, excludes) === undefined && isSameVendor(vendor, place.vendor)
}

function isObsoleted(candidate: Offer, by: readonly Seen[], { ranges }: Obsoleter): boolean {
  return by.some(({ offer }) => findRange(candidate, ranges.get(offer.packageId) ?? []) !== undefined)
}

function toChange(installed: InstalledBuild, best: Seen): Change {
  const { name, version } = best.offer
  const state = { state: 'replacement', reason: `${name} ${version} obsoletes ${installed.name}.` } as const
  return { installed, candidate: best.offer, from: bestSource(best), securityReason: '', phased: 100, state }
}
