import { compareKeys } from '../versions/order.ts'
import type { Build, Offer, Place, Source } from './rules.ts'

/** An offer with those of its places that the host's tool sees. */
export interface Seen {
  offer: Offer
  places: readonly Place[]
}

/** Offers of which some place passes. */
export function seeOffers(offers: readonly Offer[], isSeen: (offer: Offer, place: Place) => boolean): Seen[] {
  const seen: Seen[] = []
  for (const offer of offers) {
    const places = offer.places.filter((place) => isSeen(offer, place))
    if (places.length > 0) seen.push({ offer, places })
  }
  return seen
}

/** The lowest of all; Infinity where nothing is seen. */
export function bestPriority(seen: readonly Seen[]): number {
  let best = Number.POSITIVE_INFINITY
  for (const { places } of seen) for (const { source } of places) best = Math.min(best, source.priority)
  return best
}

/** Only what repositories of this priority offer. */
export function ofPriority(seen: readonly Seen[], priority: number): Seen[] {
  return seen.flatMap(({ offer, places }) => {
    const best = places.filter(({ source }) => source.priority === priority)
    return best.length > 0 ? [{ offer, places: best }] : []
  })
}

/** The repository that is named for it: a security one, else the first. */
export function bestSource({ places }: Seen): Source {
  const sources = places.map(({ source }) => source)
  return sources.reduce((best, source) => (isBetter(source, best) ? source : best))
}

function isBetter(a: Source, b: Source): boolean {
  return a.security === b.security ? a.repoId < b.repoId : a.security
}

export function highest<B extends Build>(builds: readonly B[]): B | undefined {
  return builds.reduce<B | undefined>((best, build) => (!best || isHigher(build, best) ? build : best), undefined)
}

export function isHigher(a: Build, b: Build): boolean {
  return compareKeys(a.sortKey, b.sortKey) > 0
}
