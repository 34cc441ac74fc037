import type { Db, Queryable } from '../db/open.ts'
import { getReportBody } from '../db/report-queue.ts'
import { insertReport } from '../db/report-writes.ts'
import type { Report } from '../model/report.ts'
import { toFactsText } from '../model/report-facts.ts'
import { digestSections } from './digest.ts'
import { toHostname } from './hostname.ts'
import { packBody, parseStoredReport } from './stored.ts'

export interface AcceptedReport {
  report: Report
  /** As received, decompressed: JSON of protocol 2, or `encodeForm` of the fields of protocol 1. */
  body: Uint8Array
  ip: string
  userAgent: string
  now: number
  /** Asked only when the host sent no name; '' or a failure: the address is its name. */
  findReverseName?: (ip: string) => Promise<string>
}

/** Commits a report to be processed. When this returns, it is on disk. */
export async function acceptReport(db: Db, accepted: AcceptedReport): Promise<{ reportId: number }> {
  const { report, body, ip, userAgent, now } = accepted
  const digests = digestSections(report)
  const row = {
    hostname: report.hostname || (await nameOf(accepted)),
    ip,
    protocol: report.protocol,
    user_agent: userAgent.slice(0, 255),
    os: report.os,
    arch: report.arch,
    kernel: report.kernel,
    tags: report.tags.join(','),
    received_at: now,
    state: 'pending' as const,
    processed_at: 0,
    attempts: 0,
    retry_at: 0,
    error: '',
    duration_ms: 0,
    reject_count: report.rejects.length,
    packages_digest: digests.packages,
    repos_digest: digests.repos,
    modules_digest: digests.modules,
    updates_digest: digests.updates,
    facts: toFactsText(report),
    body: packBody(body),
  }
  return { reportId: await db.transaction((tx) => insertReport(tx, row, report.rejects)) }
}

async function nameOf({ ip, findReverseName }: AcceptedReport): Promise<string> {
  const found = await findReverseName?.(ip).catch(() => '')
  return toHostname(found ?? '') || ip || 'unknown'
}

/** A stored report with its sections, parsed again for its page; undefined when there is none. */
export async function readReportSections(db: Queryable, id: number): Promise<Report | undefined> {
  const stored = await getReportBody(db, id)
  return stored && parseStoredReport(stored.protocol, stored.body)
}
