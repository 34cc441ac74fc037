import type { Db } from '../db/open.ts'
import type { Clock } from '../lib/clock.ts'
import type { Report } from '../model/report.ts'
import { BodyMemory, type ReadBody } from './body-memory.ts'
import type { FieldErrors } from './field-errors.ts'
import { type FormFields, parseFormReport } from './form-protocol.ts'
import { parseJsonReport } from './json-protocol.ts'
import type { ParsedReports } from './parsed-reports.ts'
import { acceptReport } from './service.ts'
import { toSummary } from './summary.ts'

/** A report as it came, before anybody looked into it. */
export interface ReceivedReport {
  protocol: 1 | 2
  /** Decompressed: JSON of protocol 2, or `encodeForm` of the fields of protocol 1. */
  body: Uint8Array
  ip: string
  userAgent: string
}

/** `errors`: what is wrong with which field; `broken`: why it is no JSON. */
export type Acceptance = { reportId: number } | { errors: FieldErrors } | { broken: string }

export interface Intake {
  /** Reads and commits a report. When this answers an id, it is on disk. */
  accept(received: ReceivedReport): Promise<Acceptance>
}

export interface IntakeDeps {
  db: Db
  clock: Clock
  /** Of a host that reports without a name; '' when its address has none. Bounded in time. */
  findReverseName: (ip: string) => Promise<string>
  /** Where accepted reports wait for `processPendingReports` of the same thread. */
  parsed?: ParsedReports
}

/** Bodies that came before are neither parsed nor checked again. */
export function createIntake({ db, clock, findReverseName, parsed }: IntakeDeps): Intake {
  const memory = new BodyMemory()
  return {
    async accept({ protocol, body, ip, userAgent }) {
      let report: Report | undefined
      const outcome = memory.recall(protocol, body, () => {
        const read = parse(protocol, body)
        if ('report' in read) report = read.report
        return toReadBody(read)
      })
      if (!('summary' in outcome)) return outcome
      const accepted = { ...outcome, body, ip, userAgent, now: clock(), findReverseName }
      const { reportId } = await acceptReport(db, accepted)
      if (report) parsed?.keep(reportId, report, body.length)
      return { reportId }
    },
  }
}

type Parsed = { report: Report } | { errors: FieldErrors } | { broken: string }

function parse(protocol: 1 | 2, body: Uint8Array): Parsed {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
  if (protocol === 1) return { report: parseFormReport(JSON.parse(text) as FormFields) }
  try {
    return parseJsonReport(text === '' ? {} : JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { broken: error.message }
  }
}

function toReadBody(read: Parsed): ReadBody {
  return 'report' in read ? { summary: toSummary(read.report) } : read
}
