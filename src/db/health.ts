import { sql } from 'kysely'
import type { Queryable } from './open.ts'

/** What a check of the installation looks at; times in ms. */
export interface Health {
  users: number
  hosts: number
  pendingReports: number
  /** When the oldest pending report was received; 0: none. */
  oldestPendingAt: number
  failedReports: number
  queuedJobs: number
  /** The oldest job that could run and does not; 0: none. */
  oldestDueAt: number
  newestReportAt: number
  /** The database server's clock; 0 where it has none of its own. */
  databaseNow: number
}

export async function getHealth(db: Queryable, now: number): Promise<Health> {
  const clock = db.dialect === 'postgres' ? sql`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)` : sql`0`
  const { rows } = await sql<Health>`
    select
      (select count(*) from user_account) as "users",
      (select count(*) from host) as "hosts",
      (select count(*) from report where state = 'pending') as "pendingReports",
      (select coalesce(min(received_at), 0) from report where state = 'pending') as "oldestPendingAt",
      (select count(*) from report where state = 'failed') as "failedReports",
      (select count(*) from job where state = 'queued') as "queuedJobs",
      (select coalesce(min(run_at), 0) from job where state = 'queued' and run_at <= ${now}) as "oldestDueAt",
      (select coalesce(max(last_report_at), 0) from host) as "newestReportAt",
      ${clock} as "databaseNow"`.execute(db.query)
  return rows[0] as Health
}

/** Jobs that failed since, newest first. */
export function listFailedJobs(db: Queryable, since: number, count: number) {
  return db.query
    .selectFrom('job')
    .select(['id', 'kind', 'subject', 'state', 'error', 'finished_at'])
    .where('state', 'in', ['failed', 'partial'])
    .where('finished_at', '>=', since)
    .orderBy('finished_at', 'desc')
    .limit(count)
    .execute()
}

/** Reports that could not be processed, newest first. */
export function listFailedReports(db: Queryable, count: number) {
  return db.query
    .selectFrom('report')
    .select(['id', 'hostname', 'error'])
    .where('state', '=', 'failed')
    .orderBy('id', 'desc')
    .limit(count)
    .execute()
}

/** Mirrors that fail, of repositories that nobody muted, longest first. */
export async function listFailingMirrors(db: Queryable) {
  const { rows } = await sql<{ repo_id: number; url: string; reason: string; failing_since: number; refresh: number }>`
    select m.repo_id, m.url, m.reason, m.failing_since, m.refresh from mirror m join repo r on r.id = m.repo_id
    where m.state = 'failing' and m.enabled = 1 and r.enabled = 1 and r.muted = 0
    order by m.failing_since, m.id`.execute(db.query)
  return rows
}
