import type { Config } from '../config/config.ts'
import type { Db } from '../db/open.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createNameFinder } from '../lib/reverse-name.ts'
import type { Enqueue } from '../model/job.ts'
import { createIntake, type Intake } from '../reports/intake-service.ts'
import { isThisProcess } from './claimer.ts'
import { enqueue, failAll, giveBackAll, recover, WORKER_CRASHED } from './queue.ts'
import { startDueJobs } from './schedule.ts'
import { startWorkers, type ThreadPlan } from './workers.ts'

export interface BackgroundDeps {
  config: Config
  db: Db
  clock: Clock
  log: Log
}

/** The background work of one server process. */
export interface Background {
  enqueue: Enqueue
  /** A report was committed: it is processed at once. Cheap, however often it is called. */
  onReport(): void
  /** Reads and commits reports: in the thread that processes them, so that neither pages nor reports wait. */
  intake: Intake
  /** Lets jobs end or go back to the queue within `ms`; calling it again waits for the same end. */
  stop(ms: number): Promise<void>
}

/** Dead workers and due times are looked for this often. */
const TICK_MS = 10_000
/** A burst of reports asks for work this often. */
const REPORT_PAUSE_MS = 100

/** Starts the workers and the schedule that the settings ask for. */
export async function startBackground(deps: BackgroundDeps): Promise<Background> {
  const { config, db, clock, log } = deps
  // a process that had our number and ended: in a container it is the same at every start
  await giveBackAll(deps, isThisProcess)
  // before the workers claim anything: work that was cut short is done with more care
  if (config.workers > 0) await recover(deps)
  const crashed = (thread: string) =>
    failAll(deps, (claimer) => isThisProcess(claimer) && claimer.thread.startsWith(`${thread}-`), WORKER_CRASHED)
  const workers = startWorkers({ config, threads: planThreads(config.workers), log, onCrash: crashed })
  const ownIntake = createIntake({ db, clock, findReverseName: createNameFinder(1000) })
  const request: Enqueue = async (...job) => {
    const id = await enqueue(deps, ...job)
    workers.wake()
    return id
  }
  const onReport = paced(() => request('process-reports'), REPORT_PAUSE_MS, log)
  const tick = paced(() => lookAround(deps, workers.wake), 0, log)
  const timer = setInterval(tick, TICK_MS)
  tick()
  // what was accepted just before the last end
  if (config.workers > 0) onReport()
  const stopAll = async (ms: number) => {
    clearInterval(timer)
    await workers.stop(ms)
    await giveBackAll(deps, isThisProcess)
  }
  let stopped: Promise<void> | undefined
  return {
    enqueue: request,
    onReport,
    intake: { accept: (received) => workers.accept(received) ?? ownIntake.accept(received) },
    stop(ms) {
      stopped ??= stopAll(ms)
      return stopped
    },
  }
}

/** Reports have a thread of their own: finding a fleet's updates keeps another one busy for seconds. */
function planThreads(workers: number): ThreadPlan[] {
  if (workers === 0) return []
  const others = Array.from({ length: workers }, (_, i) => ({
    name: `w${i + 1}`,
    lanes: ['updates', 'upkeep', 'feeds'] as const,
  }))
  return [{ name: 'reports', lanes: ['reports'] }, ...others]
}

async function lookAround(deps: BackgroundDeps, wake: () => void): Promise<void> {
  const { config, log } = deps
  const recovered = config.workers > 0 ? await recover(deps) : 0
  if (recovered > 0) log.warn('jobs recovered', { jobs: recovered })
  const started = config.schedule ? await startDueJobs({ ...deps, times: config.times, timeZone: config.timeZone }) : []
  if (started.length > 0) log.info('scheduled jobs due', { kinds: started })
  if (recovered + started.length > 0) wake()
}

/** Calls `work` at once, and while that runs or paused is remembered as one further call. */
function paced(work: () => Promise<unknown>, pauseMs: number, log: Log): () => void {
  let isBusy = false
  let isWanted = false
  const run = async () => {
    isBusy = true
    while (isWanted) {
      isWanted = false
      await work().catch((error: unknown) => log.error('queue unreachable', { error }))
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
    }
    isBusy = false
  }
  return () => {
    isWanted = true
    if (!isBusy) void run()
  }
}
