import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decompress } from '../src/lib/decompress/decompress.ts'
import { createFetcher } from '../src/lib/fetch/fetcher.ts'
import { createLog } from '../src/lib/log.ts'
import type { Candidate } from '../src/model/candidate.ts'
import { parsePackages } from '../src/repos/apt/parse.ts'
import { ensureRepos } from '../src/repos/ensure-service.ts'
import { refreshRepos } from '../src/repos/service.ts'
import { measureBareInsert, onFreshDatabase } from './lib/bare-insert.ts'
import { getDebianIndexes, type IndexFiles } from './lib/debian-indexes.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { measure, median, peakMemory } from './lib/measure.ts'
import { runAgain } from './lib/run-again.ts'

/**
 * First load and unchanged refresh of Debian's main, security and updates from a server on this machine, beside
 * `xz -dc` of the same files plus a bare insert of the same rows. Each run is a process and a database of its own,
 * and the three take turns, so that a busy machine slows all of them.
 */
const RUNS = 5

/** What a run in a process of its own prints. */
interface Run {
  ms: number
  cpuMs: number
  unchangedMs: number
  unchangedCpuMs: number
  peakMb: number
  packages: number
}

async function main(): Promise<void> {
  const indexes = await getDebianIndexes()
  const server = serve(indexes)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const packed = [...indexes.files].filter(([path]) => path.endsWith('.xz')).map(([, file]) => file)
  const runs = { load: [] as Run[], insert: [] as Run[], xz: [] as { ms: number; cpuMs: number }[] }
  for (let round = -1; round < RUNS; round++) {
    const xz = measureXz(packed)
    const insert = await runAgain<Run>(import.meta.filename, ['insert', ...packed])
    const suites = indexes.suites.map((suite) => base + suite)
    const load = await runAgain<Run>(import.meta.filename, ['load', ...suites])
    if (round < 0) continue
    runs.xz.push(xz)
    runs.insert.push(insert)
    runs.load.push(load)
  }
  server.close()
  process.exitCode = printFigures(`repositories: ${indexes.origin} (medians of ${RUNS})`, toFigures(runs)) ? 0 : 1
}

function toFigures(runs: { load: Run[]; insert: Run[]; xz: { ms: number; cpuMs: number }[] }): Figure[] {
  const of = <T>(list: T[], value: (run: T) => number) => median(list.map(value))
  const [xz, insert, load] = [of(runs.xz, (r) => r.ms), of(runs.insert, (r) => r.ms), of(runs.load, (r) => r.ms)]
  const cpu = [of(runs.xz, (r) => r.cpuMs), of(runs.insert, (r) => r.cpuMs), of(runs.load, (r) => r.cpuMs)]
  const [xzCpu = 0, insertCpu = 0, loadCpu = 0] = cpu
  const ratios = runs.load.map((r, i) => r.ms / ((runs.xz[i]?.ms ?? 0) + (runs.insert[i]?.ms ?? 0)))
  return [
    { name: 'xz -dc', value: xz, unit: 'ms', note: `${xzCpu.toFixed(0)} ms of CPU` },
    { name: 'bare insert of the same rows', value: insert, unit: 'ms', note: `${insertCpu.toFixed(0)} ms of CPU` },
    { name: 'first load', value: load, unit: 'ms', note: `${loadCpu.toFixed(0)} ms of CPU` },
    { name: 'first load / (xz -dc + bare insert)', value: median(ratios), unit: '×', limit: 2 },
    { name: '  the same of CPU', value: loadCpu / (xzCpu + insertCpu), unit: '×' },
    { name: 'most memory of the first load', value: of(runs.load, (r) => r.peakMb), unit: 'MB', limit: 300 },
    { name: 'unchanged refresh', value: of(runs.load, (r) => r.unchangedMs), unit: 'ms', limit: 100 },
    { name: '  of CPU', value: of(runs.load, (r) => r.unchangedCpuMs), unit: 'ms' },
    { name: 'packages', value: of(runs.load, (r) => r.packages), unit: '' },
  ]
}

function serve({ files }: IndexFiles) {
  const bodies = new Map([...files].map(([path, file]) => [path, readFileSync(file)]))
  return createServer((request, response) => {
    const body = bodies.get(request.url ?? '')
    const etag = `"${body?.length}"`
    if (!body) response.writeHead(404).end()
    else if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
    else response.writeHead(200, { etag, 'content-length': body.length }).end(body)
  })
}

function measureXz(files: readonly string[]): { ms: number; cpuMs: number } {
  const script = 'TIMEFORMAT="%R %U %S"; time xz -dc "$@" > /dev/null'
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', ...files], { encoding: 'utf8' })
  const [ms = 0, user = 0, system = 0] = stderr
    .trim()
    .split(/\s+/)
    .map((seconds) => Number(seconds) * 1000)
  if (!(ms > 0)) throw new Error(`xz is needed to compare with: ${stderr}`)
  return { ms, cpuMs: user + system }
}

async function load(urls: readonly string[]): Promise<Run> {
  const fetcher = createFetcher({ allow: ['127.0.0.1/32'] })
  const deps = { fetcher, clock: Date.now, log: createLog({ level: 'warn' }) }
  return onFreshDatabase(async (db) => {
    const reported = urls.map((url) => ({ type: 'deb' as const, name: url, id: '', priority: 500, urls: [url] }))
    await db.transaction((tx) => ensureRepos(tx, reported, { arch: 'x86_64' }, Date.now()))
    const first = await measure(() => refreshRepos({ ...deps, db }))
    if (first.result.changed !== urls.length) throw new Error(JSON.stringify(first.result.outcomes))
    const peakMb = peakMemory()
    const unchanged = await measure(() => refreshRepos({ ...deps, db }))
    if (unchanged.result.unchanged !== urls.length) throw new Error(JSON.stringify(unchanged.result.outcomes))
    await fetcher.close()
    const packages = first.result.outcomes.reduce((sum, outcome) => sum + outcome.packages, 0)
    const { ms, cpuMs } = first
    return { ms, cpuMs, peakMb, packages, unchangedMs: unchanged.ms, unchangedCpuMs: unchanged.cpuMs }
  })
}

async function insert(files: readonly string[]): Promise<Run> {
  const sets: Candidate[][] = []
  for (const file of files) sets.push(await parse(file))
  const { ms, cpuMs } = await measureBareInsert(sets)
  return { ms, cpuMs, peakMb: 0, packages: 0, unchangedMs: 0, unchangedCpuMs: 0 }
}

async function parse(file: string): Promise<Candidate[]> {
  async function* pieces() {
    yield readFileSync(file)
  }
  const all: Candidate[] = []
  for await (const part of parsePackages(decompress(pieces(), { maxBytes: 1e9 }), '')) all.push(...part.candidates)
  return all
}

const [mode, ...args] = process.argv.slice(2)
if (mode === 'load') console.log(JSON.stringify(await load(args)))
else if (mode === 'insert') console.log(JSON.stringify(await insert(args)))
else await main()
