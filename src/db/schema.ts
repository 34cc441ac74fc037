import type { Generated } from 'kysely'
import type { HostEventKind } from '../model/history.ts'
import type { KeyScope } from '../model/key-scope.ts'
import type { PackageType } from '../model/package.ts'
import type { RebootState } from '../model/report.ts'
import type { MirrorState, UpdateState } from '../model/update.ts'

/**
 * The tables. Times are UTC milliseconds, 0 for never. Booleans are 0 or 1 (`Flag`), JSON is text: the same on
 * both databases. What does not exist is '' or 0, never null: only references that may be absent are null.
 */
export interface Tables {
  user_account: UserAccountTable
  session: SessionTable
  login_failure: LoginFailureTable
  api_key: ApiKeyTable
  os_release: OsReleaseTable
  os_release_repo: OsReleaseRepoTable
  os_variant: OsVariantTable
  host: HostTable
  host_tag: HostTagTable
  host_package: HostPackageTable
  host_repo: HostRepoTable
  host_module: HostModuleTable
  host_reported_update: HostReportedUpdateTable
  host_event: HostEventTable
  host_update: HostUpdateTable
  package_name: PackageNameTable
  package: PackageTable
  package_update: PackageUpdateTable
  package_set: PackageSetTable
  package_set_entry: PackageSetEntryTable
  module: ModuleTable
  repo: RepoTable
  mirror: MirrorTable
  mirror_reject: MirrorRejectTable
  report: ReportTable
  report_body: ReportBodyTable
  report_reject: ReportRejectTable
  job: JobTable
  schedule_run: ScheduleRunTable
  fleet_day: FleetDayTable
}

export type Flag = 0 | 1

interface UserAccountTable {
  id: Generated<number>
  name: string
  /** argon2id, PHC string. */
  password_hash: string
  is_admin: Flag
  created_at: number
}

interface SessionTable {
  /** SHA-256 of the cookie's token, hex. */
  token_hash: string
  user_id: number
  csrf_token: string
  created_at: number
  expires_at: number
}

/** Throttling: one row for each user name and each address that failed lately. */
interface LoginFailureTable {
  subject: string
  count: number
  last_at: number
}

interface ApiKeyTable {
  id: Generated<number>
  name: string
  /** The first characters of the key, shown in lists. */
  prefix: string
  /** SHA-256 of the whole key, hex (the key has 256 random bits: no slow hash is needed). */
  hash: string
  scope: KeyScope
  created_at: number
  last_used_at: number
  revoked_at: number
}

interface OsReleaseTable {
  id: Generated<number>
  name: string
  codename: string
  cpe_name: string
}

interface OsReleaseRepoTable {
  os_release_id: number
  repo_id: number
}

interface OsVariantTable {
  id: Generated<number>
  name: string
  arch: string
  codename: string
  os_release_id: number
}

interface HostTable {
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
  /** JSON array of strings. */
  excludes: string
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
  /** JSON of the last report's small facts (`ReportFacts`), to tell what changed. */
  reported_facts: string
  package_count: number
  /** Written in the transaction that writes the host's updates. */
  security_count: number
  bugfix_count: number
  /** 1 while some repository of the host could not be read: its counts are then a lower bound. */
  has_unknown: Flag
  updates_as_of: number
}

interface HostTagTable {
  host_id: number
  tag: string
}

interface HostPackageTable {
  host_id: number
  package_id: number
  held: Flag
}

interface HostRepoTable {
  host_id: number
  repo_id: number
  enabled: Flag
  priority: number
}

interface ModuleTable {
  id: Generated<number>
  name: string
  stream: string
  version: string
  context: string
  arch: string
  /** The repository id that the host named. */
  repo: string
}

interface HostModuleTable {
  host_id: number
  module_id: number
  /** JSON array of NEVRAs, as reported. */
  packages: string
}

/** Updates that the host found itself (its repositories need credentials). */
interface HostReportedUpdateTable {
  host_id: number
  name: string
  arch: string
  version: string
  repo: string
  security: Flag
}

/** History; names and versions as text, so that it outlives the packages. */
interface HostEventTable {
  id: Generated<number>
  host_id: number
  at: number
  kind: HostEventKind
  name: string
  arch: string
  old: string
  new: string
}

interface HostUpdateTable {
  host_id: number
  update_id: number
  security: Flag
  state: UpdateState
  /** The repository that offers the candidate. */
  repo_id: number
  /** Why it is (not) a security update, held, phased: one sentence. */
  reason: string
}

interface PackageNameTable {
  id: Generated<number>
  name: string
  /** Hosts that have some version of it: written by `countInstalled`, with the host's packages. */
  host_count: Generated<number>
}

interface PackageTable {
  id: Generated<number>
  name_id: number
  type: PackageType
  category: string
  epoch: string
  version: string
  release: string
  arch: string
  /** Byte order is version order in the type's scheme. */
  sort_key: Uint8Array
  source: string
  source_version: string
  /** Hosts that have it: written by `countInstalled`, with the host's packages. */
  host_count: Generated<number>
}

interface PackageUpdateTable {
  id: Generated<number>
  installed_id: number
  candidate_id: number
  /** Hosts where it is pending, and where it is a pending security update: written by `countUpdates`. */
  host_count: Generated<number>
  security_host_count: Generated<number>
}

/** What an index holds; mirrors with the same checksum share one. Built aside, then swapped in. */
interface PackageSetTable {
  id: Generated<number>
  checksum: string
  ready: Flag
  package_count: number
  created_at: number
}

interface PackageSetEntryTable {
  package_id: number
  set_id: number
  /** Percentage of hosts that get it now. */
  phased: number
}

interface RepoTable {
  id: Generated<number>
  /** `<type> <normalised first URL>`, without `http:` or `https:`: the identity. */
  key: string
  type: PackageType
  name: string
  /** rpm, arch: the id that hosts use; '' for deb. */
  repo_id: string
  arch: string
  enabled: Flag
  /** An administrator said so; see also `release_security`. */
  security: Flag
  /** The Release file (or where it has none the suite in the path) says so. */
  release_security: Flag
  auth_required: Flag
  muted: Flag
  created_at: number
  origin: string
  label: string
  suite: string
  codename: string
  release_date: number
  valid_until: number
  not_automatic: Flag
  but_automatic_upgrades: Flag
}

interface MirrorTable {
  id: Generated<number>
  repo_id: number
  /** Its repository's: a host that calls a URL by a wrong type does not take it away from the others. */
  type: PackageType
  /** Normalised. */
  url: string
  enabled: Flag
  /** 0: not refreshed any more (by hand, or after too many failures). */
  refresh: Flag
  is_mirrorlist: Flag
  state: MirrorState
  reason: string
  failing_since: number
  fail_count: number
  last_access_ok: Flag
  /** The last attempt, whatever its outcome. */
  checked_at: number
  /** The last attempt that ended with the current data confirmed or replaced. */
  confirmed_at: number
  /** The last time that the package set changed. */
  changed_at: number
  /** Of the index as published (compressed), SHA-256 hex. */
  checksum: string
  package_set_id: number | null
  /** Which file was read, and its validators for conditional requests. */
  index_url: string
  etag: string
  last_modified: string
  reject_count: number
}

interface MirrorRejectTable {
  mirror_id: number
  ordinal: number
  section: string
  position: number
  text: string
  reason: string
}

interface ReportTable {
  id: Generated<number>
  hostname: string
  ip: string
  protocol: number
  user_agent: string
  /** As reported: shown in lists without opening the body. */
  os: string
  arch: string
  kernel: string
  /** Comma separated. */
  tags: string
  received_at: number
  state: 'pending' | 'processed' | 'superseded' | 'failed'
  processed_at: number
  attempts: number
  /** Not before this time, after a failure. */
  retry_at: number
  error: string
  /** CPU-free: wall milliseconds of processing. */
  duration_ms: number
  reject_count: number
  /** Of each section as parsed; '' when it was not sent. */
  packages_digest: string
  repos_digest: string
  modules_digest: string
  updates_digest: string
  /** JSON of what is small (`ReportFacts`): an unchanged report is processed without opening its body. */
  facts: string
  body_hash: string | null
}

/** Each body once: most reports of a host are the bytes of the one before. Removed when no report has it any more. */
interface ReportBodyTable {
  /** SHA-256 of the body as received, base64url. */
  hash: string
  /** The request's body, zstd; a protocol 1 body is stored as JSON of its fields. */
  body: Uint8Array
}

interface ReportRejectTable {
  report_id: number
  ordinal: number
  section: string
  position: number
  text: string
  reason: string
}

interface JobTable {
  id: Generated<number>
  kind: string
  /** What it is about (a repository's id, a host name); '' for all. */
  subject: string
  /** JSON object. */
  options: string
  state: 'queued' | 'running' | 'done' | 'partial' | 'failed'
  priority: number
  run_at: number
  attempts: number
  max_attempts: number
  /** `<machine>:<pid>:<thread>`; '' while queued. */
  claimed_by: string
  lease_until: number
  created_at: number
  started_at: number
  finished_at: number
  error: string
  /** JSON: what it did, in numbers. */
  result: string
}

interface ScheduleRunTable {
  kind: string
  /** The due time that was started last: one server of many starts it. */
  due_at: number
}

/** The fleet on one UTC day, for the dashboard's history. */
interface FleetDayTable {
  /** YYYY-MM-DD. */
  day: string
  hosts: number
  security_hosts: number
  security_updates: number
  bugfix_updates: number
}
