import type { PackageKey } from './package.ts'

/** A package that a repository offers. */
export interface Candidate extends PackageKey {
  /** Source package and its full version; '' where the index names none (then they are the package's own). */
  source: string
  sourceVersion: string
  /** Percentage of hosts that are offered it now (apt's Phased-Update-Percentage); 100 when not phased. */
  phased: number
}

/** What an apt suite's Release file says; '' or 0 where it says nothing. Times: ms since 1970. */
export interface ReleaseFacts {
  origin: string
  label: string
  suite: string
  codename: string
  date: number
  validUntil: number
  notAutomatic: boolean
  butAutomaticUpgrades: boolean
}
