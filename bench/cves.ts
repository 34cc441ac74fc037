import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { replaceChances } from '../src/db/cve-fact-writes.ts'
import { replaceFixPackage } from '../src/db/cve-fix-writes.ts'
import { forgetMatches } from '../src/db/cve-packages.ts'
import { listUsedReleases } from '../src/db/feed-list.ts'
import { type Db, openDatabase } from '../src/db/open.ts'
import { parseCveRecord } from '../src/errata/mitre/parse.ts'
import type { CveRecord } from '../src/model/cve.ts'
import { toReleaseKey } from '../src/model/release-key.ts'
import { listCountedCves } from '../src/security/cve-hosts-service.ts'
import { storeCveRecords } from '../src/security/cve-records-service.ts'
import { getCveInFull } from '../src/security/cve-service.ts'
import { matchPackages } from '../src/security/match-service.ts'
import { listPatchFirst } from '../src/security/priority-service.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { BENCH_NOW, updatedFleetDatabaseFile } from './lib/fleet-database.ts'
import { type InstalledSource, makeFixes, makeRecord, toName } from './lib/made-up-cves.ts'
import { measure, measureMedian, peakMemory } from './lib/measure.ts'

/** Many CVE records, and what distributions say of them, against a fleet: loads, matches, and the pages that show them. */
const [hosts = '10000', packages = '300', records = '300000'] = process.argv.slice(2)
const COUNT = Number(records)
const PAGE_LIMIT_MS = 100
const RUNS = 5

const folder = mkdtempSync(join(tmpdir(), 'patchman-bench-cves-'))
const file = join(folder, 'fleet.db')
copyFileSync(await updatedFleetDatabaseFile({ hosts: Number(hosts), packages: Number(packages), seed: 1 }), file)
const sizeBefore = statSync(file).size
const db = openDatabase(`sqlite:${file}`)
// as in a database that nobody ever analysed
await sql`delete from sqlite_stat1`.execute(db.query)
await sql`analyze sqlite_schema`.execute(db.query)
const figures: Figure[] = []
const seconds = (name: string, ms: number, note = '') => {
  // it takes minutes: whoever waits sees how far it is
  console.error(`${name}: ${(ms / 1000).toFixed(1)} s ${note}`)
  figures.push({ name, value: ms / 1000, unit: 's', note })
}

const load = await measure(() => loadRecords(db))
seconds(`load ${COUNT} CVE records`, load.ms, `${(load.cpuMs / 1000).toFixed(1)} s of CPU`)
seconds('the same again, unchanged', (await measure(() => loadRecords(db))).ms)
seconds('EPSS of all', (await measure(() => loadChances(db, 0))).ms)
seconds('EPSS, one in ten changed', (await measure(() => loadChances(db, 1))).ms)

const sources = await listSources(db)
const told = await measure(() => loadFixes(db, sources))
seconds(`what is open in ${sources.length} source packages`, told.ms, `${told.result} rows`)
const matched = await measure(() => matchPackages({ db }))
seconds(
  'match all packages',
  matched.ms,
  `${(matched.cpuMs / 1000).toFixed(1)} s of CPU, ${matched.result.packages} packages, ${matched.result.changed} pairs`,
)
const again = await measure(() => matchPackages({ db }))
figures.push({ name: 'nothing to match', value: again.ms, unit: 'ms' })
await forgetMatches(db, [sources[0]?.name ?? ''])
const one = await measure(() => matchPackages({ db }))
figures.push({
  name: 'one source package told anew',
  value: one.ms,
  unit: 'ms',
  note: `${one.result.packages} packages`,
})

const widest = await findWidest(db)
const page = async (name: string) => {
  const cve = await getCveInFull(db, name, BENCH_NOW)
  if (!cve) throw new Error(`${name} is not there`)
  return cve.answer.counts
}
const counts = await page(widest)
const limited = async (name: string, work: () => Promise<unknown>, note = '') => {
  const { ms, cpuMs } = await measureMedian(RUNS, work)
  figures.push({ name, value: ms, unit: 'ms', limit: PAGE_LIMIT_MS, note: `${cpuMs.toFixed(0)} ms of CPU ${note}` })
}
await limited('the page of the CVE that most hosts have', () => page(widest), JSON.stringify(counts))
await limited('the page of a CVE that nobody tells of', () => page(toName(COUNT - 1)))
const measured = async (name: string, work: () => Promise<unknown>) => {
  const { ms, cpuMs } = await measureMedian(RUNS, work)
  figures.push({ name, value: ms, unit: 'ms', note: `${cpuMs.toFixed(0)} ms of CPU` })
}
await measured('list of CVEs', () => listCountedCves(db, {}, BENCH_NOW))
await measured('list of CVEs that hosts have', () => listCountedCves(db, { affecting: true }, BENCH_NOW))
await measured('the same, exploited or likely, fix available', () =>
  listCountedCves(db, { affecting: true, epss_min: 0.5, fix_available: true }, BENCH_NOW),
)
await measured('search in all descriptions', () => listCountedCves(db, { q: 'component 77' }, BENCH_NOW))
const hostname = (await db.query.selectFrom('host').select('hostname').executeTakeFirstOrThrow()).hostname
await measured('list of CVEs of a host', () => listCountedCves(db, { host: hostname }, BENCH_NOW))
const weights = { exploited: 40, epss: 25, severity: 20, exposure: 10, age: 5 }
await measured('what to patch first', () => listPatchFirst(db, { weights, now: BENCH_NOW }))
figures.push({ name: 'database, more by', value: (statSync(file).size - sizeBefore) / 1e6, unit: 'MB' })
figures.push({ name: 'memory at most', value: peakMemory(), unit: 'MB' })

const kept = printFigures(`CVEs: ${COUNT} records, ${hosts} hosts × ${packages}`, figures)
await db.close()
rmSync(folder, { recursive: true })
process.exitCode = kept ? 0 : 1

async function loadRecords(to: Db): Promise<void> {
  let batch: CveRecord[] = []
  for (let n = 0; n < COUNT; n++) {
    const read = parseCveRecord(makeRecord(n))
    if ('reason' in read) throw new Error(read.reason)
    batch.push(read.item)
    if (batch.length < 500 && n < COUNT - 1) continue
    await storeCveRecords(to, 'mitre', batch)
    batch = []
  }
}

async function loadChances(to: Db, day: number): Promise<void> {
  for (let at = 0; at < COUNT; at += 5000) {
    const chances = Array.from({ length: Math.min(5000, COUNT - at) }, (_, i) => {
      const n = at + i
      const moved = day > 0 && n % 10 === 0 ? 0.001 : 0
      return { name: toName(n), epss: ((n * 7919) % 100_000) / 200_000 + moved, percentile: ((n * 31) % 1000) / 1000 }
    })
    await to.transaction((tx) => replaceChances(tx, chances))
  }
}

/** Source packages of what is installed, with the versions that are around. */
async function listSources(from: Db): Promise<InstalledSource[]> {
  const { rows } = await sql<{ name: string; version: string }>`
    select case when p.source = '' then n.name else p.source end as name,
      case when p.epoch = '' then '' else p.epoch || ':' end || p.version
        || case when p.release = '' then '' else '-' || p.release end as version
    from package p join package_name n on n.id = p.name_id where p.host_count > 0 order by name, p.sort_key`.execute(
    from.query,
  )
  const byName = Map.groupBy(rows, ({ name }) => name)
  return [...byName].map(([name, own]) => ({ name, versions: own.map(({ version }) => version) }))
}

/** Two thirds of the CVEs are about packages that hosts have; the first source package, like a kernel, has thousands. */
async function loadFixes(to: Db, told: readonly InstalledSource[]): Promise<number> {
  const releases = (await listUsedReleases(to)).flatMap((release) => toReleaseKey(release) ?? [])
  const each = Math.max(1, Math.floor((COUNT * 0.2) / told.length))
  let first = 0
  let rows = 0
  for (const [i, source] of told.entries()) {
    const count = i === 0 ? Math.min(3000, COUNT / 10) : each
    const row = makeFixes(source, first, count, releases)
    await replaceFixPackage(to, 'bench', row)
    first += count
    rows += row.fixes.length
  }
  return rows
}

async function findWidest(from: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select c.name from package_cve x join package p on p.id = x.package_id join cve c on c.id = x.cve_id
    group by c.name order by sum(p.host_count) desc limit 1`.execute(from.query)
  return rows[0]?.name ?? toName(0)
}
