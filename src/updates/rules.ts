import type { UpdateState } from '../model/update.ts'
import type { LineExplanation } from './explanation.ts'

/** A repository as one host sees it. */
export interface Source {
  repoId: number
  /** How people name it, for sentences. */
  label: string
  /** As the host reported it: a pin for apt (higher wins), a priority for dnf and zypper (lower wins). */
  priority: number
  /** Its Release file or an administrator says that it is a security repository. */
  security: boolean
  /** Of Ubuntu Pro. */
  pro: boolean
  /** apt: the suite of its Release file; '' where it names none. */
  suite: string
  /** dnf's module_hotfixes. */
  hotfix: boolean
  /** What this host leaves out of it, and the only packages that it takes from it ([]: all). Names or globs. */
  excludes: readonly string[]
  includes: readonly string[]
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

export interface InstalledBuild extends Build {
  /** '' where the host does not tell. */
  vendor: string
}

/** Who offers a build. */
export interface Place {
  source: Source
  /** To how many hosts in a hundred. */
  phased: number
  /** '' where the index does not tell. */
  vendor: string
  /** The repository says in an advisory that it took the build back. */
  retracted?: boolean
}

/** A build that is on offer. */
export interface Offer extends Build {
  /** The source package and its version; '' where they are the package's own. */
  source: string
  sourceVersion: string
  places: readonly Place[]
  /** The module streams that it is an artifact of. */
  streams: readonly Stream[]
}

/** A module stream, `name:stream`, and whether it is active on the host. */
export interface Stream {
  name: string
  active: boolean
}

/** A version of the name that an advisory says to fix something. */
export interface Fix {
  advisory: string
  /** '' for all. */
  arch: string
  version: string
  sortKey: Uint8Array
  /** Told by the distribution's own feed, which may be ahead of the host's repositories: what they do not bring yet says nothing. */
  isFeed?: boolean
  /** Only Ubuntu Pro brings it. */
  isPro?: boolean
}

/** Versions of a package that an advisory is about, where one version does not tell (Gentoo). */
export interface Affected {
  advisory: string
  /** `category/name`. */
  package: string
  /** Affected is what is in one of `vulnerable` and in none of `unaffected`. */
  vulnerable: readonly AffectedRange[]
  unaffected: readonly AffectedRange[]
}

export interface AffectedRange extends VersionRange {
  /** Only versions of this slot; '' for any. */
  slot: string
  /** Only other revisions of that same version. */
  isRevision: boolean
}

/** A package of another name that says what it obsoletes. */
export interface Obsoleter {
  /** All that is on offer of its name. */
  offers: readonly Offer[]
  /** Active streams that ship its name. */
  activeStreams: readonly string[]
  /** By package id: the versions of the installed name that it replaces. */
  ranges: ReadonlyMap<number, readonly VersionRange[]>
}

export interface VersionRange {
  /** '' for every version, else how a version compares with `version`. */
  relation: string
  version: string
}

/** All that sources with the same state of modules say about one package name. */
export interface NameOffers {
  offers: readonly Offer[]
  /** Active streams that ship the name. */
  activeStreams: readonly string[]
  /** Those of security advisories; where an advisory is about a module stream, that is active. */
  fixes: readonly Fix[]
  affected?: readonly Affected[]
  obsoleters: readonly Obsoleter[]
}

/** What hosts with the same sources share beside them. */
export interface System {
  /** The package architecture that the host's tool takes for its own. */
  nativeArch: string
  /** rpm: names, globs or NEVRA globs that the host's tool leaves alone, whatever the repository. */
  excludes: readonly string[]
}

/**
 * What hosts with these packages and these sources would move to. The same for all of them: what is a host's own
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
  /** Where the rules themselves say that it is not pending, and why. */
  state?: Pick<Update, 'state' | 'reason'>
}

/** What of a host is not shared with others of the same sources. */
export interface HostFacts {
  machineId: string
  /** deb: names or globs that the host's package manager leaves alone. */
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

/** What is to be explained: the line that `arch` belongs to, of a name. */
export interface Question {
  arch: string
  /** The build that it is about; undefined: not installed. */
  installed: (InstalledBuild & { held: boolean }) | undefined
  /** All builds of the name that are installed. */
  builds: readonly InstalledBuild[]
  offered: NameOffers
  system: System
  host: HostFacts
}

/** How a package manager chooses: a folder each. */
export interface UpdateRules {
  /** Of the package manager. */
  name: string
  /** Whether the builds of one name decide together, or each for itself: then `findChanges` gets one. */
  together: boolean
  /**
   * Where it matters who built what is installed: vendors that nearly all packages have. They count as one, and as
   * vendors that are not told where nobody else offers a name.
   */
  isUsualVendor?(vendor: string): boolean
  findChanges(installed: readonly InstalledBuild[], offered: NameOffers, system: System): Change[]
  /** Adds what is the host's own. */
  toUpdate(change: Change, held: boolean, host: HostFacts): Update
  explainLine(question: Question): LineExplanation
  /** The package architecture that the host's tool takes for its own. */
  nativeArch(machine: string): string
}
