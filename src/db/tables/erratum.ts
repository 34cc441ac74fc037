import type { Generated } from 'kysely'

export interface ErratumTable {
  id: Generated<number>
  /** RHSA-2024:1234, openSUSE-SU-2024:0123-1, … as its vendor calls it. */
  name: string
  /** `updateinfo`, or the feed that it is from. */
  source: string
  /** security, bugfix, enhancement, newpackage, … in lower case. */
  type: string
  /** As the vendor says it, in lower case; '' where it says none. */
  severity: string
  title: string
  description: string
  issued_at: number
  updated_at: number
  /** Of its content: an unchanged one is not written again. */
  checksum: string
  /** When somebody else was asked for what it lacks; 0: not since it was written. */
  asked_at: Generated<number>
}

export interface ErratumCveTable {
  erratum_id: number
  cve: string
}

export interface ErratumReferenceTable {
  erratum_id: number
  url: string
  kind: string
  title: string
}

export interface ErratumReleaseTable {
  erratum_id: number
  os_release_id: number
}
