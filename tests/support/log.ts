import { createLog, type Log } from '../../src/lib/log.ts'

/** A log that is not written anywhere. */
export const silentLog: Log = createLog({ level: 'silent' })

/** A log whose lines a test can read. */
export function recordingLog(): { log: Log; lines: { level: string; message: string; [field: string]: unknown }[] } {
  const lines: { level: string; message: string }[] = []
  const log = createLog({ level: 'debug', readable: false, write: (line) => lines.push(JSON.parse(line)) })
  return { log, lines }
}
