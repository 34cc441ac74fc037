import { isSameLine } from '../rpm/arch.ts'
import { findReplaced } from '../rpm/replaced.ts'
import type { Build, Offer, Source } from '../rules.ts'
import { bestPriority, bestSource, isHigher, ofPriority, type Seen } from '../seen.ts'

export interface Upgrade<B extends Build = Build> {
  installed: B
  candidate: Offer
  from: Source
}

/**
 * What `dnf check-update` lists of a name. Of what dnf sees, only what the repositories of the best priority offer
 * counts, whatever its version or architecture; of that the newest of each architecture, where it is newer than every
 * installed build that it could follow. So kernels that are installed side by side count as the highest.
 */
export function findUpgrades<B extends Build>(installed: readonly B[], seen: readonly Seen[]): Upgrade<B>[] {
  const newest = new Map<string, Seen>()
  for (const one of ofPriority(seen, bestPriority(seen))) {
    if (!isUpgrade(one.offer, installed)) continue
    const best = newest.get(one.offer.arch)
    if (!best || isHigher(one.offer, best.offer)) newest.set(one.offer.arch, one)
  }
  return [...newest.values()].map((one) => {
    return { installed: findReplaced(installed, one.offer) as B, candidate: one.offer, from: bestSource(one) }
  })
}

export function isUpgrade(offer: Build, installed: readonly Build[]): boolean {
  const followed = installed.filter(({ arch }) => isSameLine(arch, offer.arch))
  return followed.length > 0 && followed.every((build) => isHigher(offer, build))
}
