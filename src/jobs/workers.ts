import { Worker } from 'node:worker_threads'
import type { Config } from '../config/config.ts'
import type { Log } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import type { Acceptance, ReceivedReport } from '../reports/intake-service.ts'
import type { LaneName } from './lanes.ts'
import type { FromWorker, IntakeAnswer, ToWorker, WorkerData } from './messages.ts'

export interface WorkersOptions {
  config: Config
  threads: readonly ThreadPlan[]
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

/** A thread and what it works on. */
export interface ThreadPlan {
  name: string
  lanes: readonly LaneName[]
}

export interface Workers {
  wake(): void
  /** Lets the thread that processes reports accept one; undefined when there is no such thread now. */
  accept(received: ReceivedReport): Promise<Acceptance> | undefined
  /** Lets the jobs at hand end or go back; what does not stop in `ms` is ended. */
  stop(ms: number): Promise<void>
}

const WORKER_THREAD = new URL('./worker-thread.ts', import.meta.url)
const MOST_DELAY_MS = 60_000
/** A thread that lived this long was well. */
const STEADY_MS = 60_000

/** Starts the worker threads; one that ends by itself (a crash, memory) is replaced. */
export function startWorkers(options: WorkersOptions): Workers {
  const slots = options.threads.map((plan) => new Slot(options, plan, () => wake()))
  const wake = () => {
    for (const slot of slots) slot.post('wake')
  }
  for (const slot of slots) slot.start()
  const reports = slots.find((slot) => slot.plan.lanes.includes('reports'))
  return {
    wake,
    accept: (received) => reports?.accept(received),
    stop: async (ms) => void (await Promise.all(slots.map((slot) => slot.stop(ms)))),
  }
}

interface InHand {
  resolve(acceptance: Acceptance): void
  reject(error: Error): void
}

/** The place of one thread, whichever holds it now. */
class Slot {
  readonly #options: WorkersOptions
  readonly plan: ThreadPlan
  readonly #onWork: () => void
  #worker: Worker | undefined
  #restart: NodeJS.Timeout | undefined
  #crashes = 0
  #stopping = false
  readonly #inHand = new Map<number, InHand>()
  #lastIntake = 0

  constructor(options: WorkersOptions, plan: ThreadPlan, onWork: () => void) {
    this.#options = options
    this.plan = plan
    this.#onWork = onWork
  }

  start(): void {
    const { config, log, script = WORKER_THREAD, heapMb = 2048 } = this.#options
    const startedAt = performance.now()
    const workerData: WorkerData = { config, thread: this.plan.name, lanes: this.plan.lanes }
    const worker = new Worker(script, { workerData, resourceLimits: { maxOldGenerationSizeMb: heapMb } })
    this.#worker = worker
    worker.on('message', (message: FromWorker) => {
      if (message === 'work') this.#onWork()
      else if (typeof message === 'object') this.#answer(message)
    })
    worker.on('error', (error) => log.error('worker crashed', { thread: this.plan.name, error }))
    worker.on('exit', (code) => this.#onExit(code, performance.now() - startedAt))
  }

  post(message: ToWorker): void {
    this.#worker?.postMessage(message)
  }

  accept(received: ReceivedReport): Promise<Acceptance> | undefined {
    const worker = this.#worker
    if (!worker || this.#stopping) return undefined
    const intake = ++this.#lastIntake
    const { body } = received
    // handed over, not copied, where nothing else is in the same memory
    const isAlone = body.byteLength === body.buffer.byteLength
    const own = isAlone ? body : Uint8Array.from(body)
    worker.postMessage({ intake, received: { ...received, body: own } } satisfies ToWorker, [own.buffer as ArrayBuffer])
    return new Promise((resolve, reject) => this.#inHand.set(intake, { resolve, reject }))
  }

  #answer(answer: IntakeAnswer): void {
    const waiting = this.#inHand.get(answer.intake)
    this.#inHand.delete(answer.intake)
    if ('error' in answer) waiting?.reject(new Error(answer.error))
    else waiting?.resolve(answer.acceptance)
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
    // whether they were committed is not known: the host sends its report again
    for (const { reject } of this.#inHand.values())
      reject(new Problem(503, 'interrupted', 'The server was interrupted.'))
    this.#inHand.clear()
    if (this.#stopping) return
    const { log, onCrash, restartDelayMs = 1000 } = this.#options
    this.#crashes = livedMs > STEADY_MS ? 0 : this.#crashes + 1
    const delayMs = Math.min(MOST_DELAY_MS, restartDelayMs * 2 ** Math.max(0, this.#crashes - 1))
    log.warn('worker restarts', { thread: this.plan.name, code, delayMs })
    try {
      await onCrash(this.plan.name)
    } catch (error) {
      log.error('queue unreachable', { error })
    }
    if (this.#stopping) return
    this.#restart = setTimeout(() => this.start(), delayMs)
  }
}
