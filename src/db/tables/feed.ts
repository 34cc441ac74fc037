import type { Generated } from 'kysely'
import type { FeedState, FeedYield } from '../../model/feed.ts'
import type { FixState } from '../../model/feed-erratum.ts'
import type { PackageType } from '../../model/package.ts'

/** Something that is read for errata or CVEs, and how that went. */
export interface FeedTable {
  id: Generated<number>
  /** `debian-dsa`, `alpine-v3.20-main`. */
  name: string
  /** Of the source, for people. */
  title: string
  /** Of one source; for errata also the distribution that they are for. */
  source: string
  yields: FeedYield
  /** The release that all of it is for; '' where it says that itself. */
  release: string
  url: string
  state: Generated<FeedState>
  /** One sentence while it fails. */
  reason: Generated<string>
  failed_since: Generated<number>
  fail_count: Generated<number>
  /** Before then its server does not want to be asked again; 0 where it did not say so. */
  retry_at: Generated<number>
  checked_at: Generated<number>
  /** When what is in force was known to be current. */
  confirmed_at: Generated<number>
  changed_at: Generated<number>
  etag: Generated<string>
  last_modified: Generated<string>
  /** Of what is in force: it commits with the data that it is of. */
  fingerprint: Generated<string>
  item_count: Generated<number>
  /** Of errata: how many versions of packages they say something about. */
  fix_count: Generated<number>
  reject_count: Generated<number>
  /** Its errata; null where there are none, or it yields something else. */
  set_id: number | null
  /** The set that hosts' updates were last flagged by: while it is another one, some are still to be flagged. */
  flagged_set_id: number | null
}

/** What an erratum of a feed's set says of one package in one release. */
export interface ErratumFixTable {
  set_id: number
  /** In the set. */
  ordinal: number
  erratum_id: number
  /** Of a package, or of the source package that it is built from. */
  name_of: 'binary' | 'source'
  type: PackageType
  category: string
  name: string
  release: string
  /** Separated by blanks; '' for all. */
  arches: string
  /** `name:stream`; '' outside of modules. */
  module: Generated<string>
  /** Who can install it: '' everybody; `esm-infra`, … hosts with that part of Ubuntu Pro. */
  pocket: string
  state: FixState
  note: string
  /** Where there is one version that is right, as are all above: it, and its sort key; '' and empty otherwise. */
  fixed: string
  fixed_key: Uint8Array
  /** JSON of `{ vulnerable, unaffected }` (VersionRange[]) where one version does not tell; '' otherwise. */
  ranges: string
}
