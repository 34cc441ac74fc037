import type { CatalogueName, SetOffer } from './catalogue.ts'
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
    const artifacts = streamsOf?.get(offer.packageId) ?? []
    const streams = artifacts.filter(({ setId }) => modules.has(setId)).map(({ stream }) => stream)
    return [{ ...offer, places, streams: streams.length === 0 ? NO_STREAMS : toStreams(modules, streams) }]
  })
}

const NO_STREAMS: readonly Stream[] = []

function placesOf(group: SourceGroup, sets: SetOffer['sets']): Offer['places'] {
  return sets.flatMap(({ setId, phased, vendor }) => {
    return (group.sourcesOfSet.get(setId) ?? []).map((source) => ({ source, phased, vendor }))
  })
}

function toStreams(modules: ModuleState, streams: readonly string[]): Stream[] {
  return [...new Set(streams)].map((name) => ({ name, active: modules.isActive(name) }))
}

function listActiveStreams<T>(modules: ModuleState, { artifacts }: CatalogueName<T>): string[] {
  const streams = artifacts.filter(({ setId }) => modules.has(setId)).map(({ stream }) => stream)
  return [...new Set(streams)].filter((stream) => modules.isActive(stream))
}

function placeFixes<T>({ errataSetIds }: SourceGroup, modules: ModuleState, { fixes }: CatalogueName<T>): Fix[] {
  return fixes.filter(({ setId, stream }) => {
    return errataSetIds.includes(setId) && (stream === '' || modules.isActive(stream))
  })
}
