import type { Generated } from 'kysely'
import type { PackageType } from '../../model/package.ts'
import type { MirrorState } from '../../model/update.ts'
import type { Flag } from './flag.ts'

export interface RepoTable {
  id: Generated<number>
  /** Of the line that founded it; see `RepoKeyTable`. */
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

/**
 * How hosts know a repository: `<type> <normalised URLs>`, without `http:` or `https:`, all that a line names, in one
 * order. A host that names other URLs has another repository: nobody adds a mirror to what others use.
 */
export interface RepoKeyTable {
  key: string
  repo_id: number
}

export interface MirrorTable {
  id: Generated<number>
  repo_id: number
  /** Its repository's. */
  type: PackageType
  /** Normalised; another repository may have it too. */
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
  /** When the repository says that its index was made; 0 where it does not say. */
  published_at: Generated<number>
  /** Of the index as published (compressed), SHA-256 hex. */
  checksum: string
  package_set_id: number | null
  module_set_id: number | null
  errata_set_id: number | null
  /** The mirrorlist or metalink that gave it; null: hosts or a person named it. */
  from_mirror_id: number | null
  /** Which file was read, and its validators for conditional requests. */
  index_url: string
  etag: string
  last_modified: string
}
