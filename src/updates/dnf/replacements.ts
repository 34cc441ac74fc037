import { findRange } from '../rpm/obsoletes.ts'
import type { Build, Change, Obsoleter, System, VersionRange } from '../rules.ts'
import { bestPriority, bestSource, isHigher, ofPriority, type Seen, seeOffers } from '../seen.ts'
import { whyHidden } from './visible.ts'

/**
 * What `dnf check-update` lists as obsoleting: packages of another name that say so, of the best priority that has
 * their own name, the newest of each architecture.
 */
export function findReplacements(
  installed: readonly Build[],
  obsoleters: readonly Obsoleter[],
  system: System,
): Change[] {
  return obsoleters.flatMap((obsoleter) => {
    const { offers, activeStreams } = obsoleter
    const seen = seeOffers(offers, (offer, { source }) => !whyHidden(offer, source, activeStreams, system))
    const best = ofPriority(seen, bestPriority(seen))
    return installed.flatMap((build) => replacementsOf(build, best, obsoleter))
  })
}

function replacementsOf(installed: Build, best: readonly Seen[], { ranges }: Obsoleter): Change[] {
  const newest = new Map<string, { one: Seen; range: VersionRange }>()
  for (const one of best) {
    const range = findRange(installed, ranges.get(one.offer.packageId) ?? [])
    const known = newest.get(one.offer.arch)
    if (range && (!known || isHigher(one.offer, known.one.offer))) newest.set(one.offer.arch, { one, range })
  }
  return [...newest.values()].map(({ one, range }) => {
    const { offer: candidate } = one
    const replaced = [installed.name, range.relation, range.version].filter((word) => word !== '').join(' ')
    const reason = `${candidate.name} ${candidate.version} obsoletes ${replaced}.`
    const state = { state: 'replacement', reason } as const
    return { installed, candidate, from: bestSource(one), securityReason: '', phased: 100, state }
  })
}
