import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { UpdateState } from '../model/update.ts'
import {
  type Condition,
  contains,
  holds,
  type ListRequest,
  limit,
  oneOf,
  orderBy,
  type Page,
  textIn,
  toPage,
  where,
} from './list.ts'
import type { Queryable } from './open.ts'
import type { Flag } from './tables/flag.ts'

export interface HostUpdateFilter {
  state?: string
  security?: boolean
}

/** An update of a host: what is installed (`old_…`), and what would replace it. */
export interface HostUpdateRow {
  id: number
  name: string
  type: PackageType
  category: string
  old_epoch: string
  old_version: string
  old_release: string
  old_arch: string
  /** Another name than the candidate's where that replaces it. */
  old_name: string
  epoch: string
  version: string
  release: string
  arch: string
  security: Flag
  state: UpdateState
  reason: string
  /** The repository that offers it; null when that is gone. */
  repo: OfferingRepo | null
}

export interface OfferingRepo {
  id: number
  name: string
  label: string
  origin: string
  suite: string
  codename: string
}

type SelectedRow = Omit<HostUpdateRow, 'repo'> & { [K in keyof OfferingRepo as `repo_${K}`]: OfferingRepo[K] | null }

const SORTS = { name: 'n.name', security: 'u.security', state: 'u.state' }

/** Updates of one host, held and phased ones, too; replacements only where the filter names them. Two queries. */
export async function listHostUpdates(
  db: Queryable,
  hostId: number,
  request: ListRequest & HostUpdateFilter,
): Promise<Page<HostUpdateRow>> {
  const conditions = where([
    sql`u.host_id = ${hostId}`,
    ...contains(request.q, ['n.name']),
    ...oneOf(request.state, textIn(sql`u.state`)),
    ...(namesReplacements(request.state) ? [] : [sql`u.state <> 'replacement'` as Condition]),
    ...holds(request.security, sql`u.security = 1`),
  ])
  const from = sql`host_update u join package_update x on x.id = u.update_id join package i on i.id = x.installed_id
    join package c on c.id = x.candidate_id join package_name n on n.id = c.name_id
    join package_name o on o.id = i.name_id`
  const total = await sql<{ n: number }>`select count(*) as n from ${from} ${conditions}`.execute(db.query)
  const { rows } = await sql<SelectedRow>`
    select u.update_id as id, n.name, c.type, c.category, i.epoch as old_epoch, i.version as old_version, i.release as old_release,
      i.arch as old_arch, o.name as old_name, c.epoch, c.version, c.release, c.arch, u.security, u.state, u.reason, r.id as repo_id,
      r.name as repo_name, r.label as repo_label, r.origin as repo_origin, r.suite as repo_suite,
      r.codename as repo_codename
    from ${from} left join repo r on r.id = u.repo_id ${conditions}
    ${orderBy(request.sort, SORTS, 'name', 'n.name, c.arch, u.update_id')} ${limit(request)}`.execute(db.query)
  return toPage(rows.map(toRow), total.rows[0]?.n ?? 0, request)
}

function namesReplacements(state = ''): boolean {
  return !state.startsWith('!') && state.split(',').includes('replacement')
}

function toRow({ repo_id, repo_name, repo_label, repo_origin, repo_suite, repo_codename, ...row }: SelectedRow) {
  if (repo_id === null) return { ...row, repo: null }
  const repo = {
    id: repo_id,
    name: repo_name ?? '',
    label: repo_label ?? '',
    origin: repo_origin ?? '',
    suite: repo_suite ?? '',
    codename: repo_codename ?? '',
  }
  return { ...row, repo }
}
