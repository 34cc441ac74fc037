import { compareVersions } from '../../versions/scheme.ts'
import { matchesAny } from '../glob.ts'
import type { Build, Offer, Place } from '../rules.ts'
import { type Seen, seeOffers } from '../seen.ts'

/** A repository that the host does not synchronise (its `Usage`) excludes everything. */
export function isTaken({ name }: Build, { source }: Place): boolean {
  return !matchesAny(name, source.excludes)
}

/**
 * What pacman compares with what is installed: of the first repository, in the order of pacman.conf, that has the
 * name, whatever others have. A repository has one version of a name.
 */
export function findFirst(offers: readonly Offer[]): Seen | undefined {
  let first: Seen | undefined
  for (const seen of seeOffers(offers, isTaken)) {
    if (!first || isBefore(seen, first)) first = seen
  }
  return first
}

/** Where the order is not known (old clients list repositories in none), the higher version. */
function isBefore(a: Seen, b: Seen): boolean {
  const [x, y] = [orderOf(a), orderOf(b)]
  return x === y ? isNewer(a.offer, b.offer) : x < y
}

export function orderOf({ places }: Seen): number {
  return Math.min(...places.map(({ source }) => source.priority))
}

/** By vercmp itself: its order has cases that no key can have. */
export function isNewer(a: Build, b: Build): boolean {
  return compareVersions('alpm', a.version, b.version) > 0
}
