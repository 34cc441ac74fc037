import { createReadStream } from 'node:fs'
import { decompress } from '../src/lib/decompress/decompress.ts'
import type { Candidate } from '../src/model/candidate.ts'
import { buildSet } from '../src/repos/build-service.ts'
import { gentooFormat } from '../src/repos/gentoo/format.ts'
import { parseTree } from '../src/repos/gentoo/parse.ts'
import { measureBareInsert, onFreshDatabase } from './lib/bare-insert.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { EBUILDS, getTree, PACKAGES } from './lib/made-up-tree.ts'
import { type Measured, measure, median, peakMemory } from './lib/measure.ts'
import { runAgain } from './lib/run-again.ts'

/**
 * A snapshot of a Gentoo tree, from its file into the database, beside decompression alone plus a bare insert of the
 * same rows: a candidate for each architecture of each version. Each run is a process of its own, and they take turns.
 */
const RUNS = 3

/** What a run in a process of its own prints. */
type Run = Omit<Measured<unknown>, 'result'> & { peakMb: number; candidates: number }

const MODES = { unpack, insert, load }

async function main(): Promise<void> {
  const file = await getTree()
  const runs: Record<keyof typeof MODES, Run[]> = { unpack: [], insert: [], load: [] }
  for (let round = 0; round < RUNS; round++) {
    for (const mode of Object.keys(MODES) as (keyof typeof MODES)[])
      runs[mode].push(await runAgain<Run>(import.meta.filename, [mode, file]))
  }
  const title = `a Gentoo tree of ${PACKAGES} packages, ${EBUILDS} ebuilds (medians of ${RUNS})`
  process.exitCode = printFigures(title, toFigures(runs)) ? 0 : 1
}

function toFigures({ unpack, insert, load }: Record<keyof typeof MODES, Run[]>): Figure[] {
  const of = (list: readonly Run[], value: (run: Run) => number) => median(list.map(value))
  const time = (name: string, list: readonly Run[]): Figure => {
    return {
      name,
      value: of(list, (run) => run.ms),
      unit: 'ms',
      note: `${of(list, (run) => run.cpuMs).toFixed(0)} ms of CPU`,
    }
  }
  const ratios = load.map((run, i) => run.ms / ((unpack[i]?.ms ?? 0) + (insert[i]?.ms ?? 0)))
  return [
    time('decompression alone', unpack),
    time('bare insert of the same rows', insert),
    time('first load', load),
    { name: 'first load / (decompression + bare insert)', value: median(ratios), unit: '×', limit: 2 },
    { name: 'most memory of the first load', value: of(load, (run) => run.peakMb), unit: 'MB', limit: 300 },
    { name: 'candidates', value: of(load, (run) => run.candidates), unit: '' },
  ]
}

const open = (file: string) => decompress(createReadStream(file), { maxBytes: 2e9 })

function toRun({ ms, cpuMs, result }: Measured<number>): Run {
  return { ms, cpuMs, peakMb: peakMemory(), candidates: result }
}

async function unpack(file: string): Promise<Run> {
  const measured = await measure(async () => {
    let bytes = 0
    for await (const piece of open(file)) bytes += piece.length
    return bytes
  })
  return toRun(measured)
}

async function insert(file: string): Promise<Run> {
  const candidates: Candidate[] = []
  for await (const part of parseTree(open(file), 'tree')) candidates.push(...part.candidates)
  return toRun({ ...(await measureBareInsert([candidates])), result: candidates.length })
}

async function load(file: string): Promise<Run> {
  const measured = await onFreshDatabase((db) =>
    measure(async () => {
      const part = { kind: 'packages', pieces: open(file), section: 'tree', checksum: 'bench' } as const
      const set = await buildSet({ db, clock: Date.now }, gentooFormat, part)
      if (set.rejectCount > 0) throw new Error(JSON.stringify(set.rejects[0]))
      return set.items
    }),
  )
  return toRun(measured)
}

const [mode = '', file = ''] = process.argv.slice(2)
if (mode in MODES) console.log(JSON.stringify(await MODES[mode as keyof typeof MODES](file)))
else await main()
