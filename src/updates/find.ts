import type { PackageType } from '../model/package.ts'
import { findRules, type OsFacts } from './manager.ts'
import type { HostFacts, InstalledBuild, NameOffers, System, Update } from './rules.ts'

/** What a host has of one package family. */
export interface Inventory extends HostFacts {
  type: PackageType
  os: OsFacts
  system: System
  installed: readonly (InstalledBuild & { held: boolean })[]
}

/**
 * What the host's own package manager would list as upgradable. `offered` is what the host's enabled repositories
 * have, by package name. Nothing is found for a family whose rules are not written yet.
 */
export function findUpdates(inventory: Inventory, offered: ReadonlyMap<string, NameOffers>): Update[] {
  const rules = findRules(inventory.type, inventory.os)
  if (!rules) return []
  const held = new Set(inventory.installed.filter((build) => build.held).map(({ packageId }) => packageId))
  const byName = Map.groupBy(inventory.installed, ({ name }) => name)
  return [...byName].flatMap(([name, builds]) => {
    const groups = rules.together ? [builds] : builds.map((build) => [build])
    const changes = groups.flatMap((group) =>
      rules.findChanges(group, offered.get(name) ?? NO_OFFERS, inventory.system),
    )
    return changes.map((change) => rules.toUpdate(change, held.has(change.installed.packageId), inventory))
  })
}

/** Of a name that no repository has. */
export const NO_OFFERS: NameOffers = { offers: [], activeStreams: [], fixes: [], obsoleters: [] }
