import type { Config } from '../config/config.ts'
import type { Acceptance, ReceivedReport } from '../reports/intake-service.ts'
import type { LaneName } from './lanes.ts'

/** What a worker thread is started with. */
export interface WorkerData {
  config: Config
  /** Tells the threads of one process apart. */
  thread: string
  lanes: readonly LaneName[]
}

/** A report to accept; its answer has the same number. */
export interface IntakeRequest {
  intake: number
  received: ReceivedReport
}

export type IntakeAnswer = { intake: number; acceptance: Acceptance } | { intake: number; error: string }

export type ToWorker = 'wake' | 'stop' | IntakeRequest

/** `work`: it asked for more work, which others may do. */
export type FromWorker = 'ready' | 'work' | IntakeAnswer
