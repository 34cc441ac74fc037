import { sql } from 'kysely'
import {
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

export interface JobRow {
  id: number
  kind: string
  subject: string
  state: 'queued' | 'running' | 'done' | 'partial' | 'failed'
  created_at: number
  started_at: number
  finished_at: number
  attempts: number
  error: string
  /** JSON object. */
  result: string
}

const SORTS = { created_at: 'j.id', kind: 'j.kind' }

/** Newest first unless told otherwise. Two queries. */
export async function listJobs(
  db: Queryable,
  request: ListRequest & { state?: string; kind?: string },
): Promise<Page<JobRow>> {
  const conditions = where([
    ...contains(request.q, ['j.kind', 'j.subject', 'j.error']),
    ...oneOf(request.state, textIn(sql`j.state`)),
    ...oneOf(request.kind, textIn(sql`j.kind`)),
  ])
  const total = await sql<{ n: number }>`select count(*) as n from job j ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, '-created_at', 'j.id')
  return toPage(await selectJobs(db, sql`${conditions} ${order} ${limit(request)}`), total.rows[0]?.n ?? 0, request)
}

export async function getJob(db: Queryable, id: number): Promise<JobRow | undefined> {
  return (await selectJobs(db, sql`where j.id = ${id}`))[0]
}

export function listRunningJobs(db: Queryable, most: number): Promise<JobRow[]> {
  return selectJobs(db, sql`where j.state = 'running' order by j.id limit ${most}`)
}

async function selectJobs(db: Queryable, rest: Fragment): Promise<JobRow[]> {
  const { rows } = await sql<JobRow>`
    select j.id, j.kind, j.subject, j.state, j.created_at, j.started_at, j.finished_at, j.attempts, j.error, j.result
    from job j ${rest}`.execute(db.query)
  return rows
}
