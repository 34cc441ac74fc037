import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Db, openDatabase } from '../../src/db/open.ts'
import { forEachDatabase } from '../support/databases.ts'
import { serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'
import { runCrashes } from './crash-run.ts'
import { createSender } from './sender.ts'

const KILLS = 10

forEachDatabase('kill -9', (databases) => {
  test('of the server at random moments loses and doubles no report', { timeout: 300_000 }, async () => {
    const databaseUrl = await databases.createUrl()
    const result = await runCrashes({
      kills: KILLS,
      seed: Date.now() % 100_000,
      hosts: 12,
      folder: makeFolder(),
      databaseUrl,
    })
    expect(result.damage).toEqual([])
    expect(result.accepted).toBeGreaterThan(KILLS)
  })

  test('a poison report among a hundred stops no other', { timeout: 120_000 }, async () => {
    const databaseUrl = await databases.createUrl()
    const folder = makeFolder()
    const env = testSettings(folder, { PATCHMAN_DATABASE_URL: databaseUrl })
    const sender = createSender(1, 100)
    const idle = await serveProgram([], { cwd: folder, env: { ...env, PATCHMAN_WORKERS: '0' } })
    await sender.sendLast(idle.address)
    await idle.stop('SIGTERM')
    const db = openDatabase(databaseUrl)
    onTestFinished(() => db.close())
    await db.query
      .updateTable('report_body')
      .set({ body: Buffer.from('poison') })
      .where('hash', 'in', (select) =>
        select
          .selectFrom('report')
          .select('body_hash')
          .where('user_agent', '=', 'crash-40')
          .$castTo<{ body_hash: string }>(),
      )
      .execute()
    const server = await serveProgram([], { cwd: folder, env })
    onTestFinished(async () => void (await server.stop('SIGTERM')))
    await expect.poll(() => countStates(db), { timeout: 60_000 }).toMatchObject({ processed: 99 })
    const poison = await db.query
      .selectFrom('report')
      .selectAll()
      .where('user_agent', '=', 'crash-40')
      .executeTakeFirstOrThrow()
    expect(poison.error).not.toBe('')
    await expect.poll(() => countHosts(db)).toBe(99)
  })
})

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-crash-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function countStates(db: Db): Promise<Record<string, number>> {
  const rows = await db.query
    .selectFrom('report')
    .select(['state', (e) => e.fn.countAll().as('n')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.n)]))
}

async function countHosts(db: Db): Promise<number> {
  const rows = await db.query.selectFrom('host').select('id').where('package_count', '>', 0).execute()
  return rows.length
}
