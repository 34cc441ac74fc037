import type { Tx } from '../db/open.ts'
import { findMirrorsByUrl, insertMirrors, insertRepos, type KnownMirror, reopenMirrors } from '../db/repo-ensure.ts'
import type { NamedRepo } from '../model/report.ts'
import { NEEDS_CREDENTIALS, type RepoLocation, toRepoLocation } from './normalise-url.ts'
import { toRepoArch } from './repo-arch.ts'

export interface EnsuredRepo {
  repoId: number
  priority: number
  enabled: boolean
}

/**
 * Makes sure that the repositories that a host named exist, and answers them in the order of `reported` (two
 * lines may answer one repository). A URL that is known, by http or https, is its repository; other URLs of the
 * same line become mirrors of it. Costs one query where everything is known.
 */
export async function ensureRepos(
  tx: Tx,
  reported: readonly NamedRepo[],
  hostArch: string,
  now: number,
): Promise<EnsuredRepo[]> {
  const lines = reported.map((repo) => ({ repo, places: repo.urls.map((url) => toRepoLocation(repo.type, url)) }))
  let known = await findPlaces(tx, lines)
  if (lines.some((line) => findMirror(known, line) === undefined || line.places.some((p) => isNew(known, line, p)))) {
    await insertNew(tx, lines, known, hostArch, now)
    known = await findPlaces(tx, lines)
  }
  await reopen(tx, lines, known)
  return lines.map((line) => ({
    repoId: (findMirror(known, line) as KnownMirror).repo_id,
    priority: line.repo.priority,
    enabled: true,
  }))
}

interface Line {
  repo: NamedRepo
  places: RepoLocation[]
}

/** By `<type> <place key>`: the exact spelling where both schemes are known. */
type KnownPlaces = { byKey: Map<string, KnownMirror>; byUrl: Map<string, KnownMirror> }

async function findPlaces(tx: Tx, lines: Line[]): Promise<KnownPlaces> {
  const wanted = lines.flatMap(({ repo, places }) =>
    places.flatMap((place) => spellings(place).map((url) => [repo.type, url] as const)),
  )
  const byKey = new Map<string, KnownMirror>()
  const byUrl = new Map<string, KnownMirror>()
  for (const mirror of await findMirrorsByUrl(tx, wanted)) {
    const key = `${mirror.type} ${mirror.url.replace(/^https?:/, '')}`
    if (!byKey.has(key)) byKey.set(key, mirror)
    byUrl.set(`${mirror.type} ${mirror.url}`, mirror)
  }
  return { byKey, byUrl }
}

const spellings = ({ url, key }: RepoLocation) => (key.startsWith('//') ? [`http:${key}`, `https:${key}`] : [url])

const keyOf = (line: Line, place: RepoLocation) => `${line.repo.type} ${place.key}`

function findMirror(known: KnownPlaces, line: Line): KnownMirror | undefined {
  for (const place of line.places) {
    const mirror = known.byUrl.get(`${line.repo.type} ${place.url}`) ?? known.byKey.get(keyOf(line, place))
    if (mirror) return mirror
  }
  return undefined
}

const isNew = (known: KnownPlaces, line: Line, place: RepoLocation) =>
  !known.byUrl.has(`${line.repo.type} ${place.url}`)

async function insertNew(tx: Tx, lines: Line[], known: KnownPlaces, hostArch: string, now: number): Promise<void> {
  // a line without a known place founds a repository; later lines of the same report may share it
  const founded = new Map<string, Line>()
  const keys = lines.map((line) => {
    if (findMirror(known, line)) return ''
    const shared = line.places.map((place) => keyOf(line, place)).find((key) => founded.has(key))
    const founder = (shared === undefined ? line : founded.get(shared)) as Line
    for (const place of line.places) founded.set(keyOf(line, place), founder)
    return keyOf(founder, founder.places[0] as RepoLocation)
  })
  const founders = new Map([...founded.values()].map((line) => [keyOf(line, line.places[0] as RepoLocation), line]))
  const repos = [...founders].map(([key, { repo, places }]) => ({
    key,
    type: repo.type,
    name: repo.name,
    repoId: repo.id,
    arch: toRepoArch(repo.type, places[0]?.url ?? '', hostArch),
  }))
  const ids = await insertRepos(tx, repos, now)
  const mirrors = lines.flatMap((line, i) => {
    const repoId = findMirror(known, line)?.repo_id ?? (ids.get(keys[i] as string) as number)
    return line.places
      .filter((place) => isNew(known, line, place))
      .map(({ url, hostOnly }) => ({
        repoId,
        type: line.repo.type,
        url,
        isMirrorlist: line.repo.type === 'rpm' && /mirrorlist|metalink/.test(url),
        hostOnly,
      }))
  })
  await insertMirrors(tx, mirrors)
}

async function reopen(tx: Tx, lines: Line[], known: KnownPlaces): Promise<void> {
  const ids = lines.flatMap((line) =>
    line.places
      .filter((place) => place.hostOnly === '')
      .map((place) => known.byUrl.get(`${line.repo.type} ${place.url}`))
      .filter((mirror) => mirror?.state === 'host-only' && mirror.reason === NEEDS_CREDENTIALS)
      .map((mirror) => (mirror as KnownMirror).id),
  )
  await reopenMirrors(tx, ids)
}
