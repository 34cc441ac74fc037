import { compareKeys } from '../../versions/order.ts'
import { matchesAny } from '../glob.ts'
import type { Change, HostFacts, InstalledBuild, NameOffers, Update } from '../rules.ts'
import { toSecurityReason } from '../security.ts'
import { bestSource, isHigher } from '../seen.ts'
import { PENDING, type StateAndReason, toStoredUpdate } from '../stored-update.ts'
import { findHighest } from './candidate.ts'

/** What `apk version -l '<'` lists. */
export function findChanges(installed: readonly InstalledBuild[], offered: NameOffers): Change[] {
  return installed.flatMap((build) => {
    const found = findHighest(offered.offers)
    if (!found || !isHigher(found.offer, build)) return []
    const [candidate, from] = [found.offer, bestSource(found)]
    const fixes = offered.fixes.filter((fix) => compareKeys(fix.sortKey, candidate.sortKey) <= 0)
    const securityReason = toSecurityReason(build, candidate, { ...offered, fixes })
    return [{ installed: build, candidate, from, securityReason, phased: 100 }]
  })
}

/** Held: the host's world names a version of it. */
export function toUpdate(change: Change, held: boolean, host: HostFacts): Update {
  return toStoredUpdate(change, toState(change, held, host))
}

function toState({ installed }: Change, held: boolean, { excludes }: HostFacts): StateAndReason {
  if (held) return { state: 'held', reason: 'The host’s world asks for a version of it.' }
  if (matchesAny(installed.name, excludes)) return { state: 'excluded', reason: 'Excluded on the host.' }
  return PENDING
}
