import type { Erratum } from './erratum.ts'
import type { PackageType } from './package.ts'
import type { Reject } from './reject.ts'

/**
 * An advisory as a distribution's own feed tells it. Such feeds name no builds (`packages` is empty) but, in `fixes`,
 * from which version on a package is right: often a source package, whose binaries only the indexes know.
 */
export interface FeedErratum extends Erratum {
  fixes: ErratumFix[]
}

/** What of an advisory holds for one package in one release. */
export interface ErratumFix {
  /** Whose name it is: a package's, or a source package's: then it holds for all that is built of that. */
  of: 'binary' | 'source'
  type: PackageType
  /** Gentoo's; '' elsewhere. */
  category: string
  name: string
  /** As the feed calls it: `bookworm`, `v3.20`; '' where a distribution has but one. */
  release: string
  /** Architectures; empty for all. */
  arches: string[]
  /** `name:stream` of the module that it is of (rpm); '' outside of modules. */
  module: string
  /** Who can install it: '' everybody; `esm-infra`, … hosts with that part of Ubuntu Pro. */
  pocket: string
  state: FixState
  /** Why that state, where the feed says so. */
  note: string
  /** A version is affected that is in one of `vulnerable` and in none of `unaffected`. */
  vulnerable: VersionRange[]
  unaffected: VersionRange[]
}

/** `unfixed`: affected, no version helps yet; `ended`: the release or package is not looked after any more. */
export type FixState = 'fixed' | 'unfixed' | 'not-affected' | 'postponed' | 'ignored' | 'ended' | 'undetermined'

export interface VersionRange {
  /** '' for every version, else how a version compares with `version`. */
  relation: '' | '=' | '<' | '<=' | '>' | '>='
  /** Whole, as the native tool prints it; '' with relation ''. With `=` it may end in `*` (Gentoo). */
  version: string
  /** Only versions of this slot (Gentoo); '' for any. */
  slot: string
  /** Only other revisions of that same version (Gentoo's `rge`, `rlt`, …). */
  isRevision: boolean
}

/** What a piece of a feed held. */
export interface FeedPart {
  errata: FeedErratum[]
  rejects: Reject[]
  /** Names of errata that do not hold any more, where a feed tells what changed. */
  gone?: string[]
}
