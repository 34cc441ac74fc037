import type { Build, Offer, Source, System } from '../rules.ts'
import { bestSource, isHigher, type Seen, seeOffers } from '../seen.ts'
import { type Accepted, isAccepted, toAccepted } from './keyword.ts'
import { isLive, isSamePackage } from './live.ts'
import { slotOf } from './slot.ts'

/** The best visible version in the slot of what is installed, whatever repository has it. */
export function findBest(installed: Build, offers: readonly Offer[], system: System): Seen | undefined {
  const own = offers.filter((offer) => isSamePackage(offer, installed))
  const accepted = toAccepted(installed, own, system)
  const inSlot = own.filter((offer) => slotOf(offer.version) === slotOf(installed.version))
  const visible = seeOffers(inSlot, (offer) => isVisible(offer, accepted))
  return visible.reduce<Seen | undefined>((best, seen) => (!best || isBetter(seen, best) ? seen : best), undefined)
}

export function isVisible(offer: Offer, accepted: Accepted): boolean {
  return isAccepted(offer, accepted) && !isLive(offer)
}

/** Of one version that two repositories have, portage takes that of the repository with the higher priority. */
function isBetter(a: Seen, b: Seen): boolean {
  if (isHigher(a.offer, b.offer)) return true
  return !isHigher(b.offer, a.offer) && highestPriority(a) > highestPriority(b)
}

const highestPriority = ({ places }: Seen) => Math.max(...places.map(({ source }) => source.priority))

/** The repository that it would be from. */
export function sourceOf(seen: Seen): Source {
  const highest = highestPriority(seen)
  return bestSource({ ...seen, places: seen.places.filter(({ source }) => source.priority === highest) })
}
