import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

export interface KnownRepo {
  id: number
  /** By URL. */
  mirrors: Map<string, KnownMirror>
}

export interface KnownMirror {
  id: number
  state: string
  reason: string
}

interface KnownRow extends KnownMirror {
  key: string
  repo_id: number
  url: string | null
}

/** The repositories that hosts know by these keys, by key. */
export async function findReposByKey(db: Queryable, keys: readonly string[]): Promise<Map<string, KnownRepo>> {
  const known = new Map<string, KnownRepo>()
  if (keys.length === 0) return known
  const source = rowSource(
    db,
    'k',
    { key: 'text' },
    [...new Set(keys)].map((key) => [key]),
  )
  const { rows } = await sql<KnownRow>`
    select r.key, r.repo_id, m.id, m.url, m.state, m.reason
    from ${source} join repo_key r on r.key = k.key left join mirror m on m.repo_id = r.repo_id order by m.id`.execute(
    db.query,
  )
  for (const { key, repo_id, url, ...mirror } of rows) {
    const repo = known.get(key) ?? { id: repo_id, mirrors: new Map() }
    if (url !== null) repo.mirrors.set(url, mirror)
    known.set(key, repo)
  }
  return known
}

export interface NewRepo {
  key: string
  type: PackageType
  name: string
  repoId: string
  arch: string
}

/** Adds those that are not there and answers the id of each key. */
export async function insertRepos(tx: Tx, repos: readonly NewRepo[], now: number): Promise<Map<string, number>> {
  if (repos.length === 0) return new Map()
  const columns = { key: 'text', type: 'text', name: 'text', repo_id: 'text', arch: 'text', created_at: 'int' } as const
  const rows = repos.map((r) => [r.key, r.type, r.name, r.repoId, r.arch, now])
  await tx.insertMany(
    'repo',
    columns,
    rows.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  )
  const source = rowSource(
    tx,
    'k',
    { key: 'text' },
    repos.map((r) => [r.key]),
  )
  const found = await sql<{ id: number; key: string }>`
    select r.id, r.key from ${source} join repo r on r.key = k.key`.execute(tx.query)
  await tx.insertMany(
    'repo_key',
    { key: 'text', repo_id: 'int' },
    found.rows.map((row) => [row.key, row.id]),
  )
  return new Map(found.rows.map((row) => [row.key, row.id]))
}

export interface NewMirror {
  repoId: number
  type: PackageType
  url: string
  isMirrorlist: boolean
  /** Why only hosts can read it; '' when it is to be fetched. */
  hostOnly: string
}

const MIRROR_COLUMNS = {
  repo_id: 'int',
  type: 'text',
  url: 'text',
  is_mirrorlist: 'int',
  state: 'text',
  reason: 'text',
  refresh: 'int',
} as const

/** Adds those that are not there. What is host-only is not refreshed. */
export async function insertMirrors(tx: Tx, mirrors: readonly NewMirror[]): Promise<void> {
  const rows = mirrors.map((m) => [
    m.repoId,
    m.type,
    m.url,
    m.isMirrorlist ? 1 : 0,
    m.hostOnly === '' ? 'new' : 'host-only',
    m.hostOnly,
    m.hostOnly === '' ? 1 : 0,
  ])
  const sorted = rows.sort((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1))
  await tx.insertMany('mirror', MIRROR_COLUMNS, sorted)
}

/** Whoever reads them needs something that lets him in. */
export async function markAuthRequired(tx: Tx, repoIds: readonly number[]): Promise<void> {
  if (repoIds.length === 0) return
  await tx.query
    .updateTable('repo')
    .set({ auth_required: 1 })
    .where('id', 'in', [...repoIds])
    .execute()
}

/** A mirror that was known only with credentials was now named without: it is tried again. */
export async function reopenMirrors(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query
    .updateTable('mirror')
    .set({ state: 'new', reason: '', refresh: 1 })
    .where('id', 'in', [...ids])
    .execute()
}
