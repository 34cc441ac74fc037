import { parentPort, workerData } from 'node:worker_threads'
import { currentClaimer } from './claimer.ts'
import { openJobDeps } from './deps.ts'
import { loadHandler } from './handlers.ts'
import { startLane } from './lane.ts'
import { LANES } from './lanes.ts'
import type { FromWorker, ToWorker, WorkerData } from './messages.ts'

/** A worker: its own database connection and fetcher, and a lane for each kind of work that must not wait for another. */
const { config, thread } = workerData as WorkerData
const port = parentPort
if (!port) throw new Error('not a worker thread')

const tell = (message: FromWorker) => port.postMessage(message)
const { deps, close } = await openJobDeps(config, () => tell('work'))
const lanes = Object.entries(LANES).map(([name, kinds]) =>
  startLane({ deps, kinds, claimer: currentClaimer(`${thread}-${name}`), loadHandler }),
)

port.on('message', async (message: ToWorker) => {
  if (message === 'wake') for (const lane of lanes) lane.wake()
  if (message !== 'stop') return
  await Promise.all(lanes.map((lane) => lane.stop()))
  await close()
  port.close()
})
tell('ready')
