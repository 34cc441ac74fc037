import { afterEach, beforeEach } from 'vitest'
import type { Db } from '../../src/db/open.ts'
import { createFetcher, type Fetcher } from '../../src/lib/fetch/fetcher.ts'
import type { FetchPolicy } from '../../src/lib/fetch/policy.ts'
import type { PackageType } from '../../src/model/package.ts'
import { createIntake } from '../../src/reports/intake-service.ts'
import { processPendingReports } from '../../src/reports/service.ts'
import { ensureRepos } from '../../src/repos/ensure-service.ts'
import { type RefreshOptions, type RefreshSummary, refreshRepos } from '../../src/repos/service.ts'
import { updateHosts } from '../../src/updates/service.ts'
import { silentLog } from './log.ts'
import { type LoopbackServer, openLoopbackServer } from './loopback-server.ts'

/** The server that a test's repositories are on, the fetcher that reads them, and its clock: new for each test. */
export let server: LoopbackServer
export let fetcher: Fetcher
export let now = 0

/** Call it at the top of a test file. */
export function setUpRefreshing(): void {
  beforeEach(async () => {
    server = await openLoopbackServer()
    replaceFetcher({})
    now = Date.UTC(2026, 10, 22)
  })
  afterEach(async () => {
    await fetcher.close()
    await server.close()
  })
}

const POLICY = { allow: ['127.0.0.1/32'], retryDelayMs: 1, headersTimeoutMs: 500, idleTimeoutMs: 500, maxBytes: 1e6 }

/** Another fetcher from now on. */
export function replaceFetcher(policy: Partial<FetchPolicy>): void {
  fetcher = createFetcher({ ...POLICY, ...policy })
}

export function passTime(ms: number): void {
  now += ms
}

/** Repositories as a host names them, one URL each. */
export const report = (db: Db, ...urls: string[]) => reportAs(db, 'deb', ...urls.map((url) => [url]))

/** Repositories as a host names them: the URLs of each. */
export const reportAs = (db: Db, type: PackageType, ...lines: string[][]) =>
  db.transaction((tx) =>
    ensureRepos(
      tx,
      lines.map((urls) => ({ type, name: urls[0]?.split('/').at(-3) ?? '', id: '', priority: 500, urls })),
      { arch: 'x86_64', releasever: '9' },
      now,
    ),
  )

export const refresh = (db: Db, options: RefreshOptions = {}): Promise<RefreshSummary> => {
  now += 1000
  return refreshRepos({ db, fetcher, clock: () => now, log: silentLog }, options)
}

export const mirrors = (db: Db) => db.query.selectFrom('mirror').selectAll().orderBy('id').execute()
export const repos = (db: Db) => db.query.selectFrom('repo').selectAll().orderBy('id').execute()
export const sets = (db: Db) => db.query.selectFrom('package_set').selectAll().orderBy('id').execute()
export const entries = (db: Db) => db.query.selectFrom('package_set_entry').selectAll().execute()
export const rejects = (db: Db) =>
  db.query.selectFrom('set_reject').selectAll().orderBy('set_id').orderBy('ordinal').execute()

/** What a mirror offers, or all of them: `name version`. */
export async function offered(db: Db, mirrorId?: number): Promise<string[]> {
  const rows = await db.query
    .selectFrom('mirror')
    .innerJoin('package_set_entry', 'package_set_entry.set_id', 'mirror.package_set_id')
    .innerJoin('package', 'package.id', 'package_set_entry.package_id')
    .innerJoin('package_name', 'package_name.id', 'package.name_id')
    .select(['package_name.name', 'package.version', 'package.release', 'mirror.id'])
    .execute()
  return rows
    .filter((row) => mirrorId === undefined || row.id === mirrorId)
    .map((row) => `${row.name} ${row.version}-${row.release}`)
    .sort()
}

/** A report of protocol 2, accepted and processed. */
export async function sendReport(db: Db, report: object): Promise<void> {
  const intake = createIntake({ db, clock: () => now, findReverseName: () => Promise.resolve('') })
  const body = Buffer.from(JSON.stringify({ protocol: 2, ...report }))
  const answer = await intake.accept({ protocol: 2, body, ip: '127.0.0.1', userAgent: '' })
  if (!('reportId' in answer)) throw new Error(`not accepted: ${JSON.stringify(answer)}`)
  const { processed } = await processPendingReports({ db, clock: () => now, log: silentLog })
  if (processed !== 1) throw new Error('the report was not processed')
}

/** What hosts should install, found now, with the repository that it is from. */
export async function findCandidates(db: Db) {
  await updateHosts({ db, clock: () => now, log: silentLog })
  return db.query
    .selectFrom('host_update as h')
    .innerJoin('package_update as u', 'u.id', 'h.update_id')
    .innerJoin('package as p', 'p.id', 'u.candidate_id')
    .innerJoin('package_name as n', 'n.id', 'p.name_id')
    .innerJoin('repo as r', 'r.id', 'h.repo_id')
    .select(['n.name', 'p.category', 'p.epoch', 'p.version', 'p.release', 'h.state', 'r.repo_id', 'r.name as repo'])
    .execute()
}
