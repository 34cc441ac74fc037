import type { Generated } from 'kysely'
import type { CveState, PackageCveState, SeverityFrom } from '../../model/cve.ts'
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
  /** 0: what is known of CVEs is to be compared with it (again). */
  matched: Flag
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
