import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { MirrorFacts } from '../model/source-state.ts'
import type { MirrorState } from '../model/update.ts'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'
import type { Flag } from './tables/flag.ts'

/** An enabled repository with what decides about its candidates. */
export interface UpdateRepo {
  id: number
  type: PackageType
  name: string
  /** As hosts call it; '' for deb. */
  repoId: string
  arch: string
  /** Said by an administrator or by its Release file. */
  security: boolean
  origin: string
  label: string
  suite: string
  codename: string
  validUntil: number
  notAutomatic: boolean
  butAutomaticUpgrades: boolean
  mirrors: MirrorFacts[]
}

/** Enabled ones among these, with all their mirrors. Two queries. */
export async function listUpdateRepos(db: Queryable, repoIds: readonly number[]): Promise<UpdateRepo[]> {
  if (repoIds.length === 0) return []
  const source = rowSource(
    db,
    'k',
    { id: 'int' },
    repoIds.map((id) => [id]),
  )
  const repos = await sql<RepoRow>`
    select r.id, r.type, r.name, r.repo_id, r.arch, r.security, r.release_security, r.origin, r.label, r.suite, r.codename,
      r.valid_until, r.not_automatic, r.but_automatic_upgrades
    from ${source} join repo r on r.id = k.id where r.enabled = 1 order by r.id`.execute(db.query)
  const mirrors = await sql<MirrorRow>`
    select m.id, m.repo_id, m.enabled, m.state, m.reason, m.package_set_id, m.module_set_id, m.errata_set_id,
      m.confirmed_at, m.published_at
    from ${source} join mirror m on m.repo_id = k.id order by m.id`.execute(db.query)
  const known = new Map(repos.rows.map((row) => [row.id, toRepo(row)]))
  for (const row of mirrors.rows) known.get(row.repo_id)?.mirrors.push(toMirror(row))
  return [...known.values()]
}

interface RepoRow {
  id: number
  type: PackageType
  name: string
  repo_id: string
  arch: string
  security: Flag
  release_security: Flag
  origin: string
  label: string
  suite: string
  codename: string
  valid_until: number
  not_automatic: Flag
  but_automatic_upgrades: Flag
}

interface MirrorRow {
  id: number
  repo_id: number
  enabled: Flag
  state: MirrorState
  reason: string
  package_set_id: number | null
  module_set_id: number | null
  errata_set_id: number | null
  confirmed_at: number
  published_at: number
}

function toRepo(row: RepoRow): UpdateRepo {
  const { id, type, name, arch, origin, label, suite, codename } = row
  return {
    ...{ id, type, name, arch, origin, label, suite, codename },
    repoId: row.repo_id,
    security: row.security === 1 || row.release_security === 1,
    validUntil: row.valid_until,
    notAutomatic: row.not_automatic === 1,
    butAutomaticUpgrades: row.but_automatic_upgrades === 1,
    mirrors: [],
  }
}

function toMirror(row: MirrorRow): MirrorFacts {
  const { id, state, reason } = row
  return {
    ...{ id, state, reason },
    enabled: row.enabled === 1,
    packageSetId: row.package_set_id,
    moduleSetId: row.module_set_id,
    errataSetId: row.errata_set_id,
    confirmedAt: row.confirmed_at,
    publishedAt: row.published_at,
  }
}
