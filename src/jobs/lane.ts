import type { ClaimedJob } from '../db/job-queue.ts'
import type { JobKind } from '../model/job.ts'
import type { Claimer } from './claimer.ts'
import type { JobDeps, LoadHandler } from './job.ts'
import { claim, fail, finish, giveBack, HEARTBEAT_MS, heartbeat, type JobOutcome } from './queue.ts'

/** Jobs of another process are seen within this time; those of this process wake it. */
const POLL_MS = 2000

export interface LaneOptions {
  deps: JobDeps
  kinds: readonly JobKind[]
  claimer: Claimer
  loadHandler: LoadHandler
}

/** One job after the other. */
export interface Lane {
  /** Looks for a job now. */
  wake(): void
  /** Aborts the job at hand; resolves when it has ended or gone back to the queue. */
  stop(): Promise<void>
}

/** Does the jobs of these kinds, one at a time, until stopped. A job that fails stops nothing. */
export function startLane(options: LaneOptions): Lane {
  const { deps, kinds, claimer } = options
  const stopping = new AbortController()
  const bell = createBell()
  const run = async () => {
    while (!stopping.signal.aborted) {
      try {
        const job = await claim(deps, kinds, claimer)
        if (job) await work(options, job, stopping.signal)
        else await bell.wait(POLL_MS)
      } catch (error) {
        deps.log.error('queue unreachable', { error })
        await bell.wait(POLL_MS)
      }
    }
  }
  const ended = run()
  return {
    wake: bell.ring,
    stop() {
      stopping.abort()
      bell.ring()
      return ended
    },
  }
}

/** Does one claimed job and records how it ended. Throws only when it cannot be recorded. */
async function work(options: LaneOptions, job: ClaimedJob, stopping: AbortSignal): Promise<void> {
  const { deps, claimer } = options
  const log = deps.log.with({ job: job.id, kind: job.kind, ...(job.subject && { subject: job.subject }) })
  const taken = new AbortController()
  const beating = setInterval(() => beat(options, job, taken), HEARTBEAT_MS)
  const startedAt = deps.clock()
  log.debug('job started', { attempt: job.attempts })
  try {
    const outcome = await handle(options, job, AbortSignal.any([stopping, taken.signal]))
    await finish(deps, job.id, claimer, outcome)
    const fields = { ms: deps.clock() - startedAt, ...outcome.result, ...(outcome.error && { error: outcome.error }) }
    if (outcome.state === 'done') log.info('job done', fields)
    else log.warn(outcome.state === 'partial' ? 'job partly done' : 'job failed', fields)
  } catch (error) {
    if (stopping.aborted) {
      await giveBack(deps, job, claimer)
      log.info('job returned to the queue')
    } else {
      const again = await fail(deps, job, claimer, toSentence(error))
      log.error('job failed', { error, again })
    }
  } finally {
    clearInterval(beating)
  }
}

async function handle(options: LaneOptions, job: ClaimedJob, signal: AbortSignal): Promise<JobOutcome> {
  const handler = await options.loadHandler(job.kind)
  const { force = false } = JSON.parse(job.options) as { force?: boolean }
  const outcome = await handler({ ...options.deps, signal }, { subject: job.subject, force, attempt: job.attempts })
  // one that stopped early did not do what it was asked for
  if (signal.aborted && outcome.state !== 'done') throw new Error('interrupted')
  return outcome
}

async function beat({ deps, claimer }: LaneOptions, job: ClaimedJob, taken: AbortController): Promise<void> {
  try {
    if (!(await heartbeat(deps, job.id, claimer))) taken.abort()
  } catch (error) {
    deps.log.warn('heartbeat failed', { job: job.id, error })
  }
}

function toSentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500) || 'unknown error'
}

interface Bell {
  ring(): void
  wait(ms: number): Promise<void>
}

/** A ring while nobody waits is heard by the next who would. */
function createBell(): Bell {
  let rung = false
  let wakeUp = () => {}
  return {
    ring() {
      rung = true
      wakeUp()
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      rung = false
    },
  }
}
