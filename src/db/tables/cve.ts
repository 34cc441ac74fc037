import type { Generated } from 'kysely'
import type { CveFixWord, CveState, KernelRole, PackageCveState, SeverityFrom } from '../../model/cve.ts'
import type { FixState } from '../../model/feed-erratum.ts'
import type { PackageType } from '../../model/package.ts'
import type { Flag } from './flag.ts'

export interface CveTable {
  id: Generated<number>
  /** CVE-2024-1234. */
  name: string
  /** Orders names: year and number. */
  number: number
  state: Generated<CveState>
  title: Generated<string>
  description: Generated<string>
  /** Of the source whose texts, dates and references these are: lower ones are believed more. */
  record_rank: Generated<number>
  published_at: Generated<number>
  modified_at: Generated<number>
  /** critical, high, medium, low, none; '' where nobody says. */
  severity: Generated<string>
  severity_from: Generated<SeverityFrom>
  /** The worst that errata say of it, in the same words. */
  vendor_severity: Generated<string>
  /** CVSS in tenths, of the source that is believed most; -1 where there is none. */
  score: Generated<number>
  /** In 100,000ths; -1 where there is none. */
  epss: Generated<number>
  epss_percentile: Generated<number>
  /** When it was found that it is exploited; 0 where it is not known to be. */
  exploited_at: Generated<number>
  exploited_due: Generated<number>
  ransomware: Generated<Flag>
  /** JSON of what else is told of that; '' otherwise. */
  exploited: Generated<string>
  /** Exploited ones first, then by EPSS, then by score: `toUrgency`. */
  urgency: Generated<number>
  /** Hosts that had it when they were counted last; accepted or not. */
  host_count: Generated<number>
  /** Those of them on which a kernel without it is installed, and only has to be started. */
  reboot_count: Generated<number>
  /** Of what they have: whether versions that are right exist. */
  fix: Generated<CveFixWord>
}

/** What was last read of a CVE: equal content is not written again. */
export interface CveSourceTable {
  cve_id: number
  source: string
  checksum: string
}

export interface CveCvssTable {
  cve_id: number
  source: string
  said_by: string
  vector: string
  role: string
  /** 2.0, 3.0, 3.1, 4.0; '' for a vector that is none. */
  version: string
  /** Computed from the vector, in tenths; -1 with a fault. */
  score: number
  /** -1 where none is stated. */
  stated: number
  severity: string
  /** Why it is no vector, or that another score is stated; '' otherwise. */
  fault: string
}

export interface CveCweTable {
  cve_id: number
  cwe: string
  source: string
}

export interface CveReferenceTable {
  cve_id: number
  url: string
  kind: string
}

export interface CweTable {
  name: string
  number: number
  title: string
  description: string
  kind: string
  status: string
}

/** What a distribution says of a CVE in one of its packages, beside its errata. */
export interface CveFixTable {
  source: string
  name: string
  release: string
  /** `name:stream`; '' outside of modules. */
  module: Generated<string>
  cve_id: number
  name_of: 'binary' | 'source'
  type: PackageType
  distribution: string
  state: FixState
  /** The first version that is right, and its sort key; '' and empty otherwise. */
  fixed: string
  fixed_key: Uint8Array
  note: string
  severity: string
}

/** What was last read of a package: equal content is not written again. */
export interface CveFixPackageTable {
  source: string
  name: string
  checksum: string
  /** Whose releases that is about, between blanks. */
  distributions: string
}

/** A package, as installed somewhere (or about to be), has a CVE on hosts of that release. */
export interface PackageCveTable {
  cve_id: number
  package_id: number
  os_release_id: number
  state: PackageCveState
  /** The first version that is right, of the package or of its source; '' where there is none. */
  fixed: string
}

/** A package that was seen on hosts of a release, or as what they would install. */
export interface CvePackageTable {
  package_id: number
  os_release_id: number
  /** The source package that it is built from: of errata's words. */
  source: string
  /** How often it was asked to compare it with what is known of CVEs since that was done; 0: it is up to date. */
  stale: number
}

/** Its hosts are to be counted again. */
export interface CveRecountTable {
  cve_id: number
  /** How often that was asked for since they were counted. */
  asked: number
}

/** Hosts of that release had it when they were counted last. */
export interface CveReleaseTable {
  cve_id: number
  os_release_id: number
}

/** A kernel of a host that has several, one of which is known to run; not the one that runs and is started next. */
export interface HostKernelTable {
  host_id: number
  package_id: number
  role: KernelRole
}

/** Pending updates of packages of that name end that CVE on some host. */
export interface SolvedCveTable {
  name_id: number
  cve_id: number
}

/** A set of errata is in force for hosts of that release. */
export interface SetReleaseTable {
  set_id: number
  os_release_id: number
}

/** From what packages were last matched. */
export interface CveMatchStateTable {
  key: string
  value: string
}
