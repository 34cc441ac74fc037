import type { PackageType } from '../model/package.ts'
import { RULES } from './find.ts'
import type { Build, Change, HostFacts, Offer, Update } from './rules.ts'
import type { SourceGroup } from './sources.ts'

/** An installed package of some host. */
export interface TypedBuild extends Build {
  type: PackageType
  nameId: number
}

/** A package that some package set holds, and the sets that hold it. */
export interface SetOffer extends TypedBuild {
  source: string
  sourceVersion: string
  sets: { setId: number; phased: number }[]
}

/** A change that hosts of one group share, worked out once. */
export interface SharedChange {
  change: Change
  /** As it is where nothing of the host itself matters. */
  plain: Update
}

const NO_HOST: HostFacts = { machineId: '', excludes: [] }

/** A name as some sources offer it, and what was worked out for it. */
interface NameOffers {
  offers: Offer[]
  /** By installed package; undefined: no update. */
  changes: Map<number, SharedChange | undefined>
}

/** All offers of a name, and the sets that hold them. */
interface Name {
  offers: readonly SetOffer[]
  setIds: readonly number[]
  /** The same for names of one type in the same sets. */
  setKey: string
  /** By the sources that offer it. */
  bySources: Map<string, NameOffers>
}

/**
 * Everything that package sets offer, by name id. A change is worked out once for each installed package and each
 * combination of sources that offer its name: groups of hosts that differ elsewhere share it.
 */
export class Catalogue {
  readonly #offers: ReadonlyMap<number, readonly SetOffer[]>
  readonly #names = new Map<string, Name>()

  constructor(offers: ReadonlyMap<number, readonly SetOffer[]>) {
    this.#offers = offers
  }

  find(type: PackageType, nameId: number): Name {
    const key = `${nameId} ${type}`
    let name = this.#names.get(key)
    if (!name) {
      const offers = (this.#offers.get(nameId) ?? []).filter((offer) => offer.type === type)
      const setIds = [...new Set(offers.flatMap((offer) => offer.sets.map(({ setId }) => setId)))].sort((a, b) => a - b)
      name = { offers, setIds, setKey: `${type} ${setIds.join()}`, bySources: new Map() }
      this.#names.set(key, name)
    }
    return name
  }
}

/** Within one reading of the repositories these three say everything about a source. */
function toSourcesKey(group: SourceGroup, setIds: readonly number[]): string {
  let key = ''
  for (const setId of setIds) {
    for (const { repoId, priority } of group.sourcesOfSet.get(setId) ?? []) key += `${setId}:${repoId}:${priority},`
  }
  return key
}

function placeOffers(group: SourceGroup, offers: readonly SetOffer[]): Offer[] {
  const placed: Offer[] = []
  for (const { sets, ...offer } of offers) {
    const places = sets.flatMap(({ setId, phased }) => {
      return (group.sourcesOfSet.get(setId) ?? []).map((source) => ({ source, phased }))
    })
    if (places.length > 0) placed.push({ ...offer, places })
  }
  return placed
}

/** Candidates of one group of hosts, looked up when the first host that has the package asks. */
export class GroupCandidates {
  readonly #group: SourceGroup
  readonly #catalogue: Catalogue
  readonly #changes = new Map<number, SharedChange | undefined>()
  /** Thousands of names are in the same few sets. */
  readonly #sourcesKeys = new Map<string, string>()

  constructor(group: SourceGroup, catalogue: Catalogue) {
    this.#group = group
    this.#catalogue = catalogue
  }

  find(installed: TypedBuild): SharedChange | undefined {
    const { packageId, type, nameId } = installed
    if (this.#changes.has(packageId)) return this.#changes.get(packageId)
    const name = this.#nameOffers(type, nameId)
    if (!name.changes.has(packageId)) name.changes.set(packageId, this.#work(installed, name.offers))
    const shared = name.changes.get(packageId)
    this.#changes.set(packageId, shared)
    return shared
  }

  /** What the group's sources offer of a name. */
  listOffers(type: PackageType, nameId: number): Offer[] {
    return this.#nameOffers(type, nameId).offers
  }

  #nameOffers(type: PackageType, nameId: number): NameOffers {
    const name = this.#catalogue.find(type, nameId)
    const key = this.#sourcesKey(type, name)
    let offered = name.bySources.get(key)
    if (!offered) {
      offered = { offers: placeOffers(this.#group, name.offers), changes: new Map() }
      name.bySources.set(key, offered)
    }
    return offered
  }

  #sourcesKey(type: PackageType, { setIds, setKey }: Name): string {
    let key = this.#sourcesKeys.get(setKey)
    if (key === undefined) {
      key = `${this.#group.nativeArch(type)} ${toSourcesKey(this.#group, setIds)}`
      this.#sourcesKeys.set(setKey, key)
    }
    return key
  }

  #work(installed: TypedBuild, offers: readonly Offer[]): SharedChange | undefined {
    const rules = RULES[installed.type]
    const change = rules?.findChange(installed, offers, this.#group.nativeArch(installed.type))
    return rules && change && { change, plain: rules.toUpdate(change, false, NO_HOST) }
  }
}

/** The update of one host: the shared one, unless something of the host itself matters. */
export function toHostUpdate(
  { change, plain }: SharedChange,
  held: boolean,
  host: HostFacts,
  type: PackageType,
): Update {
  const isPlain = !held && change.phased === 100 && host.excludes.length === 0
  const rules = RULES[type]
  return isPlain || !rules ? plain : rules.toUpdate(change, held, host)
}
