import { Worker } from 'node:worker_threads'
import type { Config } from '../config/config.ts'
import type { Log } from '../lib/log.ts'
import type { FromWorker, ToWorker, WorkerData } from './messages.ts'

export interface WorkersOptions {
  config: Config
  count: number
  log: Log
  /** A thread ended by itself: takes back the jobs that it had. */
  onCrash(thread: string): Promise<void>
  /** The threads' program. */
  script?: URL
  /** Waited before the first restart; doubles with each further one, up to a minute. */
  restartDelayMs?: number
  /** Most memory of one thread; one that needs more ends alone. */
  heapMb?: number
}

export interface Workers {
  wake(): void
  /** Lets the jobs at hand end or go back; what does not stop in `ms` is ended. */
  stop(ms: number): Promise<void>
}

const WORKER_THREAD = new URL('./worker-thread.ts', import.meta.url)
const MOST_DELAY_MS = 60_000
/** A thread that lived this long was well. */
const STEADY_MS = 60_000

/** Starts the worker threads; one that ends by itself (a crash, memory) is replaced. */
export function startWorkers(options: WorkersOptions): Workers {
  const slots = Array.from({ length: options.count }, (_, i) => new Slot(options, `w${i + 1}`, () => wake()))
  const wake = () => {
    for (const slot of slots) slot.post('wake')
  }
  for (const slot of slots) slot.start()
  return { wake, stop: async (ms) => void (await Promise.all(slots.map((slot) => slot.stop(ms)))) }
}

/** The place of one thread, whichever holds it now. */
class Slot {
  readonly #options: WorkersOptions
  readonly #thread: string
  readonly #onWork: () => void
  #worker: Worker | undefined
  #restart: NodeJS.Timeout | undefined
  #crashes = 0
  #stopping = false

  constructor(options: WorkersOptions, thread: string, onWork: () => void) {
    this.#options = options
    this.#thread = thread
    this.#onWork = onWork
  }

  start(): void {
    const { config, log, script = WORKER_THREAD, heapMb = 2048 } = this.#options
    const startedAt = performance.now()
    const workerData: WorkerData = { config, thread: this.#thread }
    const worker = new Worker(script, { workerData, resourceLimits: { maxOldGenerationSizeMb: heapMb } })
    this.#worker = worker
    worker.on('message', (message: FromWorker) => {
      if (message === 'work') this.#onWork()
    })
    worker.on('error', (error) => log.error('worker crashed', { thread: this.#thread, error }))
    worker.on('exit', (code) => this.#onExit(code, performance.now() - startedAt))
  }

  post(message: ToWorker): void {
    this.#worker?.postMessage(message)
  }

  async stop(ms: number): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#restart)
    const worker = this.#worker
    if (!worker) return
    const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.postMessage('stop' satisfies ToWorker)
    const timer = setTimeout(() => worker.terminate(), ms)
    await exited
    clearTimeout(timer)
  }

  async #onExit(code: number, livedMs: number): Promise<void> {
    this.#worker = undefined
    if (this.#stopping) return
    const { log, onCrash, restartDelayMs = 1000 } = this.#options
    this.#crashes = livedMs > STEADY_MS ? 0 : this.#crashes + 1
    const delayMs = Math.min(MOST_DELAY_MS, restartDelayMs * 2 ** Math.max(0, this.#crashes - 1))
    log.warn('worker restarts', { thread: this.#thread, code, delayMs })
    try {
      await onCrash(this.#thread)
    } catch (error) {
      log.error('queue unreachable', { error })
    }
    if (this.#stopping) return
    this.#restart = setTimeout(() => this.start(), delayMs)
  }
}
