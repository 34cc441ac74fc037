import { sql } from 'kysely'
import {
  type Condition,
  contains,
  type Fragment,
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

export interface ReportRow {
  id: number
  hostname: string
  received_at: number
  ip: string
  protocol: number
  user_agent: string
  os: string
  kernel: string
  arch: string
  tags: string
  state: 'pending' | 'processed' | 'superseded' | 'failed'
  processed_at: number
  error: string
  duration_ms: number
  reject_count: number
}

export interface ReportFilter {
  q?: string
  state?: string
  host?: string
}

/** Conditions on `report r`. */
export function reportConditions(filter: ReportFilter): Condition[] {
  return [
    ...contains(filter.q, ['r.hostname']),
    ...oneOf(filter.state, textIn(sql`r.state`)),
    ...(filter.host ? [textIn(sql`r.hostname`)([filter.host])] : []),
  ]
}

/** Ids follow the time of receipt. */
const SORTS = { received_at: 'r.id', hostname: 'r.hostname' }

/** Newest first unless told otherwise. Two queries; bodies are not read. */
export async function listReports(db: Queryable, request: ListRequest & ReportFilter): Promise<Page<ReportRow>> {
  const conditions = where(reportConditions(request))
  const total = await sql<{ n: number }>`select count(*) as n from report r ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, '-received_at', 'r.id')
  return toPage(await selectReports(db, sql`${conditions} ${order} ${limit(request)}`), total.rows[0]?.n ?? 0, request)
}

export async function getReport(db: Queryable, id: number): Promise<ReportRow | undefined> {
  return (await selectReports(db, sql`where r.id = ${id}`))[0]
}

export interface RejectRow {
  section: string
  position: number
  text: string
  reason: string
}

export function listReportRejects(db: Queryable, reportId: number): Promise<RejectRow[]> {
  return db.query
    .selectFrom('report_reject')
    .select(['section', 'position', 'text', 'reason'])
    .where('report_id', '=', reportId)
    .orderBy('ordinal')
    .execute()
}

async function selectReports(db: Queryable, rest: Fragment): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select r.id, r.hostname, r.received_at, r.ip, r.protocol, r.user_agent, r.os, r.kernel, r.arch, r.tags, r.state,
      r.processed_at, r.error, r.duration_ms, r.reject_count
    from report r ${rest}`.execute(db.query)
  return rows
}
