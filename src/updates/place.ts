import type { Artifact, CatalogueName, SetOffer } from './catalogue.ts'
import type { ModuleState } from './modules.ts'
import type { Fix, NameOffers, Obsoleter, Offer, Stream } from './rules.ts'
import type { SourceGroup } from './sources.ts'

/** What the sources of a group say about a name. */
export function placeName<T>(group: SourceGroup, modules: ModuleState, name: CatalogueName<T>): NameOffers {
  return {
    offers: placeOffers(group, modules, name),
    activeStreams: listActiveStreams(modules, name),
    fixes: placeFixes(group, modules, name),
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
    const places = placesOf(group, sets)
    if (places.length === 0) return []
    const artifacts = (streamsOf?.get(offer.packageId) ?? []).filter(({ setId }) => modules.has(setId))
    return [{ ...offer, places, streams: artifacts.length === 0 ? NO_STREAMS : toStreams(modules, artifacts) }]
  })
}

const NO_STREAMS: readonly Stream[] = []

function placesOf(group: SourceGroup, sets: SetOffer['sets']): Offer['places'] {
  return sets.flatMap(({ setId, phased, vendor }) => {
    return (group.sourcesOfSet.get(setId) ?? []).map((source) => ({ source, phased, vendor }))
  })
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

function placeFixes<T>({ errataSetIds }: SourceGroup, modules: ModuleState, { fixes }: CatalogueName<T>): Fix[] {
  return fixes.filter(({ setId, stream }) => {
    return errataSetIds.includes(setId) && (stream === '' || modules.isActive(stream))
  })
}
