import type { Report } from '../model/report.ts'

/**
 * Reports that were accepted a moment ago and wait to be processed by the same thread: those need not be read and
 * parsed again. What is not here any more is in the database.
 */
export class ParsedReports {
  readonly #mostBytes: number
  readonly #reports = new Map<number, { report: Report; bytes: number }>()
  #bytes = 0

  /** `mostBytes`: of the bodies that the reports were parsed from. */
  constructor(mostBytes = 8 * 1024 * 1024) {
    this.#mostBytes = mostBytes
  }

  keep(reportId: number, report: Report, bytes: number): void {
    if (bytes > this.#mostBytes) return
    this.#reports.set(reportId, { report, bytes })
    this.#bytes += bytes
    for (const oldest of this.#reports.keys()) {
      if (this.#bytes <= this.#mostBytes) break
      this.take(oldest)
    }
  }

  /** The report, which is forgotten. */
  take(reportId: number): Report | undefined {
    const kept = this.#reports.get(reportId)
    if (!kept) return undefined
    this.#reports.delete(reportId)
    this.#bytes -= kept.bytes
    return kept.report
  }
}
