import type { ModuleRequirement } from '../model/module.ts'
import { type PackageType, REPLACING } from '../model/package.ts'
import type { Affected, Build, Fix, VersionRange } from './rules.ts'

/** A package with its family. */
export interface TypedBuild extends Build {
  type: PackageType
  nameId: number
}

/** A package that some package set holds, and the sets that hold it. */
export interface SetOffer extends TypedBuild {
  source: string
  sourceVersion: string
  sets: { setId: number; phased: number; vendor: string }[]
}

/** A package that a build of a module stream of a set ships; `stream`: `name:stream`. */
export interface Artifact {
  setId: number
  module: string
  stream: string
  /** What the build was made for. */
  requires: readonly ModuleRequirement[]
  packageId: number
}

export interface SetFix extends Fix {
  setId: number
  /** `name:stream`; '' outside of modules. */
  stream: string
}

/** A package that a set of errata says to be taken back. */
export interface Retracted {
  setId: number
  packageId: number
}

/** What an erratum of a feed says of a package, or of the source package that it is built from. */
export interface FeedFix {
  setId: number
  type: PackageType
  advisory: string
  nameOf: 'binary' | 'source'
  category: string
  name: string
  /** As the feed calls it; '' for all. */
  release: string
  /** Empty for all. */
  arches: readonly string[]
  /** `name:stream`; '' outside of modules. */
  stream: string
  /** '' for everybody; else a part of Ubuntu Pro. */
  pocket: string
  /** The version from which on all is right, of the source package where it is of that; '' where `ranges` tell. */
  version: string
  sortKey: Uint8Array
  ranges: Pick<Affected, 'vulnerable' | 'unaffected'>
}

export interface SetObsolete extends VersionRange {
  setId: number
  packageId: number
  /** The name of the package that obsoletes. */
  byNameId: number
}

/** Everything that sets say, by the id of the name that it is about. */
export interface SetContents {
  offers: ReadonlyMap<number, readonly SetOffer[]>
  artifacts: ReadonlyMap<number, readonly Artifact[]>
  fixes: ReadonlyMap<number, readonly SetFix[]>
  retracted: ReadonlyMap<number, readonly Retracted[]>
  feedFixes: ReadonlyMap<number, readonly FeedFix[]>
  obsoletes: ReadonlyMap<number, readonly SetObsolete[]>
}

/** All that is known of a name, whatever the sources. `T`: what is worked out for it, by the sources that matter. */
export interface CatalogueName<T> {
  name: string
  offers: readonly SetOffer[]
  artifacts: readonly Artifact[]
  fixes: readonly SetFix[]
  retracted: readonly Retracted[]
  feedFixes: readonly FeedFix[]
  obsoleters: readonly ObsoleterName<T>[]
  /** The sets of all these, in order. */
  setIds: readonly number[]
  /** The same for names of one type in the same sets. */
  setKey: string
  /** Modules that ship it, or what obsoletes it, or that its fixes are about. */
  modules: readonly string[]
  shared: Map<string, T>
}

export interface ObsoleterName<T> {
  by: CatalogueName<T>
  obsoletes: readonly SetObsolete[]
}

/** What sets say, by name; put together for a name when it is first asked for. */
export class Catalogue<T> {
  readonly #contents: SetContents
  readonly #names = new Map<PackageType, Map<number, CatalogueName<T>>>()

  constructor(contents: SetContents) {
    this.#contents = contents
  }

  find(type: PackageType, nameId: number): CatalogueName<T> {
    let names = this.#names.get(type)
    if (!names) this.#names.set(type, (names = new Map()))
    let name = names.get(nameId)
    if (!name) names.set(nameId, (name = this.#assemble(type, nameId, this.#listObsoleters(type, nameId))))
    return name
  }

  #assemble(type: PackageType, nameId: number, obsoleters: readonly ObsoleterName<T>[]): CatalogueName<T> {
    const offers = (this.#contents.offers.get(nameId) ?? []).filter((offer) => offer.type === type)
    const artifacts = type === 'rpm' ? (this.#contents.artifacts.get(nameId) ?? []) : []
    const fixes = type === 'rpm' ? (this.#contents.fixes.get(nameId) ?? []) : []
    const retracted = type === 'rpm' ? (this.#contents.retracted.get(nameId) ?? []) : []
    const feedFixes = (this.#contents.feedFixes.get(nameId) ?? []).filter((fix) => fix.type === type)
    const setIds = distinct([
      ...offers.flatMap((offer) => offer.sets.map(({ setId }) => setId)),
      ...[...artifacts, ...fixes, ...retracted, ...feedFixes].map(({ setId }) => setId),
      ...obsoleters.flatMap(({ by }) => by.setIds),
    ]).sort((a, b) => a - b)
    const modules = distinct([
      ...artifacts.flatMap(({ module, requires }) => [module, ...requires.flatMap((one) => Object.keys(one))]),
      ...[...fixes, ...feedFixes]
        .filter(({ stream }) => stream !== '')
        .map(({ stream }) => stream.slice(0, stream.indexOf(':'))),
      ...obsoleters.flatMap(({ by }) => by.modules),
    ])
    const name = offers[0]?.name ?? ''
    const setKey = `${type} ${setIds.join()}`
    return {
      name,
      offers,
      artifacts,
      fixes,
      retracted,
      feedFixes,
      obsoleters,
      setIds,
      setKey,
      modules,
      shared: new Map(),
    }
  }

  /** Of these, what obsoletes them in turn does not matter. */
  #listObsoleters(type: PackageType, nameId: number): ObsoleterName<T>[] {
    if (!REPLACING.includes(type)) return []
    const byName = Map.groupBy(this.#contents.obsoletes.get(nameId) ?? [], ({ byNameId }) => byNameId)
    return [...byName].map(([id, obsoletes]) => ({ by: this.#assemble(type, id, []), obsoletes }))
  }
}

function distinct<V>(values: readonly V[]): V[] {
  return [...new Set(values)]
}
