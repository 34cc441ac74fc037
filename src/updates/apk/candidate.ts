import { matchesAny } from '../glob.ts'
import type { Build, Offer, Place } from '../rules.ts'
import { highest, type Seen, seeOffers } from '../seen.ts'

/** A tagged repository is only for the names that the host pinned to it, which are its `includes`. */
export function isTaken({ name }: Build, { source }: Place): boolean {
  const isPinned = source.includes.length === 0 || matchesAny(name, source.includes)
  return isPinned && !matchesAny(name, source.excludes)
}

/** apk's candidate: the highest version that any of its repositories has; all repositories are equal. */
export function findHighest(offers: readonly Offer[]): Seen | undefined {
  const seen = seeOffers(offers, isTaken)
  const best = highest(seen.map(({ offer }) => offer))
  return seen.find(({ offer }) => offer === best)
}
