import { toBuiltFix } from './built-from.ts'
import type { Artifact, CatalogueName, FeedFix, SetOffer } from './catalogue.ts'
import type { ModuleState } from './modules.ts'
import type { Affected, Fix, NameOffers, Obsoleter, Offer, Place, Source, Stream } from './rules.ts'
import type { SourceGroup } from './sources.ts'

/** What the sources of a group say about a name. */
export function placeName<T>(group: SourceGroup, modules: ModuleState, name: CatalogueName<T>): NameOffers {
  return {
    offers: placeOffers(group, modules, name),
    activeStreams: listActiveStreams(modules, name),
    fixes: [...placeFixes(group, modules, name), ...placeFeedFixes(group, modules, name)],
    affected: placeAffected(group, name),
    obsoleters: name.obsoleters.flatMap(({ by, obsoletes }): Obsoleter[] => {
      const own = obsoletes.filter(({ setId }) => group.sourcesOfSet.has(setId))
      if (own.length === 0) return []
      const ranges = Map.groupBy(own, ({ packageId }) => packageId)
      return [{ offers: placeOffers(group, modules, by), activeStreams: listActiveStreams(modules, by), ranges }]
    }),
  }
}

function placeOffers<T>(group: SourceGroup, modules: ModuleState, name: CatalogueName<T>): Offer[] {
  const streamsOf = name.artifacts.length === 0 ? undefined : Map.groupBy(name.artifacts, (a) => a.packageId)
  return name.offers.flatMap(({ sets, ...offer }) => {
    const places = placesOf(group, sets, (place) => isRetracted(group, name, offer.packageId, place.source))
    if (places.length === 0) return []
    const artifacts = (streamsOf?.get(offer.packageId) ?? []).filter(({ setId }) => modules.has(setId))
    return [{ ...offer, places, streams: artifacts.length === 0 ? NO_STREAMS : toStreams(modules, artifacts) }]
  })
}

const NO_STREAMS: readonly Stream[] = []

function placesOf(
  group: SourceGroup,
  sets: SetOffer['sets'],
  isTakenBack: (place: Place) => boolean,
): readonly Place[] {
  const places = sets.flatMap(({ setId, phased, vendor }) => {
    return (group.sourcesOfSet.get(setId) ?? []).map((source): Place => ({ source, phased, vendor }))
  })
  return places.map((place) => (isTakenBack(place) ? { ...place, retracted: true } : place))
}

/** By the advisories of the repository itself: what another one has under the same name is its own affair. */
function isRetracted<T>(
  { errataSetOf }: SourceGroup,
  { retracted }: CatalogueName<T>,
  packageId: number,
  { repoId }: Source,
): boolean {
  return retracted.some((one) => one.packageId === packageId && one.setId === errataSetOf.get(repoId))
}

/** Active by any of its builds: one for the streams that the host has of other modules. */
function toStreams(modules: ModuleState, artifacts: readonly Artifact[]): Stream[] {
  return [...Map.groupBy(artifacts, ({ stream }) => stream)].map(([name, builds]) => {
    return { name, active: modules.isActive(name) && builds.some(({ requires }) => modules.suits(requires)) }
  })
}

function listActiveStreams<T>(modules: ModuleState, { artifacts }: CatalogueName<T>): string[] {
  const own = artifacts.filter(({ setId }) => modules.has(setId))
  return toStreams(modules, own).flatMap(({ name, active }) => (active ? [name] : []))
}

function placeFixes<T>(
  { errataSetIds, feedSetIds }: SourceGroup,
  modules: ModuleState,
  { fixes }: CatalogueName<T>,
): Fix[] {
  const own = fixes.filter(({ setId, stream }) => {
    return errataSetIds.includes(setId) && (stream === '' || modules.isActive(stream))
  })
  return own.map((fix) => (feedSetIds.includes(fix.setId) ? { ...fix, isFeed: true } : fix))
}

/** What errata of the distribution say of the name for the release of the hosts. */
function listFeedFixes<T>(group: SourceGroup, { feedFixes }: CatalogueName<T>): FeedFix[] {
  if (feedFixes.length === 0) return []
  return feedFixes.filter(({ setId, release, arches, type }) => {
    const isOurs = release === '' || release === group.release?.release
    const suits = arches.length === 0 || arches.includes(group.systemOf(type).nativeArch)
    return group.feedSetIds.includes(setId) && isOurs && suits
  })
}

function placeFeedFixes<T>(group: SourceGroup, modules: ModuleState, name: CatalogueName<T>): Fix[] {
  const own = name.offers.filter(({ sets }) => sets.some(({ setId }) => group.sourcesOfSet.has(setId)))
  return listFeedFixes(group, name).flatMap((fix) => {
    if (fix.type === 'gentoo' || fix.version === '') return []
    return fix.stream === '' || modules.isActive(fix.stream) ? (toBuiltFix(fix, own) ?? []) : []
  })
}

/** Gentoo's versions are compared in their slots, which sort keys do not know. */
function placeAffected<T>(group: SourceGroup, name: CatalogueName<T>): Affected[] {
  return listFeedFixes(group, name).flatMap(({ type, category, name: own, advisory, version, ranges }) => {
    if (type !== 'gentoo') return []
    const bound = { version, slot: '', isRevision: false }
    const { vulnerable, unaffected } =
      version === ''
        ? ranges
        : { vulnerable: [{ ...bound, relation: '<' }], unaffected: [{ ...bound, relation: '>=' }] }
    return [{ advisory, package: `${category}/${own}`, vulnerable, unaffected }]
  })
}
