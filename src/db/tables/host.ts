import type { Generated } from 'kysely'
import type { HostEventKind } from '../../model/history.ts'
import type { RebootState } from '../../model/report.ts'
import type { UpdateState } from '../../model/update.ts'
import type { Flag } from './flag.ts'

export interface HostTable {
  id: Generated<number>
  hostname: string
  domain: string
  ip: string
  reverse_dns: string
  check_dns: Flag
  host_repos_only: Flag
  kernel: string
  arch: string
  os_variant_id: number
  /** The highest installed kernel of the running flavour decides; `unknown` keeps its reason too. */
  reboot: RebootState
  reboot_reason: string
  boot_time: number
  machine_id: string
  client_version: string
  /** Names, globs or NEVRA globs, locks among them: a JSON array of strings. */
  excludes: string
  /** Modules that the host's dnf has disabled; a JSON array of strings. */
  disabled_modules: Generated<string>
  repo_order: string
  created_at: number
  updated_at: number
  /** When the report was received that is in force; `last_report_id` breaks ties. */
  last_report_at: number
  last_report_id: number
  packages_digest: string
  repos_digest: string
  modules_digest: string
  /** Of the updates that the host found itself. */
  updates_digest: string
  /** It says that it looked for updates itself, also where it found none. */
  finds_itself: Generated<Flag>
  /** JSON of the last report's small facts (`ReportFacts`), to tell what changed. */
  reported_facts: string
  package_count: number
  /** Written in the transaction that writes the host's updates. */
  security_count: number
  bugfix_count: number
  /** 1 while some repository of the host could not be read: its counts are then a lower bound. */
  has_unknown: Flag
  updates_as_of: number
  /** The sources that they were found from; counts only while `updates_as_of` is not 0. */
  updates_basis: Generated<string>
}

export interface HostTagTable {
  host_id: number
  tag: string
}

export interface HostPackageTable {
  host_id: number
  package_id: number
  held: Flag
  /** Who built it, where the client tells; 0 where not. */
  vendor_id: Generated<number>
}

export interface HostRepoTable {
  host_id: number
  repo_id: number
  enabled: Flag
  priority: number
  /** dnf's module_hotfixes: its packages are visible whatever streams are active. */
  hotfix: Generated<Flag>
  /** dnf's excludepkgs and includepkgs of the repository on that host: JSON arrays of strings. */
  excludes: Generated<string>
  includes: Generated<string>
}

export interface ModuleTable {
  id: Generated<number>
  name: string
  stream: string
  version: string
  context: string
  arch: string
  /** The repository id that the host named. */
  repo: string
}

export interface HostModuleTable {
  host_id: number
  module_id: number
  /** JSON array of NEVRAs, as reported. */
  packages: string
}

/** Updates that the host found itself (its repositories need credentials). */
export interface HostReportedUpdateTable {
  host_id: number
  name: string
  arch: string
  version: string
  repo: string
  security: Flag
}

/** History; names and versions as text, so that it outlives the packages. */
export interface HostEventTable {
  id: Generated<number>
  host_id: number
  at: number
  kind: HostEventKind
  name: string
  arch: string
  old: string
  new: string
}

export interface HostUpdateTable {
  host_id: number
  update_id: number
  security: Flag
  state: UpdateState
  /** The repository that offers the candidate. */
  repo_id: number
  /** Why it is (not) a security update, held, phased: one sentence. */
  reason: string
}
