import type { PackageKey } from './package.ts'

/** An advisory of a vendor, with the packages that fix what it is about. Texts are '' and times 0 where it says nothing. */
export interface Erratum {
  /** RHSA-2024:1234, openSUSE-SU-2024:0123-1, … as its vendor calls it. */
  name: string
  /** `security`, `bugfix`, `enhancement`, `newpackage`, `retracted` (its vendor took it back), or what else the vendor says, in lower case. */
  type: string
  /** As the vendor says it, in lower case. */
  severity: string
  title: string
  description: string
  /** Milliseconds since 1970. */
  issuedAt: number
  updatedAt: number
  /** What it says that it is for, in the vendor's words: a release, names of collections. */
  products: string[]
  /** CVE-2024-1234, in upper case, each once. */
  cves: string[]
  references: ErratumReference[]
  packages: ErratumPackage[]
}

export interface ErratumReference {
  url: string
  /** `cve`, `bugzilla`, `self`, … in lower case. */
  kind: string
  title: string
}

export interface ErratumPackage {
  key: PackageKey
  /** `name:stream` of the module that the package is of; '' outside of modules. */
  module: string
}
