import { forgetDigests } from '../db/host-writes.ts'
import type { Db, Queryable } from '../db/open.ts'
import { claimReport, type DueReport, getReportBody, getReportHost, listDueReports } from '../db/report-queue.ts'
import { beginAttempt, finishReport, insertReport, recordReportFailure, resetReport } from '../db/report-writes.ts'
import { type AppliedReport, applyReport } from '../inventory/service.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import type { Report } from '../model/report.ts'
import { toHostname } from './hostname.ts'
import type { ParsedReports } from './parsed-reports.ts'
import { hashBody, packBody, parseStoredReport } from './stored.ts'
import type { ReportSummary } from './summary.ts'

export interface AcceptedReport {
  /** What the body says; `BodyMemory` may know it without parsing. */
  summary: ReportSummary
  /** As received, decompressed: JSON of protocol 2, or `encodeForm` of the fields of protocol 1. */
  body: Uint8Array
  /** `hashBody(body)`, where it is known. */
  bodyHash?: string
  ip: string
  userAgent: string
  now: number
  /** Asked only when the host sent no name; '' or a failure: the address is its name. */
  findReverseName?: (ip: string) => Promise<string>
}

/** Commits a report to be processed. When this returns, it is on disk. */
export async function acceptReport(db: Db, accepted: AcceptedReport): Promise<{ reportId: number }> {
  const { summary, ip, userAgent, now } = accepted
  const { digests, rejects } = summary
  const row = {
    hostname: summary.hostname || (await nameOf(accepted)),
    ip,
    protocol: summary.protocol,
    user_agent: userAgent.slice(0, 255),
    os: summary.os,
    arch: summary.arch,
    kernel: summary.kernel,
    tags: summary.tags,
    received_at: now,
    state: 'pending' as const,
    processed_at: 0,
    attempts: 0,
    retry_at: 0,
    error: '',
    duration_ms: 0,
    reject_count: rejects.length,
    packages_digest: digests.packages,
    repos_digest: digests.repos,
    modules_digest: digests.modules,
    updates_digest: digests.updates,
    facts: summary.facts,
  }
  const { body, bodyHash = hashBody(body) } = accepted
  const stored = { row, rejects, bodyHash, packBody: () => packBody(body) }
  return { reportId: await db.transaction((tx) => insertReport(tx, stored)) }
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

export interface ProcessDeps {
  db: Db
  clock: Clock
  log: Log
  /** Most reports to take; all that wait unless told. */
  limit?: number
  /** Reports that this thread has accepted itself. */
  parsed?: ParsedReports | undefined
  /** Stops between two reports. */
  signal?: AbortSignal
  /** Only reports of these hosts. */
  hostnames?: readonly string[] | undefined
  /** The last to do this ended in the middle: each try is counted before it is made, one of them may be why. */
  afterCrash?: boolean
}

export interface ProcessedReports {
  processed: number
  superseded: number
  failed: number
  /** Ids of hosts of which something changed that their updates depend on. */
  hostsChanged: number[]
  /** Ids of repositories that are new to some host and were never read. */
  newRepos: number[]
}

/**
 * Processes the reports that wait, the oldest first, each in a transaction that also marks it. One that fails
 * is tried again later and holds up no other. Any number of processes may do this at the same time.
 */
export async function processPendingReports(deps: ProcessDeps): Promise<ProcessedReports> {
  const totals = { processed: 0, superseded: 0, failed: 0 }
  const [hosts, repos] = [new Set<number>(), new Set<number>()]
  for await (const applied of takeReports(deps)) {
    totals[applied === 'failed' ? 'failed' : applied.state]++
    if (applied === 'failed') continue
    if (applied.updatesDepend) hosts.add(applied.hostId)
    for (const repoId of applied.unreadRepos) repos.add(repoId)
  }
  return { ...totals, hostsChanged: [...hosts], newRepos: [...repos] }
}

/** How many ids are listed at once. */
const BATCH = 200

async function* takeReports(deps: ProcessDeps): AsyncGenerator<AppliedReport | 'failed'> {
  const { db, clock, limit = Number.POSITIVE_INFINITY, signal, hostnames } = deps
  // until a round takes none: none is due, or others are at work on those that are
  for (let taken = 0, before = -1; before < taken && taken < limit; ) {
    before = taken
    const due = await listDueReports(db, clock(), Math.min(BATCH, limit - taken), hostnames)
    for (const report of due) {
      if (signal?.aborted) return
      const applied = await tryReport(deps, report)
      if (applied === undefined) continue
      taken++
      yield applied
    }
    // all that waited; one that came since has its own wake-up
    if (due.length < BATCH && taken === before + due.length) return
  }
}

/** A report that failed so often is left alone until a person asks for it. */
export const MAX_ATTEMPTS = 5
const FIRST_RETRY_MS = 10_000

/** After so many failed tries: 10 s, 40 s, 160 s, … */
const retryDelayMs = (attempts: number) => FIRST_RETRY_MS * 4 ** (attempts - 1)

const ENDED = 'the process ended while it was worked on'

/**
 * A report that is under suspicion is written down before it is worked on; all others cost no write for it. undefined:
 * another worker has it, or has done it.
 */
async function tryReport(
  deps: ProcessDeps,
  { id, attempts }: DueReport,
): Promise<AppliedReport | 'failed' | undefined> {
  if (attempts === 0 && !deps.afterCrash) return processReport(deps, id, 0)
  const { db, clock, log } = deps
  if (attempts >= MAX_ATTEMPTS) {
    log.error('report failed', { report: id, attempts, error: ENDED })
    await recordReportFailure(db, id, { attempts, state: 'failed', error: ENDED, retry_at: 0, processed_at: clock() })
    return 'failed'
  }
  const attempt = { attempts: attempts + 1, error: ENDED, retry_at: clock() + retryDelayMs(attempts + 1) }
  const isOurs = await db.transaction(async (tx) => {
    const claimed = await claimReport(tx, id)
    // counted since it was listed: another worker is at it
    if (claimed?.attempts !== attempts) return false
    await beginAttempt(tx, id, attempt)
    return true
  })
  return isOurs ? processReport(deps, id, attempt.attempts) : undefined
}

/** `counted`: tries up to and with this one, where it was counted already; else 0. */
async function processReport(
  deps: ProcessDeps,
  id: number,
  counted: number,
): Promise<AppliedReport | 'failed' | undefined> {
  const { db, clock } = deps
  const start = performance.now()
  // taken before the transaction, which may run twice
  const parsed = deps.parsed?.take(id)
  try {
    return await db.transaction(async (tx) => {
      const now = clock()
      const claimed = await claimReport(tx, id)
      if (!claimed) return undefined
      const readReport = async () => {
        if (parsed) return parsed
        const stored = await getReportBody(tx, id)
        if (!stored) throw new Error('its body is gone')
        return parseStoredReport(stored.protocol, stored.body)
      }
      const applied = await applyReport(tx, claimed, readReport, now)
      const duration_ms = Math.round(performance.now() - start)
      await finishReport(tx, id, { state: applied.state, processed_at: now, duration_ms })
      return applied
    })
  } catch (error) {
    await recordFailure(deps, id, counted, error)
    return 'failed'
  }
}

async function recordFailure({ db, clock, log }: ProcessDeps, id: number, counted: number, error: unknown) {
  const now = clock()
  const attempts = counted || ((await getReportHost(db, id))?.attempts ?? 0) + 1
  const state = attempts < MAX_ATTEMPTS ? 'pending' : 'failed'
  log.error('report failed', { report: id, attempts, error })
  await recordReportFailure(db, id, {
    attempts,
    state,
    error: String(error instanceof Error ? error.message : error).slice(0, 1000),
    retry_at: now + retryDelayMs(attempts),
    processed_at: state === 'failed' ? now : 0,
  })
}

/**
 * Puts a report back to be processed, whatever became of it; where it is the one in force, each of its sections
 * is compared again. false: there is none.
 */
export async function reprocessReport(db: Db, id: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const report = await getReportHost(tx, id)
    if (!report) return false
    await forgetDigests(tx, report.hostname, id)
    return resetReport(tx, id)
  })
}
