import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { type Db, openDatabase } from '../src/db/open.ts'
import { makeFleet } from '../src/demo/fleet.ts'
import { type ReportBody, reportOn } from '../src/demo/fleet-reports.ts'
import { createLog } from '../src/lib/log.ts'
import { BodyMemory } from '../src/reports/body-memory.ts'
import { acceptReport, processPendingReports } from '../src/reports/service.ts'
import { summariseJson } from '../src/reports/summary.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { BENCH_NOW } from './lib/fleet-database.ts'
import { type Measured, measure, median } from './lib/measure.ts'

/**
 * CPU time of a report of so many packages, from the bytes of its body to its processed mark: the first of a host, all of whose
 * packages are new, one with 25 changes, and an unchanged one; beside the bare insert of the first one's rows.
 */
const RUNS = 25
const folder = mkdtempSync(join(tmpdir(), 'patchman-bench-reports-'))
const log = createLog({ level: 'silent' })
let memory = new BodyMemory()
let made = 0
let now = BENCH_NOW

async function runSize(size: number): Promise<Figure[]> {
  const body = makeBody(size)
  const runs: Record<'bare' | 'first' | 'changed' | 'unchanged' | 'intake' | 'processing', number[]> = {
    bare: [],
    first: [],
    changed: [],
    unchanged: [],
    intake: [],
    processing: [],
  }
  // the first rounds warm up and are not counted
  for (let round = -8; round < RUNS; round++) {
    const note = (name: keyof typeof runs, { cpuMs }: Measured<unknown>) => round >= 0 && runs[name].push(cpuMs)
    note('bare', await onFreshDatabase((db) => measure(() => insertBare(db, body))))
    await onFreshDatabase(async (db) => {
      const [bytes, changed] = [toBytes(body), toBytes(change(body, round))]
      note('first', await measure(() => report(db, bytes)))
      note('unchanged', await measure(() => report(db, bytes)))
      note('intake', await measure(() => accept(db, bytes)))
      note('processing', await measure(() => work(db)))
      note('changed', await measure(() => report(db, changed)))
    })
  }
  const of = (name: keyof typeof runs) => median(runs[name])
  const beside = (name: keyof typeof runs) => `${(of(name) / of('bare')).toFixed(2)} × bare insert`
  return [
    { name: `${size}: bare insert of its rows`, value: of('bare'), unit: 'ms' },
    { name: `${size}: first`, value: of('first'), unit: 'ms', ...limits(size, 15), note: beside('first') },
    { name: `${size}: changed`, value: of('changed'), unit: 'ms', note: beside('changed') },
    { name: `${size}: unchanged`, value: of('unchanged'), unit: 'ms', ...limits(size, 2), note: beside('unchanged') },
    { name: `${size}:   of it intake`, value: of('intake'), unit: 'ms' },
    { name: `${size}:   of it processing`, value: of('processing'), unit: 'ms' },
  ]
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

async function report(db: Db, bytes: Buffer): Promise<void> {
  await accept(db, bytes)
  await work(db)
}

async function accept(db: Db, body: Buffer): Promise<void> {
  const read = memory.recall(2, body, () => summariseJson(JSON.parse(body.toString())))
  if ('errors' in read) throw new Error(JSON.stringify(read.errors))
  await acceptReport(db, { ...read, body, ip: '10.0.0.1', userAgent: 'bench', now: ++now })
}

async function work(db: Db): Promise<void> {
  const { processed } = await processPendingReports({ db, clock: () => now, log })
  if (processed !== 1) throw new Error('the report was not processed')
}

async function onFreshDatabase<T>(run: (db: Db) => Promise<T>): Promise<T> {
  const path = join(folder, `${++made}.db`)
  const db = openDatabase(`sqlite:${path}`)
  memory = new BodyMemory()
  await migrate(db)
  try {
    await warmUp(db)
    return await run(db)
  } finally {
    await db.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  }
}

/** Reports of another host with other packages: a server that runs has its statements prepared. */
async function warmUp(db: Db): Promise<void> {
  const other = makeBody(200)
  const packages = other.packages.map((p) => ({ ...p, name: `other-${p.name}` }))
  for (const count of [packages.length, packages.length - 70, packages.length]) {
    await report(db, toBytes({ ...other, hostname: 'other', packages: packages.slice(0, count) }))
  }
}

/** Above the ids that the warm-up took. */
const BARE_ID = 1_000_000

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
async function insertBare(db: Db, { packages }: ReportBody): Promise<void> {
  const key = Buffer.alloc(12)
  await db.transaction(async (tx) => {
    const names = packages.map((p, i) => [BARE_ID + i, p.name])
    await tx.insertMany('package_name', { id: 'int', name: 'text' }, names)
    const rows = packages.map((p, i) => [
      BARE_ID + i,
      BARE_ID + i,
      p.type,
      p.epoch,
      p.version,
      p.release,
      p.arch,
      key,
      p.source,
    ])
    await tx.insertMany('package', PACKAGE_COLUMNS, rows)
    const host = { id: 'int', hostname: 'text', os_variant_id: 'int', created_at: 'int', updated_at: 'int' } as const
    await tx.insertMany('host', host, [[BARE_ID, 'x', 1, 0, 0]])
    const links = packages.map((_, i) => [BARE_ID, BARE_ID + i])
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
