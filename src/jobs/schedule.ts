import { Cron } from 'croner'
import type { Db } from '../db/open.ts'
import { insertScheduleRun, listScheduleRuns, takeScheduleRun } from '../db/schedule-run.ts'
import type { Clock } from '../lib/clock.ts'
import type { JobKind } from '../model/job.ts'
import { JOB_KINDS } from '../model/job.ts'
import { enqueue } from './queue.ts'

export interface ScheduleDeps {
  db: Db
  clock: Clock
  /** Job kind (with underscores, as in the settings) → when, as in crontab(5), or `off`. */
  times: Record<string, string>
  timeZone: string
}

/**
 * Enqueues each job whose time has come since it was last started, by whichever server: one of many does it. What
 * was missed while no server ran is started once. A kind that is new here waits for its next time.
 */
export async function startDueJobs({ db, clock, times, timeZone }: ScheduleDeps): Promise<JobKind[]> {
  const now = clock()
  const runs = await listScheduleRuns(db)
  const started: JobKind[] = []
  for (const kind of JOB_KINDS) {
    const due = findLastDue(times[kind.replaceAll('-', '_')] ?? 'off', timeZone, now)
    const last = runs.get(kind)
    if (due === undefined || (last !== undefined && last >= due)) continue
    if (last === undefined) await insertScheduleRun(db, kind, due)
    else if (await startOnce(db, clock, kind, due)) started.push(kind)
  }
  return started
}

function startOnce(db: Db, clock: Clock, kind: JobKind, due: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const taken = await takeScheduleRun(tx, kind, due)
    if (taken) await enqueue({ db: tx, clock }, kind)
    return taken
  })
}

/** The last time up to `now` that the pattern names; undefined for `off`. Throws on a pattern that is none. */
export function findLastDue(pattern: string, timeZone: string, now: number): number | undefined {
  if (pattern === 'off') return undefined
  // the reference itself is not counted
  const nextSecond = new Date((Math.floor(now / 1000) + 1) * 1000)
  const [last] = new Cron(pattern, { timezone: timeZone, mode: '5-part' }).previousRuns(1, nextSecond)
  return last?.getTime()
}
