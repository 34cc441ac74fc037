import type { PackageKey, PackageType } from './package.ts'
import type { Reject } from './reject.ts'

/** `unknown`: the host cannot tell, the server should work it out. */
export type RebootState = 'yes' | 'no' | 'unknown'

export interface ReportedPackage extends PackageKey {
  /** Source package and its full version, where the client tells; '' otherwise. */
  source: string
  sourceVersion: string
  held: boolean
  vendor: string
  /** Milliseconds since 1970, 0 when not told. */
  installTime: number
  /** Gentoo: the repository that it was built from; '' elsewhere. */
  repo: string
}

/** Where a repository is, as a host says it. */
export interface NamedRepo {
  type: PackageType
  name: string
  /** rpm, arch: the repository id; '' for deb. */
  id: string
  /** deb: apt's pin (higher wins); rpm: yum's priority (lower wins); 0 for arch, where there is none. */
  priority: number
  /** As reported, not normalised. At least one. */
  urls: string[]
}

export interface ReportedRepo extends NamedRepo {
  /** dnf's module_hotfixes: its packages are visible whatever streams are active. */
  hotfix: boolean
  /** dnf's excludepkgs and includepkgs of this repository alone: names, globs or NEVRA globs. */
  excludes: string[]
  includes: string[]
}

export interface ReportedModule {
  name: string
  stream: string
  version: string
  context: string
  arch: string
  repo: string
  /** NEVRAs as reported. */
  packages: string[]
}

/** An update that the host's own package manager found. */
export interface ReportedUpdate {
  name: string
  /** `[epoch:]version-release`. */
  version: string
  arch: string
  repo: string
}

/**
 * What one host said, free of the wire format: both protocols end here. A section that is `undefined` was
 * not sent: what is known of the host stays as it is. An empty one is believed.
 */
export interface Report {
  protocol: 1 | 2
  /** Lower case; '' when the host sent none (the reverse name of its address is taken then). */
  hostname: string
  arch: string
  kernel: string
  os: string
  tags: string[]
  reboot: RebootState
  packages: ReportedPackage[] | undefined
  repos: ReportedRepo[] | undefined
  modules: ReportedModule[] | undefined
  /** An update (name, arch, version) in both lists is only in the first. */
  securityUpdates: ReportedUpdate[]
  bugfixUpdates: ReportedUpdate[]
  /** The host looked for updates itself: that there are none in the lists says that there are none. */
  localUpdates: boolean
  /** Milliseconds since 1970, 0 when not told. */
  bootTime: number
  machineId: string
  clientVersion: string
  /** Names, globs or NEVRA globs that the host's package manager leaves alone; also what it has locked. */
  excludes: string[]
  /** Modules that the host's dnf has disabled. */
  disabledModules: string[]
  /** Repository ids in the host's own order; empty when not told. */
  repoOrder: string[]
  /** Services that still run code of a package that was replaced. */
  servicesToRestart: string[]
  rejects: Reject[]
}
