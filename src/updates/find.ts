import type { PackageType } from '../model/package.ts'
import { aptRules } from './apt/rules.ts'
import type { Build, HostFacts, Offer, RulesByType, Update } from './rules.ts'

/** One package manager's rules a package family. */
export const RULES: RulesByType = { deb: aptRules }

/** What a host has of one package family. */
export interface Inventory extends HostFacts {
  type: PackageType
  nativeArch: string
  installed: readonly (Build & { held: boolean })[]
}

/**
 * What the host's own package manager would list as upgradable. `offers` are those of the host's enabled
 * repositories, by package name. Nothing is found for a family whose rules are not written yet.
 */
export function findUpdates(inventory: Inventory, offers: ReadonlyMap<string, readonly Offer[]>): Update[] {
  const rules = RULES[inventory.type]
  if (!rules) return []
  const updates: Update[] = []
  for (const installed of inventory.installed) {
    const change = rules.findChange(installed, offers.get(installed.name) ?? [], inventory.nativeArch)
    if (change) updates.push(rules.toUpdate(change, installed.held, inventory))
  }
  return updates
}
