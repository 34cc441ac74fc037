import { sql } from 'kysely'
import type { MirrorState } from '../model/update.ts'
import {
  type Condition,
  contains,
  type Fragment,
  holds,
  type ListRequest,
  limit,
  oneOf,
  orderBy,
  type Page,
  textIn,
  toPage,
  where,
  withId,
} from './list.ts'
import type { Queryable } from './open.ts'
import type { RejectRow } from './report-list.ts'
import type { Flag } from './tables/flag.ts'

export interface MirrorFilter {
  q?: string
  repository?: string
  checksum?: string
  state?: string
  enabled?: boolean
  refresh?: boolean
  shared_checksum?: boolean
}

export interface MirrorRow {
  id: number
  repo_id: number
  repo_name: string
  url: string
  enabled: Flag
  refresh: Flag
  is_mirrorlist: Flag
  state: MirrorState
  reason: string
  failing_since: number
  fail_count: number
  last_access_ok: Flag
  checked_at: number
  confirmed_at: number
  changed_at: number
  checksum: string
  reject_count: number
  packages: number
}

const SORTS = {
  url: 'm.url',
  packages: 'packages',
  state: 'm.state',
  checked_at: 'm.checked_at',
  changed_at: 'm.changed_at',
  checksum: 'm.checksum',
}

/** Checksums that mirrors of different repositories have in common: they may be one repository. */
export const sharedChecksums: Fragment = sql`(select checksum from mirror where checksum <> '' and package_set_id is not null
  group by checksum having count(distinct repo_id) > 1)`

/** Two queries. */
export async function listMirrors(db: Queryable, request: ListRequest & MirrorFilter): Promise<Page<MirrorRow>> {
  const conditions = where(mirrorConditions(request))
  const total = await sql<{ n: number }>`select count(*) as n from mirror m ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, 'url', 'm.url, m.id')
  return toPage(await selectMirrors(db, sql`${conditions} ${order} ${limit(request)}`), total.rows[0]?.n ?? 0, request)
}

export async function getMirror(db: Queryable, id: number): Promise<MirrorRow | undefined> {
  return (await selectMirrors(db, sql`where m.id = ${id}`))[0]
}

export async function listMirrorIds(db: Queryable, filter: MirrorFilter): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select m.id from mirror m ${where(mirrorConditions(filter))} order by m.id`.execute(db.query)
  return rows.map((row) => row.id)
}

export function listMirrorRejects(db: Queryable, mirrorId: number): Promise<RejectRow[]> {
  return db.query
    .selectFrom('mirror_reject')
    .select(['section', 'position', 'text', 'reason'])
    .where('mirror_id', '=', mirrorId)
    .orderBy('ordinal')
    .execute()
}

/** Conditions on `mirror m`: list, count, actions and issues all use them. */
export function mirrorConditions(filter: MirrorFilter): Condition[] {
  return [
    ...contains(filter.q, ['m.url']),
    ...withId(filter.repository, (id) => sql`m.repo_id = ${id}`),
    ...(filter.checksum ? [sql`m.checksum = ${filter.checksum}` as Condition] : []),
    ...oneOf(filter.state, textIn(sql`m.state`)),
    ...holds(filter.enabled, sql`m.enabled = 1`),
    ...holds(filter.refresh, sql`m.refresh = 1`),
    ...holds(filter.shared_checksum, sql`m.checksum in ${sharedChecksums}`),
  ]
}

async function selectMirrors(db: Queryable, rest: Fragment): Promise<MirrorRow[]> {
  const { rows } = await sql<MirrorRow>`
    select m.id, m.repo_id, r.name as repo_name, m.url, m.enabled, m.refresh, m.is_mirrorlist, m.state, m.reason,
      m.failing_since, m.fail_count, m.last_access_ok, m.checked_at, m.confirmed_at, m.changed_at, m.checksum,
      m.reject_count, coalesce(s.package_count, 0) as packages
    from mirror m join repo r on r.id = m.repo_id left join package_set s on s.id = m.package_set_id ${rest}`.execute(
    db.query,
  )
  return rows
}
