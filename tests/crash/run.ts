import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCrashes } from './crash-run.ts'

/** `node tests/crash/run.ts [KILLS] [DATABASE-URL]`: 100 kills on a throwaway SQLite file unless told otherwise. */
const [kills = '100', url] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'patchman-crash-'))
const result = await runCrashes({
  kills: Number(kills),
  seed: Date.now() % 100_000,
  hosts: 20,
  folder,
  databaseUrl: url ?? `sqlite:${join(folder, 'patchman.db')}`,
  onKill: (kill, accepted) => process.stderr.write(`\rkill ${kill} of ${kills}, ${accepted} reports accepted `),
})
process.stdout.write(`\n${kills} kills, ${result.accepted} reports accepted, ${result.damage.length} damaged\n`)
for (const line of result.damage) process.stdout.write(`  ${line}\n`)
if (result.damage.length === 0) rmSync(folder, { recursive: true, force: true })
else process.stdout.write(`kept: ${folder}\n`)
process.exitCode = result.damage.length === 0 ? 0 : 1
