import { createHash } from 'node:crypto'
import {
  type DemoMirror,
  insertDemoDays,
  insertDemoJobs,
  linkDemoReleases,
  waitForNoDisk,
  writeDemoMirror,
} from '../db/demo-writes.ts'
import type { Db } from '../db/open.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { parseFormReport } from '../reports/form-protocol.ts'
import { parseJsonReport } from '../reports/json-protocol.ts'
import { acceptReport, processPendingReports } from '../reports/service.ts'
import { encodeForm } from '../reports/stored.ts'
import { toSummary } from '../reports/summary.ts'
import { normaliseRepoUrl } from '../repos/normalise-url.ts'
import { matchPackages } from '../security/match-service.ts'
import { updateHosts } from '../updates/service.ts'
import { acceptDemoCves } from './accepted-service.ts'
import { demoJobs } from './demo-jobs.ts'
import { readDemoFeeds } from './feeds-service.ts'
import { daysOfChange, type Fleet, makeFleet } from './fleet.ts'
import { pastDays } from './fleet-days.ts'
import type { FleetHost } from './fleet-hosts.ts'
import { receivedAt, reportOn, toProtocol1 } from './fleet-reports.ts'
import type { FleetRepo } from './fleet-repos.ts'
import { APT_RELEASES, OTHER_RELEASES, RPM_RELEASES } from './releases.ts'
import { buildDemoSets } from './sets-service.ts'

export interface DemoDeps {
  db: Db
  clock: Clock
  log: Log
}

export interface DemoOptions {
  hosts: number
  seed: number
}

export interface DemoSummary {
  hosts: number
  reports: number
  updates: number
  ms: number
}

/**
 * Fills an empty, migrated database with a made-up fleet and its last 90 days: reports by the ordinary intake,
 * package sets as a refresh would have left them, updates as they are found. Its mirrors do not exist: keep
 * the schedule off.
 */
export async function loadDemo(deps: DemoDeps, { hosts, seed }: DemoOptions): Promise<DemoSummary> {
  const started = performance.now()
  const now = deps.clock()
  const releases = [...APT_RELEASES, ...RPM_RELEASES, ...OTHER_RELEASES]
  const fleet = makeFleet({ hosts, seed, now, releases })
  await waitForNoDisk(deps.db)
  const reports = await reportFleet(deps, fleet)
  const mirrors = await buildMirrors(deps.db, fleet)
  await deps.db.transaction(async (tx) => {
    for (const mirror of mirrors) await writeDemoMirror(tx, mirror)
    await linkDemoReleases(tx)
    await insertDemoJobs(tx, demoJobs(fleet))
    const toDay = (day: number) => new Date(now + day * DAY).toISOString().slice(0, 10)
    await insertDemoDays(
      tx,
      pastDays(fleet, -HISTORY_DAYS).map((past) => ({ ...past, day: toDay(past.day) })),
    )
  })
  await readDemoFeeds(deps.db, deps.log, fleet, now - 5 * HOUR)
  const { updates } = await updateHosts(deps)
  await matchPackages(deps)
  await acceptDemoCves(deps.db, now)
  const summary = { hosts, reports, updates, ms: Math.round(performance.now() - started) }
  deps.log.info('demo loaded', summary)
  return summary
}

const DAY = 86_400_000
const HOUR = 3_600_000
const HISTORY_DAYS = 90
/** One host in so many has its whole history; of the others some have their last change. */
const FULL_HISTORY = 8

interface DemoReport {
  host: FleetHost
  day: number
  at: number
}

/** All reports in the order in which they came; answers how many. */
async function reportFleet(deps: DemoDeps, fleet: Fleet): Promise<number> {
  const reports: DemoReport[] = fleet.hosts.flatMap((host) => {
    const days = daysOfChange(host, HISTORY_DAYS)
    const told = host.index % FULL_HISTORY === 0 ? days : days.slice(host.index % 3 === 0 ? -2 : -1)
    return told.map((day) => ({ host, day, at: receivedAt(fleet, host, day) }))
  })
  reports.sort((a, b) => a.at - b.at)
  for (const report of reports) await takeReport(deps, fleet, report)
  return reports.length
}

async function takeReport({ db, log }: DemoDeps, fleet: Fleet, { host, day, at }: DemoReport): Promise<void> {
  const { summary, body } = toReport(fleet, host, day)
  const userAgent = `patchman-client/${host.clientVersion}`
  await acceptReport(db, { summary, body, ip: host.ip, userAgent, now: at })
  await processPendingReports({ db, clock: () => at + 1500, log })
}

/** Old clients speak protocol 1, and a few of them send lines that nobody can use. */
function toReport(fleet: Fleet, host: FleetHost, day: number) {
  const sent = reportOn(fleet, host, day)
  if (host.clientVersion.startsWith('4.')) {
    const fields = toProtocol1(sent, host.index % 9 === 0 ? BROKEN_LINES : [])
    return { summary: toSummary(parseFormReport(fields)), body: encodeForm(fields) }
  }
  const outcome = parseJsonReport(sent)
  if ('errors' in outcome) throw new Error(`the made-up report is not valid: ${JSON.stringify(outcome.errors)}`)
  return { summary: toSummary(outcome.report), body: Buffer.from(JSON.stringify(sent)) }
}

const BROKEN_LINES = ["'libfoo' '' '1.0'", "'perl' '' '' '' 'amd64' 'deb'", 'dpkg-query: no packages found matching x']

/** The mirrors of the repositories that some host uses, with what was read of them. */
async function buildMirrors(db: Db, fleet: Fleet): Promise<DemoMirror[]> {
  const mirrors: DemoMirror[] = []
  for (const repo of new Set(fleet.hosts.flatMap((host) => host.repos))) {
    const mirror = toMirror(repo, fleet.options.now)
    const { checksum, changedAt, confirmedAt } = mirror
    const sets = confirmedAt > 0 ? await buildDemoSets(db, repo, { checksum, now: changedAt }) : {}
    mirrors.push({ ...mirror, sets })
  }
  return mirrors
}

function toMirror(repo: FleetRepo, now: number): Omit<DemoMirror, 'sets'> {
  const url = normaliseRepoUrl(repo.type, repo.url)
  const ok = repo.state === 'ok'
  const failingDays = repo.state === 'failing' ? 1 + (repo.url.length % 9) : 0
  // a vendor's index that was read until it began to fail still stands; one that was never readable has none
  const confirmedAt = ok ? now - 8 * HOUR : repo.state === 'failing' ? now - failingDays * DAY - 8 * HOUR : 0
  return {
    ...{ type: repo.type, url },
    gives: repo.gives.map((one) => normaliseRepoUrl(repo.type, one)),
    facts: repo.facts,
    security: repo.security,
    state: repo.state,
    reason: repo.reason,
    failingSince: failingDays > 0 ? now - failingDays * DAY : 0,
    failCount: failingDays,
    checkedAt: now - 8 * HOUR,
    confirmedAt,
    changedAt: confirmedAt > 0 ? confirmedAt - (url.length % 5) * DAY : 0,
    checksum: createHash('sha256')
      .update(`${url} ${JSON.stringify(confirmedAt > 0 ? repo.candidates() : [])}`)
      .digest('hex'),
  }
}
