import { type SqlBool, sql } from 'kysely'
import type { JobKind, JobState } from '../model/job.ts'
import type { Queryable } from './open.ts'
import { isSqliteDuplicate } from './sqlite.ts'

/** A job that this process was given to do. */
export interface ClaimedJob {
  id: number
  kind: JobKind
  subject: string
  /** JSON object, as it was enqueued. */
  options: string
  attempts: number
  max_attempts: number
}

export interface NewJob {
  kind: JobKind
  subject: string
  options: string
  priority: number
  run_at: number
  created_at: number
}

/** Inserts a job, or joins the equal one that waits: it then runs at the earlier time, with the higher priority. */
export async function insertJob(db: Queryable, job: NewJob): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into job (kind, subject, options, priority, run_at, created_at)
    values (${job.kind}, ${job.subject}, ${job.options}, ${job.priority}, ${job.run_at}, ${job.created_at})
    on conflict (kind, subject) where state = 'queued' do update set
      options = case when excluded.options = '{}' then job.options else excluded.options end,
      priority = case when excluded.priority > job.priority then excluded.priority else job.priority end,
      run_at = case when excluded.run_at < job.run_at then excluded.run_at else job.run_at end
    returning id`.execute(db.query)
  return (rows[0] as { id: number }).id
}

/** Inserts a job that its maker does at once; it is not queued and not tried again. */
export async function insertRunningJob(db: Queryable, job: NewJob, claimedBy: string, leaseUntil: number) {
  const { id } = await db.query
    .insertInto('job')
    .values({
      ...job,
      state: 'running',
      attempts: 1,
      max_attempts: 1,
      claimed_by: claimedBy,
      lease_until: leaseUntil,
      started_at: job.created_at,
      finished_at: 0,
      error: '',
      result: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Takes the first job that is due. Two claimers never get the same one, and never two of one kind and subject
 * at the same time: what must not run twice at once need not defend itself.
 */
export async function claimJob(
  db: Queryable,
  kinds: readonly JobKind[],
  claimedBy: string,
  now: number,
  leaseUntil: number,
): Promise<ClaimedJob | undefined> {
  const lock = db.dialect === 'postgres' ? sql`for update skip locked` : sql``
  const { rows } = await sql<ClaimedJob>`
    update job set state = 'running', claimed_by = ${claimedBy}, lease_until = ${leaseUntil}, started_at = ${now},
      attempts = attempts + 1
    where id = (
      select q.id from job q
      where q.state = 'queued' and q.run_at <= ${now} and q.kind in (${sql.join(kinds)})
        and not exists (
          select 1 from job r where r.state = 'running' and r.kind = q.kind and r.subject = q.subject)
      order by q.priority desc, q.run_at, q.id limit 1 ${lock})
    returning id, kind, subject, options, attempts, max_attempts`.execute(db.query)
  return rows[0]
}

/** Whether a claim could find anything: a read, so that waiting workers never take SQLite's write lock. */
export async function hasDueJob(db: Queryable, kinds: readonly JobKind[], now: number): Promise<boolean> {
  const row = await db.query
    .selectFrom('job')
    .select('id')
    .where('state', '=', 'queued')
    .where('run_at', '<=', now)
    .where('kind', 'in', kinds)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Answers false when the job is no longer this claimer's. */
export async function extendLease(db: Queryable, id: number, claimedBy: string, leaseUntil: number): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('job')
    .set({ lease_until: leaseUntil })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('claimed_by', '=', claimedBy)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export interface FinishedJob {
  state: Exclude<JobState, 'queued' | 'running'>
  finished_at: number
  error: string
  result: string
}

/** Answers false when the job is no longer this claimer's: its outcome is then another's to tell. */
export async function finishJob(db: Queryable, id: number, claimedBy: string, outcome: FinishedJob): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('job')
    .set({ ...outcome, lease_until: 0 })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('claimed_by', '=', claimedBy)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export interface Requeue {
  run_at: number
  error: string
  /** A job that was interrupted through no fault of its own has not used up an attempt. */
  attempts: number
}

/**
 * Puts a running job back. Answers false when it is no longer this claimer's, or when an equal one waits
 * already (that one will do the work).
 */
export async function requeueJob(db: Queryable, id: number, claimedBy: string, back: Requeue): Promise<boolean> {
  try {
    const { numUpdatedRows } = await db.query
      .updateTable('job')
      .set({ ...back, state: 'queued', claimed_by: '', lease_until: 0, started_at: 0 })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('claimed_by', '=', claimedBy)
      .where(
        sql<SqlBool>`not exists (select 1 from job q where q.state = 'queued' and q.kind = job.kind and q.subject = job.subject)`,
      )
      .executeTakeFirstOrThrow()
    return numUpdatedRows === 1n
  } catch (error) {
    // an equal one was queued between the look and the write
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Why the last job of the kind that ended failed, wholly or in part; '' when it did not, or none has ended. */
export async function getLastError(db: Queryable, kind: JobKind): Promise<string> {
  const row = await db.query
    .selectFrom('job')
    .select('error')
    .where('kind', '=', kind)
    .where('state', 'in', ['done', 'partial', 'failed'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.error ?? ''
}

export interface RunningJob extends ClaimedJob {
  claimed_by: string
  lease_until: number
  started_at: number
}

export function listRunningJobs(db: Queryable): Promise<RunningJob[]> {
  return db.query
    .selectFrom('job')
    .select(['id', 'kind', 'subject', 'options', 'attempts', 'max_attempts', 'claimed_by', 'lease_until', 'started_at'])
    .where('state', '=', 'running')
    .orderBy('id')
    .execute() as Promise<RunningJob[]>
}

/** Deletes history that ended before `before`; of the kinds in `chatty`, what ended before `chattyBefore`. */
export async function deleteOldJobs(
  db: Queryable,
  before: number,
  chatty: readonly JobKind[],
  chattyBefore: number,
): Promise<number> {
  const { numDeletedRows } = await db.query
    .deleteFrom('job')
    .where('state', 'in', ['done', 'partial', 'failed'])
    .where((where) =>
      where.or([
        where('finished_at', '<', before),
        where.and([where('kind', 'in', chatty), where('state', '=', 'done'), where('finished_at', '<', chattyBefore)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

const UNIQUE_VIOLATION_OF_POSTGRES = '23505'

function isDuplicate(error: unknown): boolean {
  return isSqliteDuplicate(error) || (error as { code?: unknown } | undefined)?.code === UNIQUE_VIOLATION_OF_POSTGRES
}
