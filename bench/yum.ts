import { createReadStream } from 'node:fs'
import { decompress } from '../src/lib/decompress/decompress.ts'
import type { Candidate } from '../src/model/candidate.ts'
import { buildSet } from '../src/repos/build-service.ts'
import type { RepoFormat } from '../src/repos/format.ts'
import { parseModules } from '../src/repos/yum/modules.ts'
import { parsePrimary } from '../src/repos/yum/primary.ts'
import { measureBareInsert, onFreshDatabase } from './lib/bare-insert.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { getModules } from './lib/made-up-modules.ts'
import { getPrimary, PACKAGES, PACKERS, type Packing } from './lib/made-up-primary.ts'
import { type Measured, measure, median, peakMemory } from './lib/measure.ts'
import { runAgain } from './lib/run-again.ts'

/**
 * A primary.xml of 60,000 packages in each compression, from its file into the database, beside decompression alone
 * plus a bare insert of the same rows; and a modules.yaml of 10 MB. Each run is a process of its own, and they take
 * turns, so that a busy machine slows all of them. Times are those of the second time in it, each with a database of
 * its own: the server has run for long when it reads an index. Memory is that of the first.
 */
const RUNS = 3

/** What a run in a process of its own prints. */
interface Run {
  ms: number
  cpuMs: number
  peakMb: number
  items: number
}

const MODES = { unpack, insert, load, modules }

async function main(): Promise<void> {
  const results: boolean[] = []
  for (const packing of Object.keys(PACKERS) as Packing[]) {
    const file = await getPrimary(packing)
    const runs: Record<'unpack' | 'insert' | 'load', Run[]> = { unpack: [], insert: [], load: [] }
    for (let round = 0; round < RUNS; round++) {
      for (const mode of ['unpack', 'insert', 'load'] as const)
        runs[mode].push(await runAgain<Run>(import.meta.filename, [mode, file]))
    }
    const title = `primary.xml.${packing} of ${PACKAGES} packages (medians of ${RUNS})`
    results.push(printFigures(title, toFigures(runs.unpack, runs.insert, runs.load)))
  }
  const modules: Run[] = []
  const file = getModules()
  for (let round = 0; round < RUNS; round++) modules.push(await runAgain<Run>(import.meta.filename, ['modules', file]))
  results.push(printFigures(`modules.yaml of 10 MB (medians of ${RUNS})`, toModuleFigures(modules)))
  process.exitCode = results.every(Boolean) ? 0 : 1
}

const of = (runs: readonly Run[], value: (run: Run) => number) => median(runs.map(value))

function toFigures(unpacked: readonly Run[], inserted: readonly Run[], loaded: readonly Run[]): Figure[] {
  const least = unpacked.map((run, i) => run.ms + (inserted[i]?.ms ?? 0))
  const cpu = (runs: readonly Run[]) => `${of(runs, (run) => run.cpuMs).toFixed(0)} ms of CPU`
  return [
    { name: 'decompression alone', value: of(unpacked, (run) => run.ms), unit: 'ms', note: cpu(unpacked) },
    { name: 'bare insert of the same rows', value: of(inserted, (run) => run.ms), unit: 'ms', note: cpu(inserted) },
    { name: 'first load', value: of(loaded, (run) => run.ms), unit: 'ms', note: cpu(loaded) },
    {
      name: 'first load / (decompression + bare insert)',
      value: median(loaded.map((run, i) => run.ms / (least[i] ?? 0))),
      unit: '×',
      limit: 1.5,
    },
    {
      name: '  the same of CPU, on all cores',
      value: of(loaded, (run) => run.cpuMs) / (of(unpacked, (run) => run.cpuMs) + of(inserted, (run) => run.cpuMs)),
      unit: '×',
    },
    { name: 'most memory of the first load', value: of(loaded, (run) => run.peakMb), unit: 'MB', limit: 300 },
    { name: 'packages', value: of(loaded, (run) => run.items), unit: '' },
  ]
}

function toModuleFigures(runs: readonly Run[]): Figure[] {
  return [
    { name: 'parsed', value: of(runs, (run) => run.ms), unit: 'ms', limit: 2000 },
    { name: 'most memory', value: of(runs, (run) => run.peakMb), unit: 'MB', limit: 300 },
    { name: 'artifacts', value: of(runs, (run) => run.items), unit: '' },
  ]
}

const open = (file: string) => decompress(createReadStream(file), { maxBytes: 2e9 })

async function second(run: () => Promise<Measured<number>>): Promise<Run> {
  await run()
  const peakMb = peakMemory()
  const { ms, cpuMs, result } = await run()
  return { ms, cpuMs, peakMb, items: result }
}

function unpack(file: string): Promise<Run> {
  return second(() =>
    measure(async () => {
      let bytes = 0
      for await (const piece of open(file)) bytes += piece.length
      return bytes
    }),
  )
}

async function insert(file: string): Promise<Run> {
  const candidates: Candidate[] = []
  for await (const part of parsePrimary(open(file), 'primary')) candidates.push(...part.candidates)
  return second(async () => ({ ...(await measureBareInsert([candidates])), result: candidates.length }))
}

const FORMAT: RepoFormat = {
  discover: () => Promise.reject(new Error('nothing is fetched here')),
  parsePackages: parsePrimary,
}

function load(file: string): Promise<Run> {
  return second(() =>
    onFreshDatabase((db) =>
      measure(async () => {
        const part = { kind: 'packages', pieces: open(file), section: 'primary', checksum: 'bench' } as const
        const set = await buildSet({ db, clock: Date.now }, FORMAT, part)
        if (set.items !== PACKAGES || set.rejectCount > 0) throw new Error(JSON.stringify(set))
        return set.items
      }),
    ),
  )
}

function modules(file: string): Promise<Run> {
  return second(() =>
    measure(async () => {
      let artifacts = 0
      for await (const part of parseModules(createReadStream(file), 'modules')) {
        if (part.rejects.length > 0) throw new Error(JSON.stringify(part.rejects))
        for (const module of part.modules) artifacts += module.artifacts.length
      }
      return artifacts
    }),
  )
}

const [mode = '', file = ''] = process.argv.slice(2)
if (mode in MODES) console.log(JSON.stringify(await MODES[mode as keyof typeof MODES](file)))
else await main()
