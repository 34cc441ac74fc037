import { sql } from 'kysely'
import type { HostEventKind } from '../model/history.ts'
import { contains, type ListRequest, limit, oneOf, type Page, textIn, toPage, where } from './list.ts'
import type { Queryable } from './open.ts'

export interface HostEventRow {
  id: number
  at: number
  kind: HostEventKind
  name: string
  arch: string
  old: string
  new: string
}

/** A host's history, newest first. Two queries. */
export async function listHostEvents(
  db: Queryable,
  hostId: number,
  request: ListRequest & { kind?: string },
): Promise<Page<HostEventRow>> {
  const conditions = where([
    sql`e.host_id = ${hostId}`,
    ...contains(request.q, ['e.name']),
    ...oneOf(request.kind, textIn(sql`e.kind`)),
  ])
  const total = await sql<{ n: number }>`select count(*) as n from host_event e ${conditions}`.execute(db.query)
  const direction = request.sort === 'at' ? sql`asc` : sql`desc`
  const { rows } = await sql<HostEventRow>`
    select e.id, e.at, e.kind, e.name, e.arch, e.old, e.new from host_event e ${conditions}
    order by e.at ${direction}, e.id ${direction} ${limit(request)}`.execute(db.query)
  return toPage(rows, total.rows[0]?.n ?? 0, request)
}
