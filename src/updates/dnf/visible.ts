import { isCompatible } from '../rpm/arch.ts'
import { findPattern } from '../rpm/pattern.ts'
import type { Offer, Source, System } from '../rules.ts'

/** Why dnf does not see what a repository offers. */
export type Hidden =
  /** For another kind of machine, or a source package. */
  | 'foreign'
  | 'excluded'
  /** An artifact of module streams of which none is active. */
  | 'inactive-stream'
  /** No module's artifact, and an active stream ships the name. */
  | 'shadowed'

/** What hides a build in a repository; undefined where it is visible. */
export function whyHidden(
  offer: Offer,
  source: Source,
  activeStreams: readonly string[],
  system: System,
): Hidden | undefined {
  if (!isCompatible(offer.arch, system.nativeArch)) return 'foreign'
  if (isExcluded(offer, source, system)) return 'excluded'
  return whyFiltered(offer, source, activeStreams)
}

export function isExcluded(offer: Offer, source: Source, system: System): boolean {
  return findExclude(offer, source, system) !== ''
}

/** What leaves it out, by dnf.conf(5): excludepkgs and includepkgs, for all repositories or of one; '' for nothing. */
export function findExclude(offer: Offer, source: Source, system: System): string {
  const everywhere = findPattern(offer, system.excludes)
  if (everywhere !== undefined) return `the host excludes ${everywhere}`
  const here = findPattern(offer, source.excludes)
  if (here !== undefined) return `the host excludes ${here} of this repository`
  const isLeftOut = source.includes.length > 0 && findPattern(offer, source.includes) === undefined
  return isLeftOut ? `the host takes only ${source.includes.join(', ')} of this repository` : ''
}

/** Modular filtering; it leaves out repositories with module_hotfixes. */
export function whyFiltered(offer: Offer, source: Source, activeStreams: readonly string[]): Hidden | undefined {
  if (source.hotfix) return undefined
  if (offer.streams.length === 0) return activeStreams.length > 0 ? 'shadowed' : undefined
  return offer.streams.some(({ active }) => active) ? undefined : 'inactive-stream'
}
