import type { Generated } from 'kysely'
import type { PackageType } from '../../model/package.ts'

export interface PackageNameTable {
  id: Generated<number>
  name: string
  /** Hosts that have some version of it: written by `countInstalled`, with the host's packages. */
  host_count: Generated<number>
}

export interface PackageTable {
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

/** How often rows were removed that processes may remember (`PackageMemory`). */
export interface RemovalTable {
  name: 'package' | 'package_update'
  count: number
}

export interface PackageUpdateTable {
  id: Generated<number>
  installed_id: number
  candidate_id: number
  /** Hosts where it is pending, and where it is a pending security update: written by `countUpdates`. */
  host_count: Generated<number>
  security_host_count: Generated<number>
}

export interface VendorTable {
  id: Generated<number>
  name: string
}
