import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { startPostgres } from '../support/postgres-server.ts'
import { runCrashes } from './crash-run.ts'

/**
 * `node tests/crash/run.ts [KILLS] [sqlite|postgres|DATABASE-URL]`: 100 kills on a throwaway SQLite file unless told
 * otherwise; `postgres` is a throwaway server.
 */
const [kills = '100', where = 'sqlite'] = process.argv.slice(2)
const postgres = where === 'postgres' ? await startPostgres() : undefined
if (where === 'postgres' && !postgres) throw new Error('no PostgreSQL binaries; ./test fetches them')
if (postgres) await untilReady(postgres.url)
const folder = mkdtempSync(join(tmpdir(), 'patchman-crash-'))
const result = await runCrashes({
  kills: Number(kills),
  seed: Date.now() % 100_000,
  hosts: 20,
  folder,
  databaseUrl: postgres?.url ?? (where === 'sqlite' ? `sqlite:${join(folder, 'patchman.db')}` : where),
  onKill: (kill, accepted) => process.stderr.write(`\rkill ${kill} of ${kills}, ${accepted} reports accepted `),
})
await postgres?.stop()
process.stdout.write(
  `\n${kills} kills on ${where}, ${result.accepted} reports accepted, ${result.damage.length} damaged\n`,
)
for (const line of result.damage) process.stdout.write(`  ${line}\n`)
if (result.damage.length === 0) rmSync(folder, { recursive: true, force: true })
else process.stdout.write(`kept: ${folder}\n`)
process.exitCode = result.damage.length === 0 ? 0 : 1

async function untilReady(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; ; await delay(100)) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
  }
}
