import { archRank, isCompatible, isSameLine } from '../rpm/arch.ts'
import { findPattern } from '../rpm/pattern.ts'
import type { InstalledBuild, Offer, Place, System } from '../rules.ts'
import { bestPriority, isHigher, ofPriority, type Seen, seeOffers } from '../seen.ts'
import { isSameVendor } from './vendor.ts'

/** Why zypper does not take what a repository offers into account; in the order in which it is told. */
export type Refusal =
  /** For another kind of machine, or of an architecture that the installed one does not pass to. */
  'foreign' | 'older' | 'retracted' | 'locked' | 'other-vendor'

export function whyRefused(
  installed: InstalledBuild,
  offer: Offer,
  { vendor, retracted }: Place,
  { excludes, nativeArch }: System,
): Refusal | undefined {
  if (!isCompatible(offer.arch, nativeArch) || !isSameLine(offer.arch, installed.arch)) return 'foreign'
  if (isHigher(installed, offer)) return 'older'
  // libzypp: what a retracted patch brought is never a candidate by itself
  if (retracted) return 'retracted'
  if (findPattern(offer, excludes) !== undefined) return 'locked'
  return isSameVendor(installed.vendor, vendor) ? undefined : 'other-vendor'
}

/**
 * zypper's candidate for an installed build: of what is not older, from the repositories of the best priority, the
 * newest. An equal version in a better repository hides newer ones elsewhere. `refusals` that do not count are let pass.
 */
export function findCandidate(
  installed: InstalledBuild,
  offers: readonly Offer[],
  system: System,
  letPass: readonly Refusal[] = [],
): Seen | undefined {
  const seen = seeOffers(offers, (offer, place) => {
    const refusal = whyRefused(installed, offer, place, system)
    return refusal === undefined || letPass.includes(refusal)
  })
  return newestOfBestArch(ofPriority(seen, bestPriority(seen)), system)
}

export function newestOfBestArch(seen: readonly Seen[], system: System): Seen | undefined {
  return newest(ofBestArch(seen, system))
}

/** Of what is built for one architecture only the machine's own, where there is that; `noarch` always. */
function ofBestArch(seen: readonly Seen[], { nativeArch }: System): Seen[] {
  const rank = ({ offer: { arch } }: Seen) => archRank(arch, nativeArch)
  const best = Math.min(...seen.filter(({ offer }) => offer.arch !== 'noarch').map(rank))
  return seen.filter((one) => one.offer.arch === 'noarch' || rank(one) === best)
}

function newest(seen: readonly Seen[]): Seen | undefined {
  return seen.reduce<Seen | undefined>(
    (best, one) => (!best || isHigher(one.offer, best.offer) ? one : best),
    undefined,
  )
}
