import { ensureAdministrator } from '../../src/auth/administrator-service.ts'
import type { Db } from '../../src/db/open.ts'
import type { App, HttpSettings, ServerDeps } from '../../src/http/app.ts'
import { buildServer } from '../../src/http/server.ts'
import { enqueue } from '../../src/jobs/queue.ts'
import { createIntake, type IntakeDeps } from '../../src/reports/intake-service.ts'
import { silentLog } from './log.ts'

export const SETTINGS: HttpSettings = {
  requireApiKey: true,
  requireApiKeyP1: false,
  reportNetworks: ['127.0.0.0/8'],
  trustedProxies: [],
  anonymousRead: false,
  daysWithoutReport: 14,
  ...{ priorityExploited: 40, priorityEpss: 25, prioritySeverity: 20, priorityExposure: 10, priorityAge: 5 },
}

export const ADMIN = { name: 'admin', password: 'correct horse battery' }

export interface TestServer {
  app: App
  db: Db
  /** What the clock says; set it to let time pass. */
  time: { now: number }
  /** How often a worker was woken. */
  reports: { count: number }
  /** Headers of a basic login as administrator. */
  asAdmin: { authorization: string }
}

/** A server on a database, with one administrator; nothing listens unless the test makes it. */
export async function startServer(
  db: Db,
  settings: Partial<HttpSettings> = {},
  { findReverseName = () => Promise.resolve(''), ...others }: Partial<ServerDeps> & Partial<IntakeDeps> = {},
): Promise<TestServer> {
  const time = { now: Date.UTC(2026, 0, 15, 12) }
  const reports = { count: 0 }
  const clock = () => time.now
  await ensureAdministrator(db, { ...ADMIN, now: time.now })
  const app = await buildServer({
    db,
    settings: { ...SETTINGS, ...settings },
    clock,
    log: silentLog,
    onReport: () => {
      reports.count++
    },
    enqueue: (...request) => enqueue({ db, clock }, ...request),
    intake: createIntake({ db, clock, findReverseName }),
    version: '0.0.0',
    webFolder: '',
    ...others,
  })
  const credentials = Buffer.from(`${ADMIN.name}:${ADMIN.password}`).toString('base64')
  return { app, db, time, reports, asAdmin: { authorization: `Basic ${credentials}` } }
}
