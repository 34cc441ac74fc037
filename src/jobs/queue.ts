import {
  type ClaimedJob,
  claimJob,
  deleteOldJobs,
  extendLease,
  finishJob,
  getLastError,
  hasDueJob,
  insertJob,
  insertRunningJob,
  listRunningJobs,
  type Requeue,
  requeueJob,
} from '../db/job-queue.ts'
import type { Db, Tx } from '../db/open.ts'
import type { Clock } from '../lib/clock.ts'
import type { EnqueueOptions, JobKind } from '../model/job.ts'
import { type Claimer, isAlive, toClaimer } from './claimer.ts'

/** How long a silent worker keeps its job; it tells every `HEARTBEAT_MS` that it is alive. */
export const LEASE_MS = 60_000
export const HEARTBEAT_MS = 15_000

/** How a job ended. `partial`: done, but some of it failed. */
export interface JobOutcome {
  state: 'done' | 'partial' | 'failed'
  /** What it did, in numbers. */
  result: object
  /** One sentence, for `partial` and `failed`. */
  error?: string
}

export interface QueueDeps {
  db: Db | Tx
  clock: Clock
}

/** Asks for background work; joins an equal job that waits already. Answers the job's id. */
export function enqueue(
  { db, clock }: QueueDeps,
  kind: JobKind,
  subject = '',
  { priority = 0, runAt, ...options }: EnqueueOptions = {},
): Promise<number> {
  const now = clock()
  const job = { kind, subject, options: JSON.stringify(options), priority, run_at: runAt ?? now, created_at: now }
  return inTransaction(db, (tx) => insertJob(tx, job))
}

/** Takes the next job that is due, or none. */
export async function claim(
  { db, clock }: QueueDeps,
  kinds: readonly JobKind[],
  claimer: Claimer,
): Promise<ClaimedJob | undefined> {
  const now = clock()
  if (!(await hasDueJob(db, kinds, now))) return undefined
  return inTransaction(db, (tx) => claimJob(tx, kinds, claimer.text, now, now + LEASE_MS))
}

/** Records a job that the caller does at once (the command line), so that it is in the history. */
export function begin(
  { db, clock }: QueueDeps,
  { kind, subject, force }: { kind: JobKind; subject: string; force: boolean },
  claimer: Claimer,
): Promise<number> {
  const now = clock()
  const options = JSON.stringify(force ? { force } : {})
  const job = { kind, subject, options, priority: 0, run_at: now, created_at: now }
  return inTransaction(db, (tx) => insertRunningJob(tx, job, claimer.text, now + LEASE_MS))
}

/** Tells that the job is still being worked on. False: it was taken away meanwhile. */
export function heartbeat({ db, clock }: QueueDeps, jobId: number, claimer: Claimer): Promise<boolean> {
  return inTransaction(db, (tx) => extendLease(tx, jobId, claimer.text, clock() + LEASE_MS))
}

/** Records how a job ended. False: it was taken away meanwhile, and this outcome does not count. */
export function finish({ db, clock }: QueueDeps, jobId: number, claimer: Claimer, outcome: JobOutcome) {
  const { state, result, error = '' } = outcome
  const end = { state, finished_at: clock(), error, result: JSON.stringify(result) }
  return inTransaction(db, (tx) => finishJob(tx, jobId, claimer.text, end))
}

/** A job threw: it is tried again later, up to its number of attempts. Answers whether it will be. */
export async function fail(
  deps: QueueDeps,
  job: Pick<ClaimedJob, 'id' | 'attempts' | 'max_attempts'>,
  claimer: Claimer,
  error: string,
): Promise<boolean> {
  if (job.attempts < job.max_attempts) {
    const back = { run_at: deps.clock() + retryDelayMs(job.attempts), error, attempts: job.attempts }
    if (await requeue(deps.db, job.id, claimer, back)) return true
  }
  await finish(deps, job.id, claimer, { state: 'failed', result: {}, error })
  return false
}

/** A job is interrupted (the server stops): it goes back as if it had not been started. */
export async function giveBack(
  deps: QueueDeps,
  job: Pick<ClaimedJob, 'id' | 'attempts' | 'max_attempts'>,
  claimer: Claimer,
): Promise<void> {
  const back = { run_at: deps.clock(), error: '', attempts: job.attempts - 1 }
  if (job.max_attempts > 1 && (await requeue(deps.db, job.id, claimer, back))) return
  await finish(deps, job.id, claimer, { state: 'failed', result: {}, error: 'interrupted' })
}

/** 10 s, 40 s, 160 s, … up to an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(3_600_000, 10_000 * 4 ** (attempts - 1))
}

/**
 * Takes back jobs whose worker is gone: its lease ran out, or its process on this machine is dead. A job that
 * keeps killing its worker fails when its attempts are used up. Answers how many were taken back.
 */
export async function recover(deps: QueueDeps): Promise<number> {
  let recovered = 0
  for (const job of await listRunningJobs(deps.db)) {
    const claimer = toClaimer(job.claimed_by)
    if (job.lease_until >= deps.clock() && isAlive(claimer)) continue
    await fail(deps, job, claimer, PROCESS_ENDED)
    recovered++
  }
  return recovered
}

const PROCESS_ENDED = 'the process that worked on it ended'
export const WORKER_CRASHED = 'the worker crashed'

/** Whether the last job of the kind that ended did so with its process, in the middle of its work. */
export async function wasCutShort(db: Db, kind: JobKind): Promise<boolean> {
  const error = await getLastError(db, kind)
  return error === PROCESS_ENDED || error === WORKER_CRASHED
}

/** A worker crashed: its jobs are tried again, up to their number of attempts. */
export async function failAll(deps: QueueDeps, owns: (claimer: Claimer) => boolean, error: string): Promise<void> {
  for (const job of await listRunningJobs(deps.db)) {
    const claimer = toClaimer(job.claimed_by)
    if (owns(claimer)) await fail(deps, job, claimer, error)
  }
}

/** Gives back what this process (or one thread of it) still has. Answers how many. */
export async function giveBackAll(deps: QueueDeps, owns: (claimer: Claimer) => boolean): Promise<number> {
  let given = 0
  for (const job of await listRunningJobs(deps.db)) {
    const claimer = toClaimer(job.claimed_by)
    if (!owns(claimer)) continue
    await giveBack(deps, job, claimer)
    given++
  }
  return given
}

const DAY_MS = 86_400_000

/** Deletes history: everything after 90 days, what runs every few minutes and went well after 2. */
export function deleteHistory({ db, clock }: QueueDeps): Promise<number> {
  const now = clock()
  return inTransaction(db, (tx) => deleteOldJobs(tx, now - 90 * DAY_MS, ['process-reports'], now - 2 * DAY_MS))
}

/**
 * Waiting for SQLite's write lock blocks the thread, except when a transaction begins: a server that answers
 * pages writes only in transactions.
 */
function inTransaction<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return 'inTransaction' in db ? work(db) : db.transaction(work)
}

/** One transaction: a conflict with an equal job that waits ends it, and nothing else is in it. */
function requeue(db: Db | Tx, jobId: number, claimer: Claimer, back: Requeue): Promise<boolean> {
  return inTransaction(db, (tx) => requeueJob(tx, jobId, claimer.text, back))
}
