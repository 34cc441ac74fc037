import type { FixState } from './feed-erratum.ts'
import type { PackageType } from './package.ts'
import type { Reject } from './reject.ts'

/** What one source says of a CVE. Texts are '' and times 0 where it says nothing. */
export interface CveRecord {
  /** CVE-2024-1234. */
  name: string
  /** `rejected`: its number is not to be used. */
  state: 'published' | 'rejected'
  title: string
  description: string
  /** Milliseconds since 1970. */
  publishedAt: number
  modifiedAt: number
  scores: CveScore[]
  /** CWE-79, each once. */
  cwes: string[]
  references: CveReference[]
}

/** A CVSS vector as stated. */
export interface CveScore {
  /** Who says so: an address, the short name of an organisation. */
  by: string
  /** Who that is: who gave the CVE its number, an authorised publisher, NVD, or somebody else. */
  role: ScoreRole
  vector: string
  /** 0 to 10; undefined where none is stated beside the vector. */
  stated: number | undefined
}

/** In the order in which they are believed. */
export const SCORE_ROLES = ['cna', 'adp', 'nvd', 'other'] as const
export type ScoreRole = (typeof SCORE_ROLES)[number]

export interface CveReference {
  url: string
  /** `patch`, `vendor-advisory`, … in lower case; '' where it is not told. */
  kind: string
}

/** What a piece of a source held. */
export interface CvePart {
  records: CveRecord[]
  rejects: Reject[]
}

/** How likely it is that a CVE is exploited in the next 30 days (FIRST's EPSS): both 0 to 1. */
export interface CveChance {
  name: string
  epss: number
  /** Of all CVEs this share has no higher chance. */
  percentile: number
}

/** A CVE that is known to be exploited (CISA's catalogue). */
export interface ExploitedCve {
  name: string
  title: string
  vendor: string
  product: string
  description: string
  /** What is to be done about it. */
  action: string
  addedAt: number
  /** When it should be done. */
  dueAt: number
  /** By ransomware. */
  isRansomware: boolean
  cwes: string[]
}

/** A kind of weakness. */
export interface Cwe {
  /** CWE-79. */
  name: string
  title: string
  description: string
  /** `weakness`, `category` or `view`. */
  kind: string
  /** Stable, draft, deprecated, … in lower case. */
  status: string
}

/** What a distribution says about a CVE in one of its packages. */
export interface CveFix {
  cve: string
  of: 'binary' | 'source'
  type: PackageType
  name: string
  /** As the distribution calls it: `bookworm`. */
  release: string
  /** `name:stream` of the module that it is of (rpm); '' outside of modules. */
  module: string
  state: FixState
  /** With state `fixed`: the first version that is right; else ''. */
  version: string
  /** Why that state, where it is told. */
  note: string
  /** As the distribution says it, in lower case; '' where it does not. */
  severity: string
}

/** `unknown`: something names it, and no record of it was read. */
export type CveState = 'unknown' | 'published' | 'rejected'

/** Whose word the severity of a CVE is: of the vendor's errata first, then who gave it its number, then NVD. */
export type SeverityFrom = '' | 'vendor' | ScoreRole

/**
 * How a package is affected: a version that is right exists, or none does, for a reason; `undetermined`: nobody knows
 * whether it is.
 */
export type PackageCveState = 'fixable' | 'unfixed' | 'postponed' | 'ignored' | 'ended' | 'undetermined'

/** Of what hosts have of a CVE: whether versions that are right exist; '' where no host has it. */
export type CveFixWord = 'available' | 'partly' | 'none' | ''

/** What a kernel is to its host: it runs, and another one is started next; that one; or neither. */
export type KernelRole = 'running' | 'next' | 'idle'

/**
 * How a host is, to a CVE. `reboot`: its running kernel has it, the one that is started next has not, and nothing else
 * has it.
 */
export type CveHostStatus = 'affected' | 'reboot' | 'accepted' | 'fixed' | 'not-applicable' | 'unknown'
