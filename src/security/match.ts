import type { PackageCveState } from '../model/cve.ts'
import type { FixState, VersionRange } from '../model/feed-erratum.ts'
import type { PackageType } from '../model/package.ts'
import { isAffected } from '../updates/portage/affected.ts'
import { isInside } from '../updates/version-range.ts'
import { compareKeys } from '../versions/order.ts'
import { compareVersions, schemeOf } from '../versions/scheme.ts'

/** An installed package, as facts see it. */
export interface MatchBuild {
  type: PackageType
  category: string
  name: string
  /** Full. */
  version: string
  sortKey: Uint8Array
  arch: string
  /** What it is built from. */
  source: string
  sourceVersion: string
  sourceKey: Uint8Array
  /** Module streams that ship it (`name:stream`). */
  streams: readonly string[]
}

/** What somebody says of a CVE in a package, for hosts of one release. */
export interface MatchFact {
  cveId: number
  /** What is said of the CVE itself counts before what its errata say. */
  by: 'cve' | 'erratum'
  nameOf: 'binary' | 'source'
  type: PackageType
  category: string
  name: string
  /** Empty for all. */
  arches: readonly string[]
  /** `name:stream`; '' outside of modules. */
  module: string
  state: FixState
  fixed: string
  /** Empty where no version is told. */
  fixedKey: Uint8Array
  ranges: { vulnerable: VersionRange[]; unaffected: VersionRange[] } | undefined
}

export interface Match {
  cveId: number
  state: PackageCveState
  fixed: string
}

/**
 * The CVEs that a package has, by what is said for one release. A package has a CVE if some version that is right is
 * above it, or if it is affected and no version is right. Where a CVE is named by several errata, all of them have to
 * be there: a later one is for what the first left.
 */
export function findPackageCves(build: MatchBuild, facts: readonly MatchFact[]): Match[] {
  const own = facts.filter((fact) => isAbout(fact, build))
  const matches: Match[] = []
  for (const [cveId, said] of Map.groupBy(own, (fact) => fact.cveId)) {
    const direct = said.filter(({ by }) => by === 'cve')
    const match = judge(build, direct.length > 0 ? direct : said)
    if (match) matches.push({ cveId, ...match })
  }
  return matches
}

function isAbout(fact: MatchFact, build: MatchBuild): boolean {
  if (fact.type !== build.type) return false
  if (fact.category !== '' && fact.category !== build.category) return false
  if (fact.name !== (fact.nameOf === 'source' ? build.source : build.name)) return false
  if (fact.arches.length > 0 && !fact.arches.includes(build.arch)) return false
  // builds of another stream, and those outside of modules, are other lines of versions
  return fact.module === '' ? build.streams.length === 0 : build.streams.includes(fact.module)
}

/** From the worst: what nothing helps against counts before what something fixes. */
const WORST: readonly PackageCveState[] = ['unfixed', 'postponed', 'ignored', 'ended', 'fixable', 'undetermined']

function judge(build: MatchBuild, facts: readonly MatchFact[]): Omit<Match, 'cveId'> | undefined {
  const found = facts.flatMap((fact) => {
    const state = toState(build, fact)
    return state === undefined ? [] : [{ state, fact }]
  })
  const state = WORST.find((one) => found.some((match) => match.state === one))
  if (state === undefined) return undefined
  const fixes = found.filter((match) => match.state === 'fixable').map(({ fact }) => fact)
  const highest = fixes.sort((a, b) => compareKeys(b.fixedKey, a.fixedKey))[0]
  return { state, fixed: state === 'fixable' ? (highest?.fixed ?? '') : '' }
}

function toState(build: MatchBuild, fact: MatchFact): PackageCveState | undefined {
  if (fact.state === 'not-affected') return undefined
  if (fact.state === 'undetermined') return 'undetermined'
  if (fact.ranges) return isInRanges(build, fact.ranges) ? (fact.state === 'fixed' ? 'fixable' : fact.state) : undefined
  if (fact.state !== 'fixed') return fact.state
  const key = fact.nameOf === 'source' ? build.sourceKey : build.sortKey
  return compareKeys(key, fact.fixedKey) < 0 ? 'fixable' : undefined
}

function isInRanges(build: MatchBuild, ranges: NonNullable<MatchFact['ranges']>): boolean {
  if (build.type === 'gentoo') return isAffected(build, { ...ranges, package: build.name, advisory: '' })
  const scheme = schemeOf(build.type)
  const isIn = (range: VersionRange) => isInside(build.version, range, (a, b) => compareVersions(scheme, a, b))
  return ranges.vulnerable.some(isIn) && !ranges.unaffected.some(isIn)
}
