import { parentPort, workerData } from 'node:worker_threads'
import { createNameFinder } from '../lib/reverse-name.ts'
import { createIntake } from '../reports/intake-service.ts'
import { ParsedReports } from '../reports/parsed-reports.ts'
import { currentClaimer } from './claimer.ts'
import { openJobDeps } from './deps.ts'
import { loadHandler } from './handlers.ts'
import { startLane } from './lane.ts'
import { LANES } from './lanes.ts'
import type { FromWorker, IntakeRequest, ToWorker, WorkerData } from './messages.ts'

/** A worker: its own database connection and fetcher, and its lanes: kinds of work of which none waits for another. */
const { config, thread, lanes: laneNames } = workerData as WorkerData
const port = parentPort
if (!port) throw new Error('not a worker thread')

const tell = (message: FromWorker) => port.postMessage(message)
const { deps: jobDeps, close } = await openJobDeps(config, () => tell('work'))
// what this thread accepts it also processes: without parsing it again
const parsed = new ParsedReports()
const deps = { ...jobDeps, parsed }
const lanes = laneNames.map((name) =>
  startLane({ deps, kinds: LANES[name], claimer: currentClaimer(`${thread}-${name}`), loadHandler }),
)
const intake = createIntake({ ...deps, findReverseName: createNameFinder(1000) })
const inHand = new Set<Promise<void>>()

port.on('message', async (message: ToWorker) => {
  if (typeof message === 'object') {
    const answered = accept(message)
    inHand.add(answered)
    await answered
    inHand.delete(answered)
  }
  if (message === 'wake') for (const lane of lanes) lane.wake()
  if (message !== 'stop') return
  await Promise.all([...lanes.map((lane) => lane.stop()), ...inHand])
  await close()
  port.close()
})
tell('ready')

async function accept({ intake: number, received }: IntakeRequest): Promise<void> {
  try {
    tell({ intake: number, acceptance: await intake.accept(received) })
  } catch (error) {
    tell({ intake: number, error: error instanceof Error ? error.message : String(error) })
  }
}
