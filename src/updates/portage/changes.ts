import { matchesAny } from '../glob.ts'
import type { Build, Change, HostFacts, InstalledBuild, NameOffers, System, Update } from '../rules.ts'
import { isHigher } from '../seen.ts'
import { PENDING, toStoredUpdate } from '../stored-update.ts'
import { toGlsaReason } from './affected.ts'
import { findBest, sourceOf } from './candidate.ts'
import { slotOf, withoutSlot } from './slot.ts'

/** What `emerge --update` of the installed packages would build, each in its slot. */
export function findChanges(installed: readonly InstalledBuild[], offered: NameOffers, system: System): Change[] {
  return installed.flatMap((build) => {
    const best = findBest(build, offered.offers, system)
    if (!best || !isHigher(best.offer, build)) return []
    const from = sourceOf(best)
    const marked = from.security ? `Security: ${withoutSlot(best.offer.version)} is in ${from.label}.` : ''
    const securityReason = toGlsaReason(build, best.offer, offered.affected ?? []) || marked
    return [{ installed: build, candidate: best.offer, from, securityReason, phased: 100 }]
  })
}

/** What the host masks is shown as excluded: `category/name`, or that with a slot; names or globs. */
export function toUpdate(change: Change, held: boolean, host: HostFacts): Update {
  return toStoredUpdate(change, held || isMasked(change.installed, host) ? MASKED : PENDING)
}

function isMasked({ name, version }: Build, { excludes }: HostFacts): boolean {
  const bare = name.slice(name.indexOf('/') + 1)
  return [name, bare, `${name}:${slotOf(version)}`].some((spelling) => matchesAny(spelling, excludes))
}

const MASKED = { state: 'excluded', reason: 'Masked on the host.' } as const
