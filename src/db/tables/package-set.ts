import type { Generated } from 'kysely'
import type { PartKind } from '../../model/part.ts'
import type { Flag } from './flag.ts'

/** What one index file holds; mirrors with the same checksum share one. Built aside, then swapped in. */
export interface PackageSetTable {
  id: Generated<number>
  /** Packages (primary.xml, Packages), module streams (modules.yaml) or errata (updateinfo.xml). */
  kind: Generated<PartKind>
  /** Of the file as published (compressed): SHA-256 in hex, or `<algorithm>:<hex>`. */
  checksum: string
  ready: Flag
  /** Packages, module streams or errata: what the set is of. */
  package_count: number
  /** All, also those of which nothing is kept. */
  reject_count: Generated<number>
  created_at: number
}

/** What of the file could not be used, and why. */
export interface SetRejectTable {
  set_id: number
  ordinal: number
  section: string
  position: number
  text: string
  reason: string
}

export interface PackageSetEntryTable {
  package_id: number
  set_id: number
  /** Percentage of hosts that get it now. */
  phased: number
  vendor_id: Generated<number>
}

/** A package of a set declares that it replaces packages of that name. */
export interface SetObsoleteTable {
  name_id: number
  set_id: number
  package_id: number
  /** '' for any version, else `=`, `<`, `<=`, `>` or `>=` before `version` (an EVR). */
  relation: string
  version: string
}

/** A module stream (one NSVCA) that a set of kind `modules` describes. */
export interface SetModuleTable {
  id: Generated<number>
  set_id: number
  name: string
  stream: string
  version: string
  context: string
  arch: string
  summary: Generated<string>
  /** JSON of `ModuleRequirement[]`. */
  requires: Generated<string>
}

/** The stream of a module that is active where the host chose none. */
export interface SetModuleDefaultTable {
  set_id: number
  name: string
  stream: string
}

/** An artifact of a stream; the package need not be in any package set. */
export interface SetModulePackageTable {
  set_module_id: number
  package_id: number
}

/** A set of kind `errata` lists it. */
export interface SetErratumTable {
  set_id: number
  erratum_id: number
  /** Its type, as this set says it: what another repository calls an erratum of that name says nothing here. */
  security: Flag
  /** Its vendor took it back, by this set. */
  retracted: Generated<Flag>
}

/** The version of a package that fixes what an erratum is about; `module`: `name:stream`, '' outside of modules. */
export interface SetErratumPackageTable {
  package_id: number
  set_id: number
  erratum_id: number
  module: string
}
