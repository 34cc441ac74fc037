import type { JobKind } from '../model/job.ts'
import type { Claimer } from './claimer.ts'
import type { JobContext, JobDeps, LoadHandler } from './job.ts'
import { begin, finish, HEARTBEAT_MS, heartbeat, type JobOutcome, recover } from './queue.ts'

/** Does a job here and now instead of asking a worker for it; it is in the history like any other. */
export async function runNow(
  deps: JobDeps & Pick<JobContext, 'onProgress'>,
  { kind, subject, force }: { kind: JobKind; subject: string; force: boolean },
  claimer: Claimer,
  loadHandler: LoadHandler,
): Promise<JobOutcome> {
  // work that was cut short is in the history as such before more is done
  await recover(deps)
  const id = await begin(deps, { kind, subject, force }, claimer)
  const beating = setInterval(() => {
    heartbeat(deps, id, claimer).catch((error: unknown) => deps.log.warn('heartbeat failed', { job: id, error }))
  }, HEARTBEAT_MS)
  try {
    const handler = await loadHandler(kind)
    const outcome = await handler({ ...deps, signal: new AbortController().signal }, { subject, force })
    await finish(deps, id, claimer, outcome)
    return outcome
  } catch (error) {
    await finish(deps, id, claimer, { state: 'failed', result: {}, error: (error as Error).message })
    throw error
  } finally {
    clearInterval(beating)
  }
}
