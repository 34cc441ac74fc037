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
  nativeArch: string
  offers: Offer[]
  /** By installed package; undefined: no update. */
  changes: Map<number, SharedChange | undefined>
}

/**
 * Everything that package sets offer, by name id. A change is worked out once for each installed package and each
 * combination of sources that offer its name: groups of hosts that differ elsewhere share it.
 */
export class Catalogue {
  readonly #offers: ReadonlyMap<number, readonly SetOffer[]>
  readonly #names = new Map<string, { offers: SetOffer[]; setIds: number[] }>()
  readonly #known = new Map<string, NameOffers>()

  constructor(offers: ReadonlyMap<number, readonly SetOffer[]>) {
    this.#offers = offers
  }

  /** What the group's sources offer of a name. */
  listOffers(group: SourceGroup, type: PackageType, nameId: number): NameOffers {
    const nativeArch = group.nativeArch(type)
    const name = `${nameId} ${type}`
    const { offers, setIds } = this.#offersOf(name, type, nameId)
    const key = `${name} ${nativeArch} ${toKey(group, setIds)}`
    let known = this.#known.get(key)
    if (!known) {
      known = { nativeArch, offers: placeOffers(group, offers), changes: new Map() }
      this.#known.set(key, known)
    }
    return known
  }

  #offersOf(name: string, type: PackageType, nameId: number): { offers: SetOffer[]; setIds: number[] } {
    let known = this.#names.get(name)
    if (!known) {
      const offers = (this.#offers.get(nameId) ?? []).filter((offer) => offer.type === type)
      const setIds = [...new Set(offers.flatMap((offer) => offer.sets.map(({ setId }) => setId)))]
      this.#names.set(name, (known = { offers, setIds }))
    }
    return known
  }
}

/** Within one reading of the repositories these three say everything about a source. */
function toKey(group: SourceGroup, setIds: Iterable<number>): string {
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

  constructor(group: SourceGroup, catalogue: Catalogue) {
    this.#group = group
    this.#catalogue = catalogue
  }

  find(installed: TypedBuild): SharedChange | undefined {
    const { packageId, type, nameId } = installed
    if (this.#changes.has(packageId)) return this.#changes.get(packageId)
    const name = this.#catalogue.listOffers(this.#group, type, nameId)
    if (!name.changes.has(packageId)) name.changes.set(packageId, findShared(installed, name))
    const shared = name.changes.get(packageId)
    this.#changes.set(packageId, shared)
    return shared
  }
}

function findShared(installed: TypedBuild, { offers, nativeArch }: NameOffers): SharedChange | undefined {
  const rules = RULES[installed.type]
  const change = rules?.findChange(installed, offers, nativeArch)
  return rules && change && { change, plain: rules.toUpdate(change, false, NO_HOST) }
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
