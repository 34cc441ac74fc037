import { sql } from 'kysely'
import { openDatabase } from '../src/db/open.ts'
import { buildServer } from '../src/http/server.ts'
import { createLog } from '../src/lib/log.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { BENCH_NOW, updatedFleetDatabaseFile } from './lib/fleet-database.ts'
import { measureMedian, median } from './lib/measure.ts'
import { listPageRequests, type PageRequest } from './lib/page-requests.ts'

/** The slowest page of every list at 10,000 hosts: each sort, each filter, each flag, the first and the last page. */
const LIMIT_MS = 100
const RUNS = 5
const [hosts = '10000', packages = '2000'] = process.argv.slice(2)

const file = await updatedFleetDatabaseFile({ hosts: Number(hosts), packages: Number(packages), seed: 1 })
const db = openDatabase(`sqlite:${file}`)
const app = await buildServer({
  db,
  settings: {
    requireApiKey: true,
    requireApiKeyP1: false,
    reportNetworks: [],
    trustedProxies: [],
    anonymousRead: true,
    daysWithoutReport: 14,
    ...{ priorityExploited: 40, priorityEpss: 25, prioritySeverity: 20, priorityExposure: 10, priorityAge: 5 },
  },
  clock: () => BENCH_NOW,
  log: createLog({ level: 'warn' }),
  onReport() {},
  enqueue: () => Promise.resolve(0),
  intake: { accept: () => Promise.reject(new Error('no intake')) },
  version: 'bench',
  webFolder: '',
})

const get = async (url: string) => {
  const answer = await app.inject({ url })
  return { status: answer.statusCode, body: answer.body }
}
const failed: string[] = []
const slowest = new Map<string, { request: PageRequest; ms: number; cpuMs: number }>()
let count = 0
for (const request of await listPageRequests(get)) {
  const { status, body } = await get(request.url)
  if (status !== 200) {
    failed.push(`${status} ${request.url} ${body.slice(0, 100)}`)
    continue
  }
  const { ms, cpuMs } = await measureMedian(RUNS, () => get(request.url))
  count++
  const known = slowest.get(request.route)
  if (!known || known.ms < ms) slowest.set(request.route, { request, ms, cpuMs })
}
const bare = await measureMedian(RUNS, () =>
  sql`select count(*) from host_package where package_id < 5000`.execute(db.query),
)

const figures: Figure[] = [...slowest.values()]
  .sort((a, b) => b.ms - a.ms)
  .map(({ request, ms, cpuMs }) => {
    const note = `${cpuMs.toFixed(0)} ms of CPU`
    return { name: request.url, value: ms, unit: 'ms', limit: LIMIT_MS, note }
  })
const all = figures.map(({ value }) => value)
figures.push({ name: 'median of these', value: median(all), unit: 'ms' })
figures.push({ name: 'bare count(*) of the installed of 5,000 packages', value: bare.ms, unit: 'ms' })
const kept = printFigures(`pages: the slowest of each route (${count} requests, ${hosts} hosts × ${packages})`, figures)
for (const line of failed) console.log(`  failed: ${line}`)
await app.close()
await db.close()
process.exitCode = kept && failed.length === 0 ? 0 : 1
