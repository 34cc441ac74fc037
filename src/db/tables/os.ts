import type { Generated } from 'kysely'

export interface OsReleaseTable {
  id: Generated<number>
  name: string
  codename: string
  cpe_name: string
  /** By which errata of feeds know it (`toReleaseKey`); '' where none do. */
  distribution: Generated<string>
  release_key: Generated<string>
}

export interface OsReleaseRepoTable {
  os_release_id: number
  repo_id: number
}

export interface OsVariantTable {
  id: Generated<number>
  name: string
  arch: string
  codename: string
  os_release_id: number
}
