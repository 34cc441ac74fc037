import type { Db } from '../db/open.ts'
import {
  deleteMirrors,
  deleteRepos,
  linkMirrors,
  listHostsOfRepos,
  listMirrorsById,
  type MirrorToChange,
  setMirrorFlag,
  setMirrorUrl,
  setRepoFlag,
} from '../db/repo-changes.ts'
import { notFound, Problem } from '../lib/problem.ts'
import type { Enqueue } from '../model/job.ts'
import type { PackageType } from '../model/package.ts'
import { toRepoLocation } from './normalise-url.ts'

export interface AdminDeps {
  db: Db
  enqueue: Enqueue
}

export interface RepoChange {
  enabled?: boolean
  security?: boolean
  muted?: boolean
}

/** What an administrator says of repositories; updates that depend on it are found again. Answers how many changed. */
export async function changeRepos({ db, enqueue }: AdminDeps, ids: readonly number[], change: RepoChange) {
  const changed = new Set<number>()
  const matter = new Set<number>()
  for (const flag of ['enabled', 'security', 'muted'] as const) {
    const isOn = change[flag]
    if (isOn === undefined) continue
    for (const id of await setRepoFlag(db, ids, flag, isOn)) {
      changed.add(id)
      if (flag !== 'muted') matter.add(id)
    }
  }
  if (matter.size > 0) await enqueue('find-updates', `repo:${[...matter].join(',')}`)
  return changed.size
}

/** Deletes repositories. A host that still names one brings it back with its next report. */
export async function removeRepos({ db, enqueue }: AdminDeps, ids: readonly number[]): Promise<number> {
  const hosts = await listHostsOfRepos(db, ids)
  const deleted = await deleteRepos(db, ids)
  if (hosts.length > 0) await enqueue('find-updates', `host:${hosts.join(',')}`)
  return deleted
}

export interface MirrorChange {
  enabled?: boolean
  refresh?: boolean
  url?: string
}

/** Answers how many mirrors there are of these ids. Throws a 409 where another mirror of the repository has the address. */
export async function changeMirrors(deps: AdminDeps, ids: readonly number[], change: MirrorChange): Promise<number> {
  const { db, enqueue } = deps
  const mirrors = await listMirrorsById(db, ids)
  if (change.enabled !== undefined) await setMirrorFlag(db, ids, 'enabled', change.enabled)
  if (change.refresh !== undefined) await setMirrorFlag(db, ids, 'refresh', change.refresh)
  if (change.url !== undefined) for (const mirror of mirrors) await moveMirror(deps, mirror, change.url)
  if (change.enabled !== undefined) await findUpdatesOf(enqueue, mirrors)
  return mirrors.length
}

export async function removeMirrors({ db, enqueue }: AdminDeps, ids: readonly number[]): Promise<number> {
  const mirrors = await listMirrorsById(db, ids)
  const deleted = await deleteMirrors(db, ids)
  await findUpdatesOf(enqueue, mirrors)
  return deleted
}

/**
 * Makes mirrors whose indexes are the same mirrors of one repository: of `target`, or of the one of them that was
 * known first. Throws a 409 where their indexes differ.
 */
export async function joinMirrors(
  { db, enqueue }: AdminDeps,
  ids: readonly number[],
  target?: number,
): Promise<number> {
  const mirrors = await listMirrorsById(db, ids)
  const [first] = mirrors
  if (!first || mirrors.length < ids.length) throw notFound('mirror', ids.join(', '))
  if (first.checksum === '' || mirrors.some((m) => m.checksum !== first.checksum || m.type !== first.type)) {
    throw new Problem(409, 'indexes-differ', 'Only mirrors whose indexes have the same checksum are one repository.')
  }
  const repoId = target ?? Math.min(...mirrors.map((mirror) => mirror.repo_id))
  if (!mirrors.some((mirror) => mirror.repo_id === repoId)) {
    throw new Problem(409, 'not-among-them', 'The repository must be that of one of the mirrors.')
  }
  await db.transaction((tx) => linkMirrors(tx, ids, repoId))
  await enqueue('find-updates', `repo:${repoId}`)
  return mirrors.length
}

async function moveMirror({ db, enqueue }: AdminDeps, mirror: MirrorToChange, text: string): Promise<void> {
  const { url, hostOnly } = toRepoLocation(mirror.type as PackageType, text)
  if (url === mirror.url) return
  const moved = await db.transaction((tx) => setMirrorUrl(tx, mirror, url, hostOnly))
  if (!moved) throw new Problem(409, 'url-taken', `Another mirror of the repository has the address ${url}.`)
  if (hostOnly === '') await enqueue('refresh-repos', String(mirror.repo_id))
}

async function findUpdatesOf(enqueue: Enqueue, mirrors: readonly MirrorToChange[]): Promise<void> {
  const repos = new Set(mirrors.map((mirror) => mirror.repo_id))
  if (repos.size > 0) await enqueue('find-updates', `repo:${[...repos].join(',')}`)
}
