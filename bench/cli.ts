import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, printFigures } from './lib/figures.ts'
import { median } from './lib/measure.ts'

/**
 * What a command costs to start, beside an empty Node.js program: CPU time (user and system, which a busy machine
 * changes little; the mean) and wall time (the median).
 */
const RUNS = 15
const MAIN = join(import.meta.dirname, '../src/main.ts')
const folder = mkdtempSync(join(tmpdir(), 'patchman-bench-cli-'))
const env = {
  PATH: process.env.PATH,
  PATCHMAN_DATABASE_URL: `sqlite:${join(folder, 'patchman.db')}`,
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
}

const figures: Figure[] = []
measure('empty program', ['-e', '0'])
measure('patchman --help', [MAIN, '--help'], 150)
measure('patchman vercmp deb 1 2', [MAIN, 'vercmp', 'deb', '1', '2'])
measure('patchman config', [MAIN, 'config'])
measure('patchman -lh', [MAIN, '-lh'])
const isWithin = printFigures('CLI start', figures)
rmSync(folder, { recursive: true, force: true })
process.exitCode = isWithin ? 0 : 1

function measure(name: string, args: string[], limit?: number): void {
  // the first run fills the caches, as an installation does once
  run(args)
  const cpuBefore = childCpuMs()
  const wall = median(Array.from({ length: RUNS }, () => run(args)))
  const cpu = (childCpuMs() - cpuBefore) / RUNS
  figures.push({ name, value: cpu, unit: 'ms CPU', ...(limit && { limit }), note: `${wall.toFixed(0)} ms wall` })
}

function run(args: string[]): number {
  const before = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { env, cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - before
}

/** Of all children that ended: proc_pid_stat(5), cutime and cstime, in hundredths of a second. */
function childCpuMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[13]) + Number(fields[14])) * 10
}
