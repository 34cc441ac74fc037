import type { PackageType } from '../model/package.ts'
import type { Catalogue, CatalogueName, TypedBuild } from './catalogue.ts'
import { type ModuleFacts, ModuleState } from './modules.ts'
import { placeName } from './place.ts'
import { mayMean } from './rpm/pattern.ts'
import type { Change, HostFacts, InstalledBuild, NameOffers, Update, UpdateRules } from './rules.ts'
import type { SourceGroup } from './sources.ts'

/** An installed package of some host. */
export interface InstalledPackage extends TypedBuild, InstalledBuild {
  vendorId: number
}

/** A change that hosts of one group share, worked out once. */
export interface SharedChange {
  change: Change
  /** As it is where nothing of the host itself matters. */
  plain: Update
  rules: UpdateRules
}

/** A name as some sources offer it, and what was worked out for it, by what is installed. */
export interface SharedName {
  offered: NameOffers
  changes: Map<string, readonly SharedChange[]>
}

export type SharedCatalogue = Catalogue<SharedName>

const NO_HOST: HostFacts = { machineId: '', excludes: [] }
const NO_CHANGES: readonly SharedChange[] = []

/**
 * Candidates of one group of hosts, looked up when the first host that has the package asks. A change is worked out
 * once for each installed package (or, where builds of a name decide together, for these) and each combination of
 * sources that say something about its name: groups of hosts that differ elsewhere share it.
 */
export class GroupCandidates {
  readonly #group: SourceGroup
  readonly #catalogue: SharedCatalogue
  readonly #modules: ModuleState
  readonly #changes = new Map<number, readonly SharedChange[]>()
  /** Thousands of names are in the same few sets. */
  readonly #sourcesKeys = new Map<string, string>()

  constructor(group: SourceGroup, catalogue: SharedCatalogue, facts: ModuleFacts) {
    this.#group = group
    this.#catalogue = catalogue
    this.#modules = new ModuleState(group, facts)
  }

  /** Of one package, or of all that a host has of a name. */
  find(installed: readonly InstalledPackage[]): readonly SharedChange[] {
    const [first] = installed
    if (!first) return NO_CHANGES
    // nearly all are alone, and their vendor does not matter
    if (installed.length > 1 || first.vendorId !== 0) return this.#findShared(installed, first)
    let changes = this.#changes.get(first.packageId)
    if (!changes) this.#changes.set(first.packageId, (changes = this.#findShared(installed, first)))
    return changes
  }

  /** What the group's sources offer of a name. */
  listOffered(type: PackageType, nameId: number): NameOffers {
    return this.#nameOf(type, nameId).offered
  }

  #findShared(installed: readonly InstalledPackage[], first: InstalledPackage): readonly SharedChange[] {
    const name = this.#nameOf(first.type, first.nameId)
    const key = installed.map(({ packageId, vendorId }) => `${packageId}.${vendorId}`).join()
    let changes = name.changes.get(key)
    if (!changes) name.changes.set(key, (changes = this.#work(installed, first.type, name.offered)))
    return changes
  }

  #nameOf(type: PackageType, nameId: number): SharedName {
    const name = this.#catalogue.find(type, nameId)
    const key = this.#keyOf(type, name)
    let shared = name.shared.get(key)
    if (!shared) {
      shared = { offered: placeName(this.#group, this.#modules, name), changes: new Map() }
      name.shared.set(key, shared)
    }
    return shared
  }

  /** Everything that decides what is said of the name, within one reading of the repositories. */
  #keyOf(type: PackageType, name: CatalogueName<SharedName>): string {
    let key = this.#sourcesKeys.get(name.setKey)
    if (key === undefined) {
      const rules = this.#group.rulesOf(type)?.name ?? ''
      key = `${rules} ${this.#group.systemOf(type).nativeArch} ${this.#toSourcesKey(name.setIds)}`
      this.#sourcesKeys.set(name.setKey, key)
    }
    for (const module of name.modules) key += ` ${module}:${this.#modules.activeStream(module)}`
    return this.#isFiltered(name) ? `${key} ${this.#group.filterKey}` : key
  }

  #toSourcesKey(setIds: readonly number[]): string {
    const { sourcesOfSet, errataSetIds, moduleSetIds, feedSetIds, release } = this.#group
    let key = ''
    for (const setId of setIds) {
      for (const { repoId, priority, hotfix } of sourcesOfSet.get(setId) ?? []) {
        key += `${setId}:${repoId}:${priority}${hotfix ? 'h' : ''},`
      }
      if (errataSetIds.includes(setId) || moduleSetIds.includes(setId)) key += `${setId},`
      if (feedSetIds.includes(setId)) key += `${setId}=${release?.release},`
    }
    return key
  }

  #isFiltered({ name, obsoleters }: CatalogueName<SharedName>): boolean {
    const { filters } = this.#group
    if (filters.length === 0) return false
    return mayMean(name, filters) || obsoleters.some(({ by }) => mayMean(by.name, filters))
  }

  #work(installed: readonly InstalledPackage[], type: PackageType, offered: NameOffers): readonly SharedChange[] {
    const rules = this.#group.rulesOf(type)
    if (!rules) return NO_CHANGES
    const changes = rules.findChanges(installed, offered, this.#group.systemOf(type))
    if (changes.length === 0) return NO_CHANGES
    return changes.map((change) => ({ change, plain: rules.toUpdate(change, false, NO_HOST), rules }))
  }
}

/** The update of one host: the shared one, unless something of the host itself matters. */
export function toHostUpdate({ change, plain, rules }: SharedChange, held: boolean, host: HostFacts): Update {
  const isPlain = !held && change.phased === 100 && (host.excludes.length === 0 || rules.together)
  return isPlain ? plain : rules.toUpdate(change, held, host)
}
