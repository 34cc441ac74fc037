import { openDatabase } from '../src/db/open.ts'
import { buildServer } from '../src/http/server.ts'
import { systemClock } from '../src/lib/clock.ts'
import { createLog } from '../src/lib/log.ts'

/** Prints the API's OpenAPI document; the web interface's types are made from it. Needs no database. */
const db = openDatabase('sqlite::memory:')
const app = await buildServer({
  db,
  settings: {
    requireApiKey: true,
    requireApiKeyP1: false,
    reportNetworks: [],
    trustedProxies: [],
    anonymousRead: false,
    daysWithoutReport: 14,
    ...{ priorityExploited: 40, priorityEpss: 25, prioritySeverity: 20, priorityExposure: 10, priorityAge: 5 },
  },
  clock: systemClock,
  log: createLog({ level: 'silent' }),
  onReport: () => {},
  enqueue: () => Promise.reject(new Error('no queue')),
  intake: { accept: () => Promise.reject(new Error('no intake')) },
  version: '1',
  webFolder: '',
})
process.stdout.write(`${JSON.stringify(app.swagger(), undefined, 1)}\n`)
await app.close()
await db.close()
