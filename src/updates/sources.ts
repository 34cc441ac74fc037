import type { ReleaseKey } from '../model/feed.ts'
import type { PackageType } from '../model/package.ts'
import type { UnknownSource } from './explanation.ts'
import { findRules, type OsFacts } from './manager.ts'
import type { Source, System, UpdateRules } from './rules.ts'

/** An enabled repository and what it offers now. */
export interface SourceRepo {
  id: number
  type: PackageType
  name: string
  /** As hosts call it; '' for deb. */
  repoId: string
  arch: string
  security: boolean
  origin: string
  label: string
  suite: string
  codename: string
  notAutomatic: boolean
  butAutomaticUpgrades: boolean
  /** null: no index was ever read. */
  packageSetId: number | null
  moduleSetId: number | null
  errataSetId: number | null
  /** Why there may be candidates that are not known; '' when there are none. */
  unknown: string
  /** Only hosts can read it. */
  hostOnly: boolean
}

/** What a host says of a repository that it names. */
export interface OwnRepo {
  repoId: number
  enabled: boolean
  priority: number
  hotfix: boolean
  excludes: readonly string[]
  includes: readonly string[]
}

/** A host, the repositories that it names, and (where it looks at them too) those of its OS release. */
export interface SourceUse {
  os: OsFacts
  /** As `uname -m` says. */
  machine: string
  /** The architecture of its own dpkg; '' where that is not known. */
  dpkgArch: string
  own: readonly OwnRepo[]
  ofRelease: readonly number[]
  /** rpm: what its package manager leaves alone, wherever it is from. */
  excludes: readonly string[]
  /** Module streams that it has enabled, and modules that it has disabled. */
  streams: readonly { name: string; stream: string }[]
  disabledModules: readonly string[]
  /** By which errata tell its system from others; undefined where none do. */
  release?: ReleaseKey | undefined
  /** It tells updates that its own package manager found. */
  findsItself: boolean
}

/** What hosts with the same key share: the same sources have the same candidates for the same package. */
export interface SourceGroup {
  key: string
  /** The same without what feeds say: who changes that finds the hosts that it matters to. */
  basis: string
  rulesOf(type: PackageType): UpdateRules | undefined
  systemOf(type: PackageType): System
  /** Who offers a package set; several repositories can have the same one. */
  sourcesOfSet: ReadonlyMap<number, readonly Source[]>
  /** Sets of module streams and of errata of its repositories, in order. */
  moduleSetIds: readonly number[]
  errataSetIds: readonly number[]
  /** The set of errata of a repository, by its id. */
  errataSetOf: ReadonlyMap<number, number>
  /** Sets of errata of its distribution's own feeds, and its release there. */
  feedSetIds: readonly number[]
  release: ReleaseKey | undefined
  /** The enabled stream of a module. */
  streams: ReadonlyMap<string, string>
  disabledModules: ReadonlySet<string>
  /** All patterns by which packages are excluded or included; `filterKey` tells them apart. */
  filters: readonly string[]
  filterKey: string
}

/** The errata in force of a feed. */
export interface FeedSet {
  setId: number
  distribution: string
  /** '' where they say themselves for which. */
  release: string
}

/** A host's sources in order of their ids: the whole key of its candidates. */
export function toSourceGroup(
  use: SourceUse,
  repos: ReadonlyMap<number, SourceRepo>,
  feeds: readonly FeedSet[] = [],
): SourceGroup {
  const used = listUsed(use, repos)
  const moduleSetIds = listIds(used.map(({ repo }) => repo.moduleSetId))
  const own = feeds.filter((feed) => isFor(feed, use.release))
  const feedSetIds = listIds(own.map(({ setId }) => setId))
  // what is for one release names builds as repositories do
  const ofRelease = own.filter(({ release }) => release !== '').map(({ setId }) => setId)
  const repoErrata = listIds(used.map(({ repo }) => repo.errataSetId))
  const key = used.map(({ repo, own }) => {
    const { id, packageSetId, security, suite } = repo
    return `${id}:${packageSetId ?? ''}:${own.priority}${security ? 's' : ''}${own.hotfix ? 'h' : ''}:${suite}`
  })
  const filterKey = toFilterKey(use, used)
  const modularKey = moduleSetIds.length === 0 ? '' : JSON.stringify([use.streams, use.disabledModules])
  const system = (type: PackageType): System => ({ nativeArch: toNativeArch(type, use), excludes: use.excludes })
  const manager = findRules('rpm', use.os)?.name
  const release = use.release ? `${use.release.distribution} ${use.release.release}` : ''
  const setKey = `${moduleSetIds.join()} ${repoErrata.join()}`
  const basis = [`${use.machine} ${use.dpkgArch} ${manager}`, release, ...key, setKey, modularKey, filterKey].join('\n')
  return {
    key: `${basis}\n${feedSetIds.join()}`,
    basis,
    rulesOf: (type) => findRules(type, use.os),
    systemOf: system,
    sourcesOfSet: toSourcesOfSet(used),
    errataSetOf: new Map(used.flatMap(({ repo }) => (repo.errataSetId === null ? [] : [[repo.id, repo.errataSetId]]))),
    ...{ moduleSetIds, errataSetIds: listIds([...repoErrata, ...ofRelease]), feedSetIds, release: use.release },
    streams: new Map(use.streams.map(({ name, stream }) => [name, stream])),
    disabledModules: new Set(use.disabledModules),
    filters: [...use.excludes, ...used.flatMap(({ own }) => [...own.excludes, ...own.includes.map(() => '*')])],
    filterKey,
  }
}

function isFor({ distribution, release }: FeedSet, own: ReleaseKey | undefined): boolean {
  return own?.distribution === distribution && (release === '' || release === own.release)
}

/** Where a host's answer may lack something: the reasons for which it is *unknown*. */
export function listUnknown(use: SourceUse, repos: ReadonlyMap<number, SourceRepo>): UnknownSource[] {
  const used = listUsed(use, repos)
  if (used.length === 0) return [{ repoId: 0, name: '', reason: 'It has no enabled repository.' }]
  return used.flatMap(({ repo }) => {
    if (repo.hostOnly && use.findsItself) return []
    const isKnown = findRules(repo.type, use.os) !== undefined
    const reason = isKnown ? repo.unknown : `Updates of ${repo.type} packages are not worked out yet.`
    return reason === '' ? [] : [{ repoId: repo.id, name: repo.name, reason }]
  })
}

type NamedRepo = Pick<SourceRepo, 'name' | 'label' | 'origin' | 'suite' | 'codename'>

/** How people name a repository: what its Release file says, else the name that hosts report. */
export function toLabel({ name, label, origin, suite, codename }: NamedRepo): string {
  // of stable-security and bookworm-security, or jammy-security and jammy, the longer says more
  const archive = codename.length > suite.length ? codename : suite
  return archive === '' ? name : `${label || origin} ${archive}`.trim()
}

interface Used {
  repo: SourceRepo
  own: Omit<OwnRepo, 'repoId' | 'enabled'>
}

function listUsed(use: SourceUse, repos: ReadonlyMap<number, SourceRepo>): Used[] {
  const used: Used[] = []
  for (const own of use.own) {
    const repo = repos.get(own.repoId)
    if (own.enabled && repo) used.push({ repo, own })
  }
  // what the host itself names, it decides itself: also that it is disabled
  const named = new Set(use.own.map(({ repoId }) => repoId))
  for (const repoId of use.ofRelease) {
    const repo = repos.get(repoId)
    if (!repo || named.has(repoId) || !suits(repo, use)) continue
    used.push({ repo, own: { priority: defaultPriority(repo), hotfix: false, excludes: [], includes: [] } })
  }
  return used.sort((a, b) => a.repo.id - b.repo.id)
}

function suits({ type, arch }: SourceRepo, use: SourceUse): boolean {
  return ['', 'all', 'any', 'noarch', use.machine, toNativeArch(type, use)].includes(arch)
}

/** Of a repository that the host does not name itself: apt_preferences(5), and dnf's default. */
function defaultPriority({ type, notAutomatic, butAutomaticUpgrades }: SourceRepo): number {
  if (type !== 'deb') return 99
  if (!notAutomatic) return 500
  return butAutomaticUpgrades ? 100 : 1
}

function toNativeArch(
  type: PackageType,
  { machine, dpkgArch, os }: Pick<SourceUse, 'machine' | 'dpkgArch' | 'os'>,
): string {
  if (type === 'deb' && dpkgArch !== '') return dpkgArch
  return findRules(type, os)?.nativeArch(machine) ?? machine
}

function toFilterKey({ excludes }: SourceUse, used: readonly Used[]): string {
  const ofRepos = used.flatMap(({ repo, own }) => {
    return own.excludes.length + own.includes.length > 0 ? [[repo.id, own.excludes, own.includes]] : []
  })
  return excludes.length + ofRepos.length === 0 ? '' : JSON.stringify([excludes, ofRepos])
}

function listIds(ids: readonly (number | null)[]): number[] {
  return [...new Set(ids.filter((id) => id !== null))].sort((a, b) => a - b)
}

function toSourcesOfSet(used: readonly Used[]): Map<number, Source[]> {
  const sources = new Map<number, Source[]>()
  for (const { repo, own } of used) {
    if (repo.packageSetId === null) continue
    const { id: repoId, security, suite, origin } = repo
    // Ubuntu's own archive is `Ubuntu`; those of Pro are UbuntuESM, UbuntuESMApps, …
    const pro = /^Ubuntu\w/.test(origin)
    const { priority, hotfix, excludes, includes } = own
    const source = { repoId, label: toLabel(repo), priority, security, pro, suite, hotfix, excludes, includes }
    sources.set(repo.packageSetId, [...(sources.get(repo.packageSetId) ?? []), source])
  }
  return sources
}
