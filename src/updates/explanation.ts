import type { UpdateState } from '../model/update.ts'

/** Why a package of a host has an update, or none: as data, and in sentences. */
export interface Explanation {
  hostname: string
  package: string
  /** One for each architecture that is installed; one for the native architecture where none is. */
  lines: NamedLine[]
  /** Repositories that may offer more than is known. */
  unknown: UnknownSource[]
  /** What holds for all lines. */
  sentences: string[]
}

export interface NamedLine extends LineExplanation {
  /** Of the package, with its category where there is one. */
  name: string
}

export interface LineExplanation {
  arch: string
  /** '' when it is not installed. */
  installed: string
  /** What the host's package manager would move to, the installed version included; '' for none. */
  candidate: string
  /** `none`: the candidate is no update. */
  state: UpdateState | 'none'
  security: boolean
  /** The highest first. */
  versions: VersionExplanation[]
  /** The rule that decided, then what else matters. */
  sentences: string[]
}

export interface VersionExplanation {
  version: string
  installed: boolean
  /** What it counts with. */
  priority: number
  /** One word of the package manager's rules: `candidate`, `outranked`, … */
  verdict: string
  repositories: OfferedBy[]
}

export interface OfferedBy {
  id: number
  label: string
  priority: number
  security: boolean
  arch: string
  /** Hosts in a hundred that are offered it now. */
  phased: number
}

/** A repository of the host whose answer is not current, and why. */
export interface UnknownSource {
  /** 0: it is about the host, not about a repository. */
  repoId: number
  name: string
  reason: string
}
