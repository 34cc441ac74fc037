import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { askServer } from './answers.ts'
import { CLASSES, generateScenarios, whyNoOracle } from './generator.ts'
import type { Ecosystem } from './scenario.ts'

/*
 * node tests/oracle/run.ts [--ecosystem deb|rpm|zypper|arch] [--classes plain,pins] [--count 60] [--seed 1] [--keep FOLDER]
 * Random hosts and repositories; what their own apt, dnf, zypper or pacman lists is compared with what the API answers. Ends
 * with 1 where something differs. Prints why and ends with 0 where the tools are missing.
 */
const { values } = parseArgs({
  options: {
    ecosystem: { type: 'string', default: 'deb' },
    classes: { type: 'string' },
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'string' },
  },
})
const ecosystem = values.ecosystem as Ecosystem
const classes = values.classes?.split(',') ?? CLASSES[ecosystem]
const reason = whyNoOracle(ecosystem)
if (reason === '') await run()
else say(`skipped: ${reason}`)

async function run(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'patchman-oracle-'))
  const folder = values.keep ?? join(work, 'scenarios')
  const db = openDatabase(`sqlite:${join(work, 'patchman.db')}`)
  try {
    await migrate(db)
    const options = { ecosystem, classes, count: Number(values.count), seed: Number(values.seed) }
    const scenarios = await generateScenarios(folder, options)
    const { updates, security, differences } = await askServer(db, folder, scenarios)
    for (const line of differences) say(line)
    say(
      `${scenarios.length} scenarios, ${updates} updates, ${security} of them security: ${differences.length} differences`,
    )
    if (differences.length > 0) process.exitCode = 1
  } finally {
    await db.close()
    rmSync(work, { recursive: true, force: true })
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
