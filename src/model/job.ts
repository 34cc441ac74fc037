/** Background work, one kind a file in `src/jobs/`. */
export const JOB_KINDS = [
  'process-reports',
  'refresh-repos',
  'refresh-feeds',
  'find-updates',
  'match-cves',
  'dbcheck',
  'dns-checks',
  'clean-reports',
] as const

export type JobKind = (typeof JOB_KINDS)[number]

/** `partial`: done, but some of it failed; the result says which. */
export type JobState = 'queued' | 'running' | 'done' | 'partial' | 'failed'

export interface EnqueueOptions {
  /** Work again on what has not changed, reprocess what was processed. */
  force?: boolean
  /** Higher goes first; 0 unless told. */
  priority?: number
  /** Not before this time (ms since 1970). */
  runAt?: number
}

/** Asks for background work. Answers the id of the job that will do it: an equal one that waits already is it. */
export type Enqueue = (kind: JobKind, subject?: string, options?: EnqueueOptions) => Promise<number>
