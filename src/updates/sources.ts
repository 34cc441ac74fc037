import type { PackageType } from '../model/package.ts'
import type { UnknownSource } from './explanation.ts'
import { RULES } from './find.ts'
import type { Source } from './rules.ts'

/** An enabled repository and what it offers now. */
export interface SourceRepo {
  id: number
  type: PackageType
  name: string
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
  /** Why there may be candidates that are not known; '' when there are none. */
  unknown: string
}

/** A host, the repositories that it names, and (where it looks at them too) those of its OS release. */
export interface SourceUse {
  /** As `uname -m` says. */
  machine: string
  /** The architecture of its own dpkg; '' where that is not known. */
  dpkgArch: string
  own: readonly { repoId: number; enabled: boolean; priority: number }[]
  ofRelease: readonly number[]
}

/** What hosts with the same key share: the same sources have the same candidates for the same package. */
export interface SourceGroup {
  key: string
  nativeArch(type: PackageType): string
  /** Who offers a package set; several repositories can have the same one. */
  sourcesOfSet: ReadonlyMap<number, readonly Source[]>
}

/** A host's sources in order of their ids: the whole key of its candidates. */
export function toSourceGroup(use: SourceUse, repos: ReadonlyMap<number, SourceRepo>): SourceGroup {
  const used = listUsed(use, repos)
  const arch = `${use.machine} ${use.dpkgArch}`
  const key = used.map(({ repo, priority }) => {
    return `${repo.id}:${repo.packageSetId ?? ''}:${priority}${repo.security ? 's' : ''}:${repo.suite}`
  })
  return {
    key: [arch, ...key].join('\n'),
    nativeArch: (type) => toNativeArch(type, use),
    sourcesOfSet: toSourcesOfSet(used),
  }
}

/** Where a host's answer may lack something: the reasons for which it is *unknown*. */
export function listUnknown(use: SourceUse, repos: ReadonlyMap<number, SourceRepo>): UnknownSource[] {
  const used = listUsed(use, repos)
  if (used.length === 0) return [{ repoId: 0, name: '', reason: 'It has no enabled repository.' }]
  return used.flatMap(({ repo }) => {
    const reason = repo.type in RULES ? repo.unknown : `Updates of ${repo.type} packages are not worked out yet.`
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
  priority: number
}

function listUsed({ machine, dpkgArch, own, ofRelease }: SourceUse, repos: ReadonlyMap<number, SourceRepo>): Used[] {
  const used: Used[] = []
  for (const { repoId, enabled, priority } of own) {
    const repo = repos.get(repoId)
    if (enabled && repo) used.push({ repo, priority })
  }
  // what the host itself names, it decides itself: also that it is disabled
  const named = new Set(own.map(({ repoId }) => repoId))
  for (const repoId of ofRelease) {
    const repo = repos.get(repoId)
    if (repo && !named.has(repoId) && suits(repo, { machine, dpkgArch }))
      used.push({ repo, priority: defaultPriority(repo) })
  }
  return used.sort((a, b) => a.repo.id - b.repo.id)
}

function suits({ type, arch }: SourceRepo, host: Pick<SourceUse, 'machine' | 'dpkgArch'>): boolean {
  return ['', 'all', 'any', 'noarch', host.machine, toNativeArch(type, host)].includes(arch)
}

/** Of a repository that the host does not name itself: apt_preferences(5), and dnf's default. */
function defaultPriority({ type, notAutomatic, butAutomaticUpgrades }: SourceRepo): number {
  if (type !== 'deb') return 99
  if (!notAutomatic) return 500
  return butAutomaticUpgrades ? 100 : 1
}

function toNativeArch(type: PackageType, { machine, dpkgArch }: Pick<SourceUse, 'machine' | 'dpkgArch'>): string {
  if (type === 'deb' && dpkgArch !== '') return dpkgArch
  return RULES[type]?.nativeArch(machine) ?? machine
}

function toSourcesOfSet(used: readonly Used[]): Map<number, Source[]> {
  const sources = new Map<number, Source[]>()
  for (const { repo, priority } of used) {
    if (repo.packageSetId === null) continue
    const { id: repoId, security, suite } = repo
    const source = { repoId, label: toLabel(repo), priority, security, suite }
    sources.set(repo.packageSetId, [...(sources.get(repo.packageSetId) ?? []), source])
  }
  return sources
}
