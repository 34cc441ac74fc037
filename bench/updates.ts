import { spawnSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { openDatabase } from '../src/db/open.ts'
import { createLog } from '../src/lib/log.ts'
import { type UpdateDeps, updateHosts } from '../src/updates/service.ts'
import { type Figure, printFigures } from './lib/figures.ts'
import { BENCH_NOW, fleetDatabaseFile } from './lib/fleet-database.ts'
import { measure, measureMedian, peakMemory } from './lib/measure.ts'

/*
 * `node bench/updates.ts [hosts [packages [apt|rpm]]]`: finding the updates of a whole fleet (first time, again with
 * nothing changed, and anew although nothing changed), and of one of its hosts. Without a world both, each in a process of its own.
 */
const [hosts = 10_000, packages = 2_000] = process.argv.slice(2, 4).map(Number)
const world = process.argv[4] === 'rpm' ? 'rpm' : 'apt'
if (process.argv[4] === undefined) {
  const runs = ['apt', 'rpm'].map((name) => {
    const words = [import.meta.filename, String(hosts), String(packages), name]
    return spawnSync(process.execPath, words, { stdio: 'inherit' }).status
  })
  process.exit(runs.every((status) => status === 0) ? 0 : 1)
}
const original = await fleetDatabaseFile({ hosts, packages, seed: 1, world })
const path = `${original}.updates.${process.pid}`
copyFileSync(original, path)
const db = openDatabase(`sqlite:${path}`)
try {
  const deps: UpdateDeps = { db, clock: () => BENCH_NOW, log: createLog({ level: 'warn' }) }
  const figures = await run(deps)
  await describeFleet()
  if (!printFigures(`Finding updates (${world}): ${hosts} hosts of ${packages} packages`, figures)) process.exitCode = 1
} finally {
  await db.close()
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

async function run(deps: UpdateDeps): Promise<Figure[]> {
  const first = await measure(() => updateHosts(deps))
  const again = await measure(() => updateHosts(deps))
  await deps.db.query.updateTable('host').set({ updates_basis: '' }).execute()
  const anew = await measure(() => updateHosts(deps))
  let next = 1
  const one = await measureMedian(30, () => updateHosts(deps, { hostIds: [(next = ((next * 7919) % hosts) + 1)] }))
  const limit = (15 * (hosts * packages)) / (10_000 * 2_000)
  const note = `${first.result.updates} updates`
  return [
    { name: 'all hosts, first time', value: first.ms / 1000, unit: 's', limit: Math.max(limit, 1), note },
    { name: 'all hosts, nothing changed', value: again.ms / 1000, unit: 's', limit: Math.max(limit, 1) },
    { name: 'all hosts, found anew', value: anew.ms / 1000, unit: 's', limit: Math.max(limit, 1) },
    { name: 'CPU of the three', value: (first.cpuMs + again.cpuMs + anew.cpuMs) / 1000, unit: 's' },
    { name: 'one host', value: one.ms, unit: 'ms', limit: 15, note: 'median of 30' },
    { name: 'one host, CPU', value: one.cpuMs, unit: 'ms' },
    { name: 'peak memory', value: peakMemory(), unit: 'MB' },
  ]
}

async function describeFleet(): Promise<void> {
  const count = async (text: string) => {
    return (await sql<{ n: number }>`select count(*) as n from ${sql.raw(text)}`.execute(db.query)).rows[0]?.n
  }
  const groups =
    '(select 1 from (select group_concat(repo_id || priority) as k from host_repo group by host_id) group by k)'
  console.log(
    `${await count('host_package')} installed, ${await count('host_module')} enabled streams, ${await count('package')} packages, ${await count('repo')} repositories in ` +
      `${await count(groups)} different sets, ${await count('package_set_entry')} entries, ${await count('host_update')} updates`,
  )
}
