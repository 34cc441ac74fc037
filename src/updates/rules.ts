import type { PackageType } from '../model/package.ts'
import type { UpdateState } from '../model/update.ts'
import type { LineExplanation } from './explanation.ts'

/** A repository as one host sees it. */
export interface Source {
  repoId: number
  /** How people name it, for sentences. */
  label: string
  /** As the host reported it: a pin for apt (higher wins). */
  priority: number
  /** Its Release file or an administrator says that it is a security repository. */
  security: boolean
  /** apt: the suite of its Release file; '' where it names none. */
  suite: string
}

/** One build of a package: on a host, or in repositories. */
export interface Build {
  packageId: number
  name: string
  arch: string
  /** `[epoch:]version[-release]`. */
  version: string
  sortKey: Uint8Array
}

/** A build that is on offer. */
export interface Offer extends Build {
  /** The source package and its version; '' where they are the package's own. */
  source: string
  sourceVersion: string
  /** Who offers it, and to how many hosts in a hundred. */
  places: { source: Source; phased: number }[]
}

/**
 * What hosts with this package and these sources would move to. The same for all of them: what is a host's own
 * (held, its machine id) comes in with `toUpdate`.
 */
export interface Change {
  installed: Build
  candidate: Offer
  /** The repository that the host's tool would name for the candidate. */
  from: Source
  /** Why it is a security update; '' when it is not. */
  securityReason: string
  /** Hosts in a hundred that are offered it now; 100 when that does not matter. */
  phased: number
}

/** What of a host is not shared with others of the same sources. */
export interface HostFacts {
  machineId: string
  /** Names or globs that the host's package manager leaves alone. */
  excludes: readonly string[]
}

/** An update of one host, as it is stored. */
export interface Update {
  installedId: number
  candidateId: number
  security: boolean
  state: UpdateState
  repoId: number
  /** One sentence or more; '' when there is nothing to say. */
  reason: string
}

/** How a package manager chooses: a folder each. */
export interface UpdateRules {
  /** `offers` are those of the installed package's name, of any version and architecture. */
  findChange(installed: Build, offers: readonly Offer[], nativeArch: string): Change | undefined
  /** Adds what is the host's own. */
  toUpdate(change: Change, held: boolean, host: HostFacts): Update
  /** Why: of the line that `arch` belongs to, installed or not. */
  explainLine(
    arch: string,
    installed: (Build & { held: boolean }) | undefined,
    offers: readonly Offer[],
    nativeArch: string,
    host: HostFacts,
  ): LineExplanation
  /** The package architecture that the host's tool takes for its own. */
  nativeArch(machine: string): string
}

/** Package families whose rules are written; of the others no updates are computed. */
export type RulesByType = Partial<Record<PackageType, UpdateRules>>
