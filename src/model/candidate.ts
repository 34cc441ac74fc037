import type { PackageKey } from './package.ts'

/** A package that a repository offers. */
export interface Candidate extends PackageKey {
  /** Source package and its full version; '' where the index names none (then they are the package's own). */
  source: string
  sourceVersion: string
  /** Percentage of hosts that are offered it now (apt's Phased-Update-Percentage); 100 when not phased. */
  phased: number
  /** Who built it, as the index says (rpm); '' where it does not. */
  vendor: string
  obsoletes: readonly Obsolete[]
}

/** Packages that a candidate replaces, by name and version. */
export interface Obsolete {
  name: string
  /** '' for every version, else how a package's version compares with `version`. */
  relation: '' | '=' | '<' | '<=' | '>' | '>='
  /** `[epoch:]version[-release]`, epoch 0 left out; '' with relation ''. */
  version: string
}

/** What most candidates obsolete: one array for all of them. */
export const NO_OBSOLETES: readonly Obsolete[] = []

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

/** Of a repository that says nothing. */
export const NO_RELEASE_FACTS: ReleaseFacts = {
  origin: '',
  label: '',
  suite: '',
  codename: '',
  date: 0,
  validUntil: 0,
  notAutomatic: false,
  butAutomaticUpgrades: false,
}
