import { type Selectable, sql } from 'kysely'
import type { PartKind } from '../model/part.ts'
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
import { rowSource } from './row-source.ts'
import type { MirrorTable } from './tables/repo.ts'

export interface MirrorFilter {
  q?: string
  repository?: string
  checksum?: string
  state?: string
  enabled?: boolean
  refresh?: boolean
  shared_checksum?: boolean
  is_mirrorlist?: boolean
  /** Id of the mirrorlist or metalink that gave it. */
  from_mirror?: string
}

/** What a row of the table tells as it is. */
type OwnColumns =
  | 'id'
  | 'repo_id'
  | 'url'
  | 'enabled'
  | 'refresh'
  | 'is_mirrorlist'
  | 'state'
  | 'reason'
  | 'failing_since'
  | 'fail_count'
  | 'last_access_ok'
  | 'checked_at'
  | 'confirmed_at'
  | 'changed_at'
  | 'checksum'
  | 'from_mirror_id'

export interface MirrorRow extends Pick<Selectable<MirrorTable>, OwnColumns> {
  repo_name: string
  packages: number
  /** Of all its parts. */
  reject_count: number
  parts: MirrorPart[]
  /** Of the mirrorlist or metalink that gave it; null: hosts or a person named it. */
  from_url: string | null
  /** Mirrors that it gave. */
  gave: number
}

/** What a mirror has of packages, module streams or errata, and since when. */
export interface MirrorPart {
  kind: PartKind
  count: number
  rejects: number
  checksum: string
  created_at: number
}

const SORTS = {
  url: 'm.url',
  packages: 'coalesce(s.package_count, 0)',
  state: 'm.state',
  checked_at: 'm.checked_at',
  changed_at: 'm.changed_at',
  checksum: 'm.checksum',
}

/** Checksums that mirrors of different repositories have in common: they may be one repository. */
export const sharedChecksums: Fragment = sql`(select checksum from mirror where checksum <> '' and package_set_id is not null
  group by checksum having count(distinct repo_id) > 1)`

/** Three queries. */
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
    .selectFrom('mirror as m')
    .innerJoin('set_reject as x', (join) =>
      join.on(({ eb, ref }) =>
        eb.or([
          eb('x.set_id', '=', ref('m.package_set_id')),
          eb('x.set_id', '=', ref('m.module_set_id')),
          eb('x.set_id', '=', ref('m.errata_set_id')),
        ]),
      ),
    )
    .innerJoin('package_set as s', 's.id', 'x.set_id')
    .select(['x.section', 'x.position', 'x.text', 'x.reason'])
    .where('m.id', '=', mirrorId)
    .orderBy('s.kind', 'desc')
    .orderBy('x.ordinal')
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
    ...holds(filter.is_mirrorlist, sql`m.is_mirrorlist = 1`),
    ...withId(filter.from_mirror, (id) => sql`m.from_mirror_id = ${id}`),
    ...holds(filter.shared_checksum, sql`m.checksum in ${sharedChecksums}`),
  ]
}

type SelectedRow = Omit<MirrorRow, 'parts' | 'packages' | 'reject_count'> & SetIds
type SetIds = Pick<Selectable<MirrorTable>, 'package_set_id' | 'module_set_id' | 'errata_set_id'>

async function selectMirrors(db: Queryable, rest: Fragment): Promise<MirrorRow[]> {
  const { rows } = await sql<SelectedRow>`
    select m.id, m.repo_id, r.name as repo_name, m.url, m.enabled, m.refresh, m.is_mirrorlist, m.state, m.reason,
      m.failing_since, m.fail_count, m.last_access_ok, m.checked_at, m.confirmed_at, m.changed_at, m.checksum,
      m.package_set_id, m.module_set_id, m.errata_set_id, m.from_mirror_id, f.url as from_url,
      (select count(*) from mirror g where g.from_mirror_id = m.id) as gave
    from mirror m join repo r on r.id = m.repo_id left join package_set s on s.id = m.package_set_id
    left join mirror f on f.id = m.from_mirror_id ${rest}`.execute(db.query)
  const sets = await listSets(db, rows)
  return rows.map(({ package_set_id, module_set_id, errata_set_id, ...row }) => {
    const ids = [package_set_id, module_set_id, errata_set_id]
    const parts = ids.flatMap((id) => (id === null ? [] : (sets.get(id) ?? [])))
    const reject_count = parts.reduce((sum, part) => sum + part.rejects, 0)
    return { ...row, parts, reject_count, packages: parts.find((part) => part.kind === 'packages')?.count ?? 0 }
  })
}

async function listSets(db: Queryable, mirrors: SetIds[]): Promise<Map<number, MirrorPart>> {
  const ids = mirrors.flatMap((m) => [m.package_set_id, m.module_set_id, m.errata_set_id]).filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const source = rowSource(
    db,
    'k',
    { id: 'int' },
    [...new Set(ids)].map((id) => [id]),
  )
  const { rows } = await sql<MirrorPart & { id: number }>`
    select s.id, s.kind, s.package_count as count, s.reject_count as rejects, s.checksum, s.created_at
    from ${source} join package_set s on s.id = k.id`.execute(db.query)
  return new Map(rows.map(({ id, ...part }) => [id, part]))
}
