import type { Config } from '../config/config.ts'

/** What a worker thread is started with. */
export interface WorkerData {
  config: Config
  /** Tells the threads of one process apart. */
  thread: string
}

export type ToWorker = 'wake' | 'stop'

/** `work`: it asked for more work, which others may do. */
export type FromWorker = 'ready' | 'work'
