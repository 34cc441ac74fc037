import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { replaceChances } from '../src/db/cve-fact-writes.ts'
import { replaceFixPackage } from '../src/db/cve-fix-writes.ts'
import { forgetMatches } from '../src/db/cve-packages.ts'
import { listUsedReleases } from '../src/db/feed-list.ts'
import { listHosts } from '../src/db/host-list.ts'
import { type Db, openDatabase } from '../src/db/open.ts'
import { parseCveRecord } from '../src/errata/mitre/parse.ts'
import type { CveRecord } from '../src/model/cve.ts'
import { toReleaseKey } from '../src/model/release-key.ts'
import { listCountedCves, withCve } from '../src/security/cve-hosts-service.ts'
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
const REMATCH_LIMIT_MS = 1000
/** All texts are read. */
const SEARCH_LIMIT_MS = 2000
/** With 64 MB of SQLite's cache and up to 256 MB of its file. */
const MEMORY_LIMIT_MB = 1000
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
const matching = async (name: string, limit: number) => {
  const { ms, cpuMs, result } = await measure(() => matchPackages({ db }))
  const note = `${cpuMs.toFixed(0)} ms of CPU, ${result.packages} packages, ${result.changed} pairs`
  figures.push({ name, value: ms, unit: 'ms', limit, note })
}
await matching('nothing to match', REMATCH_LIMIT_MS)
await addNewCve(db, sources)
await matching('one new CVE, in what all hosts have', REMATCH_LIMIT_MS)
await forgetMatches(db, [sources[0]?.name ?? ''])
await matching('a source package with thousands of CVEs told anew', REMATCH_LIMIT_MS)
await upgradeHost(db)
await matching('a host upgraded ten packages', REMATCH_LIMIT_MS)

const widest = await findWidest(db)
const page = async (name: string) => {
  const cve = await getCveInFull(db, name, BENCH_NOW)
  if (!cve) throw new Error(`${name} is not there`)
  return cve.answer.counts
}
const counts = await page(widest)
const limited = async (name: string, work: () => Promise<unknown>, limit = PAGE_LIMIT_MS, note = '') => {
  const { ms, cpuMs } = await measureMedian(RUNS, work)
  figures.push({ name, value: ms, unit: 'ms', limit, note: `${cpuMs.toFixed(0)} ms of CPU ${note}` })
}
const list = (request: Parameters<typeof listCountedCves>[1]) => () => listCountedCves(db, request, BENCH_NOW)
await limited('the page of the CVE that most hosts have', () => page(widest), PAGE_LIMIT_MS, JSON.stringify(counts))
await limited('the page of a CVE that nobody tells of', () => page(toName(COUNT - 1)))
await limited('hosts that it affects', async () => {
  const filter = await withCve(db, { cve: widest }, BENCH_NOW)
  await listHosts(db, filter, 0)
})
await limited('list of CVEs', list({}))
await limited('list of CVEs that hosts have', list({ affecting: true }))
await limited(
  'the same, exploited or likely, fix available',
  list({ affecting: true, epss_min: 0.5, fix_available: true }),
)
await limited('those of a release', list({ os_release: '1' }))
const { hostname, id } = await db.query.selectFrom('host').select(['id', 'hostname']).executeTakeFirstOrThrow()
await limited('list of CVEs of a host', list({ host: hostname }))
await limited('search in all descriptions', list({ q: 'component 77' }), SEARCH_LIMIT_MS)
const weights = { exploited: 40, epss: 25, severity: 20, exposure: 10, age: 5 }
const solved = (await listPatchFirst(db, { weights, now: BENCH_NOW })).reduce((sum, { cves }) => sum + cves, 0)
const first = (hostId?: number) => () => {
  return listPatchFirst(db, { weights, now: BENCH_NOW, ...(hostId !== undefined && { hostId }) })
}
await limited('what to patch first', first(), PAGE_LIMIT_MS, `${solved} CVEs that updates end`)
await limited('what to patch first on a host', first(id))
figures.push({ name: 'database, more by', value: (statSync(file).size - sizeBefore) / 1e6, unit: 'MB' })
figures.push({ name: 'memory at most', value: peakMemory(), unit: 'MB', limit: MEMORY_LIMIT_MB })

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

/** In the source package whose packages are on most hosts. */
async function addNewCve(to: Db, told: readonly InstalledSource[]): Promise<void> {
  const { rows } = await sql<{ source: string }>`
    select c.source from cve_package c join package p on p.id = c.package_id group by c.source
    order by sum(p.host_count) desc limit 1`.execute(to.query)
  const source = told.find(({ name }) => name === rows[0]?.source)
  if (!source) throw new Error('no package is on hosts')
  const releases = (await listUsedReleases(to)).flatMap((release) => toReleaseKey(release) ?? [])
  const { fixes } = makeFixes(source, COUNT + 3, 1, releases)
  await replaceFixPackage(to, 'another', { name: source.name, checksum: 'new', fixes })
  await forgetMatches(to, [source.name])
}

/** Its history tells of ten names; the packages stay, which changes nothing about the work. */
async function upgradeHost(to: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select n.name from host_package hp join package p on p.id = hp.package_id join package_name n on n.id = p.name_id
    where hp.host_id = 1 order by n.name limit 10`.execute(to.query)
  const event = { host_id: 1, at: BENCH_NOW, kind: 'upgraded' as const, arch: 'amd64', old: '1', new: '2' }
  await to.query
    .insertInto('host_event')
    .values(rows.map(({ name }) => ({ ...event, name })))
    .execute()
}

async function findWidest(from: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select c.name from package_cve x join package p on p.id = x.package_id join cve c on c.id = x.cve_id
    group by c.name order by sum(p.host_count) desc limit 1`.execute(from.query)
  return rows[0]?.name ?? toName(0)
}
