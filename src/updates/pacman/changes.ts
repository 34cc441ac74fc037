import { compareAlpm } from '../../versions/alpm/compare.ts'
import { matchesAny } from '../glob.ts'
import type { Build, Change, Fix, HostFacts, InstalledBuild, NameOffers, Obsoleter, Source, Update } from '../rules.ts'
import { toAdvisoryReason } from '../security.ts'
import { bestSource, seeOffers } from '../seen.ts'
import { PENDING, toStoredUpdate } from '../stored-update.ts'
import { isInside } from '../version-range.ts'
import { findFirst, isNewer, isTaken } from './candidate.ts'

/** What `pacman -Qu` lists, and what a full upgrade would put in the place of packages that no repository has any more. */
export function findChanges(installed: readonly InstalledBuild[], offered: NameOffers): Change[] {
  return installed.flatMap((build) => {
    const first = findFirst(offered.offers)
    if (!first) return offered.obsoleters.flatMap((obsoleter) => findReplacement(build, obsoleter))
    return isNewer(first.offer, build) ? [toChange(build, first.offer, bestSource(first), offered.fixes)] : []
  })
}

function findReplacement(installed: Build, { offers, ranges }: Obsoleter): Change[] {
  const seen = seeOffers(offers, isTaken).filter(({ offer }) => {
    return ranges.get(offer.packageId)?.some((range) => isInside(installed.version, range, compareAlpm))
  })
  const first = findFirst(seen.map(({ offer }) => offer))
  if (!first) return []
  const reason = `${first.offer.name} ${first.offer.version} replaces ${installed.name}.`
  return [{ ...toChange(installed, first.offer, bestSource(first)), state: { state: 'replacement', reason } }]
}

function toChange(installed: Build, candidate: Change['candidate'], from: Source, fixes: readonly Fix[] = []): Change {
  const marked = from.security ? `Security: ${candidate.version} is in ${from.label}.` : ''
  const securityReason = toAdvisoryReason(installed, candidate, fixes) || marked
  return { installed, candidate, from, securityReason, phased: 100 }
}

/** `IgnorePkg` names or globs: pacman lists those updates as ignored. */
export function toUpdate(change: Change, held: boolean, host: HostFacts): Update {
  return toStoredUpdate(change, change.state ?? (isIgnored(change, held, host) ? IGNORED : PENDING))
}

const isIgnored = ({ installed }: Change, held: boolean, { excludes }: HostFacts) =>
  held || matchesAny(installed.name, excludes)

const IGNORED = { state: 'excluded', reason: 'Ignored on the host (IgnorePkg).' } as const
