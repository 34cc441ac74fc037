import type { Change, InstalledBuild, NameOffers, System } from '../rules.ts'
import { toSecurityReason } from '../security.ts'
import { type Seen, seeOffers } from '../seen.ts'
import { findReplacements } from './replacements.ts'
import { findUpgrades, type Upgrade } from './upgrades.ts'
import { isExcluded, whyFiltered, whyHidden } from './visible.ts'

/** Upgrades and replacements as dnf lists them, and the upgrades that it would list if nothing were excluded. */
export function findChanges(installed: readonly InstalledBuild[], offered: NameOffers, system: System): Change[] {
  const upgrades = findUpgrades(installed, seeVisible(offered, system))
  const listed = new Set(upgrades.map(({ candidate }) => candidate.packageId))
  return [
    ...upgrades.map((upgrade) => toChange(upgrade, offered)),
    ...findExcluded(installed, offered, system)
      .filter(({ candidate }) => !listed.has(candidate.packageId))
      .map((upgrade) => ({ ...toChange(upgrade, offered), state: EXCLUDED })),
    ...findReplacements(installed, offered.obsoleters, system),
  ]
}

const EXCLUDED = { state: 'excluded', reason: 'Excluded on the host.' } as const

export function seeVisible({ offers, activeStreams }: NameOffers, system: System): Seen[] {
  return seeOffers(offers, (offer, { source }) => !whyHidden(offer, source, activeStreams, system))
}

function findExcluded(
  installed: readonly InstalledBuild[],
  { offers, activeStreams }: NameOffers,
  system: System,
): Upgrade[] {
  const isAnyExcluded = offers.some((offer) => offer.places.some(({ source }) => isExcluded(offer, source, system)))
  if (!isAnyExcluded) return []
  const seen = seeOffers(offers, (offer, { source }) => {
    const hidden = whyHidden(offer, source, activeStreams, system)
    return hidden === undefined || (hidden === 'excluded' && !whyFiltered(offer, source, activeStreams))
  })
  return findUpgrades(installed, seen)
}

function toChange({ installed, candidate, from }: Upgrade, offered: NameOffers): Change {
  return { installed, candidate, from, securityReason: toSecurityReason(installed, candidate, offered), phased: 100 }
}
