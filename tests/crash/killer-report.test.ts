import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { type Db, openDatabase } from '../../src/db/open.ts'
import { MAX_ATTEMPTS } from '../../src/reports/service.ts'
import { forEachDatabase } from '../support/databases.ts'
import { serveProgram } from '../support/program.ts'
import { testSettings } from '../support/test-settings.ts'

const KILLER = 'kills-whoever-reads-it'
const HOSTS = ['killer', 'web01', 'web02', 'web03']

async function send(address: string, hostname: string): Promise<void> {
  const name = hostname === 'killer' ? KILLER : 'bash'
  const packages = [{ name, epoch: '', version: '1', release: '1', arch: 'amd64', type: 'deb' }]
  const report = { protocol: 2, hostname, arch: 'x86_64', kernel: '6.1', os: 'Debian 12.8', packages, repos: [] }
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${address}/api/report/`, { method: 'POST', headers, body: JSON.stringify(report) })
  expect(answer.status).toBe(202)
}

const listReports = (db: Db) =>
  db.query.selectFrom('report').select(['hostname', 'state', 'attempts', 'error']).orderBy('id').execute()

forEachDatabase('a report that ends the whole process', (databases) => {
  test('counts its tries, holds up no other after the second, and is left alone in the end', {
    timeout: 240_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'patchman-killer-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const databaseUrl = await databases.createUrl()
    const env = testSettings(folder, { PATCHMAN_DATABASE_URL: databaseUrl })
    const idle = await serveProgram([], { cwd: folder, env: { ...env, PATCHMAN_WORKERS: '0' } })
    for (const hostname of HOSTS) await send(idle.address, hostname)
    await idle.stop()
    const db = openDatabase(databaseUrl)
    onTestFinished(() => db.close())
    const killed = fileURLToPath(new URL('../support/killed-by-report.ts', import.meta.url))
    const start = () => serveProgram([], { cwd: folder, env: { ...env, NODE_OPTIONS: `--import ${killed}` } })
    /** It may read the report before it says where it listens. */
    const startAndDie = async () => {
      const server = await start().catch((error: Error) => error)
      if (server instanceof Error) expect(server.message).toMatch(/^the server ended with null/)
      else expect(await server.exited).toBeNull()
    }

    for (const attempts of [0, 1]) {
      await startAndDie()
      expect((await listReports(db)).map((report) => [report.state, report.attempts])).toEqual([
        ['pending', attempts],
        ...Array(3).fill(['pending', 0]),
      ])
    }
    const setDue = (retry_at: number, more: object = {}) =>
      db.query
        .updateTable('report')
        .set({ retry_at, ...more })
        .where('hostname', '=', 'killer')
        .execute()
    // a slow machine may need longer for the others than it waits
    await setDue(Date.now() + 3_600_000)
    const third = await start()
    await expect
      .poll(() => listReports(db), { timeout: 30_000 })
      .toMatchObject([
        { state: 'pending', attempts: 1, error: 'the process ended while it was worked on' },
        ...Array(3).fill({ state: 'processed', error: '' }),
      ])
    expect((await third.stop()).code).toBe(0)

    // the tries between are alike, and each waits longer
    await setDue(0, { attempts: MAX_ATTEMPTS - 1 })
    await startAndDie()
    expect((await listReports(db))[0]).toMatchObject({ state: 'pending', attempts: MAX_ATTEMPTS })
    await setDue(0)
    const last = await start()
    await expect.poll(async () => (await listReports(db))[0]?.state, { timeout: 30_000 }).toBe('failed')
    expect((await last.stop()).code).toBe(0)
  })
})
