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

/**
 * Candidates of one group of hosts. A package is worked out when the first host that has it asks, and is then
 * the same for all others of the group.
 */
export class GroupCandidates {
  readonly #group: SourceGroup
  readonly #offers: ReadonlyMap<number, readonly SetOffer[]>
  readonly #changes = new Map<number, SharedChange | undefined>()

  /** `offers` by name id, of all sets. */
  constructor(group: SourceGroup, offers: ReadonlyMap<number, readonly SetOffer[]>) {
    this.#group = group
    this.#offers = offers
  }

  find(installed: TypedBuild): SharedChange | undefined {
    if (this.#changes.has(installed.packageId)) return this.#changes.get(installed.packageId)
    const shared = this.#work(installed)
    this.#changes.set(installed.packageId, shared)
    return shared
  }

  /** What the group's sources offer of a name. */
  listOffers(type: PackageType, nameId: number): Offer[] {
    const offers: Offer[] = []
    for (const { sets, ...offer } of this.#offers.get(nameId) ?? []) {
      if (offer.type !== type) continue
      const places = sets.flatMap(({ setId, phased }) => {
        return (this.#group.sourcesOfSet.get(setId) ?? []).map((source) => ({ source, phased }))
      })
      if (places.length > 0) offers.push({ ...offer, places })
    }
    return offers
  }

  #work(installed: TypedBuild): SharedChange | undefined {
    const rules = RULES[installed.type]
    if (!rules) return undefined
    const offers = this.listOffers(installed.type, installed.nameId)
    const change = rules.findChange(installed, offers, this.#group.nativeArch(installed.type))
    return change && { change, plain: rules.toUpdate(change, false, NO_HOST) }
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
