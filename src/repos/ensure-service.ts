import { createHash } from 'node:crypto'
import type { Tx } from '../db/open.ts'
import {
  findReposByKey,
  insertMirrors,
  insertRepos,
  type KnownRepo,
  markAuthRequired,
  reopenMirrors,
} from '../db/repo-ensure.ts'
import type { PackageType } from '../model/package.ts'
import type { NamedRepo } from '../model/report.ts'
import { NEEDS_CREDENTIALS, needsCredentials, type RepoLocation } from './normalise-url.ts'
import { toPlace } from './place.ts'
import { toRepoArch } from './repo-arch.ts'
import type { HostVariables } from './variables.ts'

export interface EnsuredRepo {
  repoId: number
  priority: number
  enabled: boolean
}

/**
 * Makes sure that the repositories that a host named exist, and answers them in the order of `reported` (two
 * lines may answer one repository). A repository is known by all URLs of its line, by http or https: what one host
 * names beside a URL of others says nothing to those others, it is a repository of its own. Costs one query where
 * everything is known.
 */
export async function ensureRepos(
  tx: Tx,
  reported: readonly NamedRepo[],
  host: HostVariables,
  now: number,
): Promise<EnsuredRepo[]> {
  const lines = reported.map((repo) => toLine(repo, host))
  const keys = lines.map((line) => line.key)
  let known = await findReposByKey(tx, keys)
  if (lines.some((line) => line.places.some((place) => isNew(known, line, place)))) {
    await insertNew(tx, lines, known, host.arch, now)
    known = await findReposByKey(tx, keys)
  }
  await reopen(tx, lines, known)
  return lines.map(({ repo, key }) => ({
    repoId: (known.get(key) as KnownRepo).id,
    priority: repo.priority,
    enabled: true,
  }))
}

interface Line {
  repo: NamedRepo
  /** Each URL once. */
  places: RepoLocation[]
  /** The same for all spellings and orders of the same places. */
  key: string
}

type Known = ReadonlyMap<string, KnownRepo>

function toLine(repo: NamedRepo, host: HostVariables): Line {
  const places = new Map<string, RepoLocation>()
  for (const reported of repo.urls) {
    const place = toPlace(repo, reported, host)
    if (!places.has(place.url)) places.set(place.url, place)
  }
  const keys = new Set([...places.values()].map((place) => place.key))
  return { repo, places: [...places.values()], key: shorten(`${repo.type} ${[...keys].sort().join(' ')}`) }
}

/** What an index of either database takes. */
const MAX_KEY = 1000

function shorten(key: string): string {
  if (key.length <= MAX_KEY) return key
  return `${key.slice(0, MAX_KEY - 65)} ${createHash('sha256').update(key).digest('hex')}`
}

const isNew = (known: Known, line: Line, place: RepoLocation) => !known.get(line.key)?.mirrors.has(place.url)

async function insertNew(tx: Tx, lines: Line[], known: Known, hostArch: string, now: number): Promise<void> {
  const founders = new Map<string, Line>()
  for (const line of lines) if (!known.has(line.key) && !founders.has(line.key)) founders.set(line.key, line)
  const repos = [...founders].map(([key, { repo, places }]) => ({
    key,
    type: repo.type,
    name: repo.name,
    repoId: repo.id,
    arch: toRepoArch(repo.type, places[0]?.url ?? '', hostArch),
  }))
  const ids = await insertRepos(tx, repos, now)
  const mirrors = lines.flatMap((line) => {
    const repoId = known.get(line.key)?.id ?? (ids.get(line.key) as number)
    return line.places
      .filter((place) => isNew(known, line, place))
      .map(({ url, hostOnly }) => ({
        repoId,
        type: line.repo.type,
        url,
        isMirrorlist: isListAddress(line.repo.type, url),
        hostOnly,
      }))
  })
  await insertMirrors(tx, mirrors)
  const closed = [...founders.values()].filter((line) => line.places.every(needsCredentials))
  await markAuthRequired(
    tx,
    closed.map((line) => ids.get(line.key) as number),
  )
}

function isListAddress(type: PackageType, url: string): boolean {
  return (type === 'rpm' && /mirrorlist|metalink/.test(url)) || (type === 'gentoo' && url.endsWith('.xml'))
}

/** A mirror that was known only with credentials was now named without: it is tried again. */
async function reopen(tx: Tx, lines: Line[], known: Known): Promise<void> {
  const ids = lines.flatMap(({ key, places }) =>
    places
      .filter((place) => place.hostOnly === '')
      .flatMap((place) => known.get(key)?.mirrors.get(place.url) ?? [])
      .filter((mirror) => mirror.state === 'host-only' && mirror.reason === NEEDS_CREDENTIALS)
      .map((mirror) => mirror.id),
  )
  await reopenMirrors(tx, ids)
}
