import type { Config } from '../config/config.ts'
import type { Db } from '../db/open.ts'
import type { Clock } from '../lib/clock.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import type { Enqueue, JobKind } from '../model/job.ts'
import type { ParsedReports } from '../reports/parsed-reports.ts'
import type { JobOutcome } from './queue.ts'

/** What a job is given to work with; each worker has its own. */
export interface JobDeps {
  db: Db
  clock: Clock
  log: Log
  fetcher: Fetcher
  config: Config
  /** Reports that this thread has accepted itself. */
  parsed?: ParsedReports
  /** Asks for more work, and wakes whoever may do it. */
  enqueue: Enqueue
}

export interface JobContext extends JobDeps {
  /** Aborted when the work is to stop: the server ends, or the job was taken away. */
  signal: AbortSignal
  /** Tells how far it is, where somebody looks. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** What is asked for. */
export interface JobRequest {
  subject: string
  force: boolean
  /** Tries of this job, with this one. */
  attempt?: number
}

/** Throws for a failure that is worth another try. */
export type JobHandler = (context: JobContext, request: JobRequest) => Promise<JobOutcome>

export type LoadHandler = (kind: JobKind) => Promise<JobHandler>
