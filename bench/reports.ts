import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { type Db, openDatabase } from '../src/db/open.ts'
import { makeFleet } from '../src/demo/fleet.ts'
import { type ReportBody, reportOn } from '../src/demo/fleet-reports.ts'
import { createLog } from '../src/lib/log.ts'
import { createIntake, type Intake } from '../src/reports/intake-service.ts'
import { ParsedReports } from '../src/reports/parsed-reports.ts'
import { processPendingReports } from '../src/reports/service.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { BENCH_NOW } from './lib/fleet-database.ts'
import { type Measured, measure, median } from './lib/measure.ts'

/**
 * CPU time of a report of so many packages, from the bytes of its body to its processed mark, in a server that has been
 * running for a while: the first of a host, none of whose packages was ever seen; one with 25 changes; an unchanged
 * one; the first of a second and of a third host with those packages. Beside them the bare insert of the first one's rows.
 */
const WARM_UP = 30
const ROUNDS = 60
const KINDS = ['bare', 'first', 'second', 'third', 'changed', 'unchanged', 'intake', 'processing'] as const
type Runs = Record<(typeof KINDS)[number], number[]>

const folder = mkdtempSync(join(tmpdir(), 'patchman-bench-reports-'))
const log = createLog({ level: 'silent' })
let now = BENCH_NOW

async function runSize(size: number): Promise<Figure[]> {
  const body = makeBody(size)
  const runs = Object.fromEntries(KINDS.map((kind) => [kind, [] as number[]])) as Runs
  const server = await open(`server-${size}`)
  const bare = await open(`bare-${size}`)
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const measured = await runRound(body, round, server, bare)
    if (round >= WARM_UP) for (const kind of KINDS) runs[kind].push(measured[kind].cpuMs)
  }
  await Promise.all([server.db.close(), bare.db.close()])
  const of = (kind: keyof Runs) => median(runs[kind])
  const beside = (kind: keyof Runs) => `${(of(kind) / of('bare')).toFixed(2)} × bare insert`
  return [
    { name: `${size}: bare insert of its rows`, value: of('bare'), unit: 'ms' },
    { name: `${size}: first`, value: of('first'), unit: 'ms', ...limits(size, 15), note: beside('first') },
    { name: `${size}: first, of a second host`, value: of('second'), unit: 'ms', note: beside('second') },
    { name: `${size}: first, of a third host`, value: of('third'), unit: 'ms', note: beside('third') },
    { name: `${size}: changed`, value: of('changed'), unit: 'ms', note: beside('changed') },
    { name: `${size}: unchanged`, value: of('unchanged'), unit: 'ms', ...limits(size, 2), note: beside('unchanged') },
    { name: `${size}:   of it intake`, value: of('intake'), unit: 'ms' },
    { name: `${size}:   of it processing`, value: of('processing'), unit: 'ms' },
  ]
}

async function runRound(
  body: ReportBody,
  round: number,
  server: Server,
  bare: Server,
): Promise<Record<(typeof KINDS)[number], Measured<unknown>>> {
  const packages = body.packages.map((p) => ({ ...p, name: `r${round}-${p.name}` }))
  const mine = { ...body, hostname: `h${round}`, packages }
  const [bytes, changed] = [toBytes(mine), toBytes(change(mine, round))]
  const [second, third] = [2, 3].map((n) => toBytes({ ...mine, hostname: `h${round}-${n}` })) as [Buffer, Buffer]
  return {
    bare: await measure(() => insertBare(bare.db, mine, round)),
    first: await measure(() => report(server, bytes)),
    unchanged: await measure(() => report(server, bytes)),
    intake: await measure(() => accept(server, bytes)),
    processing: await measure(() => work(server)),
    changed: await measure(() => report(server, changed)),
    second: await measure(() => report(server, second)),
    third: await measure(() => report(server, third)),
  }
}

/** The limits are those of a small server's 773 packages. */
const limits = (size: number, limit: number) => (size === 773 ? { limit } : {})

const bodies = new Map<number, ReportBody>()

function makeBody(size: number): ReportBody {
  const known = bodies.get(size)
  if (known) return known
  const fleet = makeFleet({ hosts: 1, packages: Math.ceil(size * 1.3), seed: 7, now: BENCH_NOW })
  const [host] = fleet.hosts
  if (!host) throw new Error('the fleet has no host')
  const body = reportOn(fleet, host, 0)
  if (body.packages.length < size) throw new Error(`only ${body.packages.length} packages`)
  const made = { ...body, packages: body.packages.slice(0, size) }
  bodies.set(size, made)
  return made
}

/** 22 upgrades, two removals and a new package. */
function change(body: ReportBody, round: number): ReportBody {
  const packages = body.packages.slice(0, -2).map((p, i) => (i < 22 ? { ...p, release: `${p.release}.${round}` } : p))
  const [first] = packages
  return { ...body, packages: first ? [...packages, { ...first, name: `new-${round}` }] : packages }
}

const toBytes = (body: ReportBody) => Buffer.from(JSON.stringify(body))

/** What the thread has that takes reports and processes them. */
interface Server {
  db: Db
  intake: Intake
  parsed: ParsedReports
}

async function open(name: string): Promise<Server> {
  const db = openDatabase(`sqlite:${join(folder, `${name}.db`)}`)
  await migrate(db)
  const parsed = new ParsedReports()
  const intake = createIntake({ db, clock: () => ++now, findReverseName: () => Promise.resolve(''), parsed })
  const server = { db, intake, parsed }
  // so that there is an operating system
  await report(server, toBytes(makeBody(1)))
  return server
}

async function report(server: Server, bytes: Buffer): Promise<void> {
  await accept(server, bytes)
  await work(server)
}

async function accept({ intake }: Server, body: Buffer): Promise<void> {
  const accepted = await intake.accept({ protocol: 2, body, ip: '10.0.0.1', userAgent: 'bench' })
  if (!('reportId' in accepted)) throw new Error(JSON.stringify(accepted))
}

async function work({ db, parsed }: Server): Promise<void> {
  const { processed } = await processPendingReports({ db, clock: () => now, log, parsed })
  if (processed !== 1) throw new Error('the report was not processed')
}

const PACKAGE_COLUMNS = {
  id: 'int',
  name_id: 'int',
  type: 'text',
  epoch: 'text',
  version: 'text',
  release: 'text',
  arch: 'text',
  sort_key: 'bytes',
  source: 'text',
} as const

/** The same rows in the same tables, by nothing but inserts. */
async function insertBare(db: Db, { hostname, packages }: ReportBody, round: number): Promise<void> {
  const key = Buffer.alloc(12)
  const firstId = 1000 + round * packages.length
  await db.transaction(async (tx) => {
    const names = packages.map((p, i) => [firstId + i, p.name])
    await tx.insertMany('package_name', { id: 'int', name: 'text' }, names)
    const rows = packages.map((p, i) => [
      firstId + i,
      firstId + i,
      p.type,
      p.epoch,
      p.version,
      p.release,
      p.arch,
      key,
      p.source ?? '',
    ])
    await tx.insertMany('package', PACKAGE_COLUMNS, rows)
    const host = { id: 'int', hostname: 'text', os_variant_id: 'int', created_at: 'int', updated_at: 'int' } as const
    await tx.insertMany('host', host, [[round + 1000, hostname, 1, 0, 0]])
    const links = packages.map((_, i) => [round + 1000, firstId + i])
    await tx.insertMany('host_package', { host_id: 'int', package_id: 'int' }, links)
  })
}

try {
  const figures: Figure[] = []
  for (const packages of [773, 2500]) figures.push(...(await runSize(packages)))
  process.exitCode = printFigures('reports (median CPU)', figures) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
