import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { openDatabase } from '../src/db/open.ts'
import { forEachDatabase } from './support/databases.ts'
import { runProgram, type Served, serveProgram } from './support/program.ts'

// real processes that start on a machine that may be busy
vi.setConfig({ testTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'patchman-serve-'))
const running: Served[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop('SIGKILL')))
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
})

async function serve(env: Record<string, string>, args: string[] = []): Promise<Served> {
  const server = await serveProgram(args, { cwd: folder, env })
  running.push(server)
  return server
}

function report(hostname: string, packages = 3): string {
  return JSON.stringify({
    protocol: 2,
    hostname,
    arch: 'x86_64',
    kernel: '6.1.0-28-amd64',
    os: 'Debian 12.8',
    packages: Array.from({ length: packages }, (_, i) => {
      return { name: `p${i}`, epoch: '', version: '1', release: '1', arch: 'amd64', type: 'deb' }
    }),
    repos: [],
  })
}

function send(address: string, body: string): Promise<Response> {
  return fetch(`${address}/api/report/`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
}

async function until(look: () => Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not happen')
}

const OPEN = { PATCHMAN_REQUIRE_API_KEY: 'false' }

forEachDatabase('a server', (databases) => {
  test('greets with address, data and a password that is shown once; a report is processed by itself', async () => {
    const url = await databases.createUrl()
    const env = { ...OPEN, PATCHMAN_DATABASE_URL: url }
    const server = await serve(env)
    expect(server.greeting).toContain(`  data      ${join(folder, 'data')}\n`)
    expect(server.greeting).toMatch(/ {2}user {6}admin\n {2}password {2}\S{12,} {2}\(shown only now\)/)
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200)

    expect((await send(server.address, report('web01.example.com'))).status).toBe(202)
    const db = openDatabase(url)
    await until(async () => (await db.query.selectFrom('host').select('hostname').execute()).length === 1)
    await until(
      async () => (await db.query.selectFrom('host').select('updates_as_of').executeTakeFirst())?.updates_as_of !== 0,
    )
    await db.close()

    const listed = await runProgram(['-lh', '--json'], { cwd: folder, env })
    expect(JSON.parse(listed.out)).toMatchObject({ total: 1, items: [{ hostname: 'web01.example.com', packages: 3 }] })

    expect(await server.stop()).toMatchObject({ code: 0 })
    const again = await serve(env)
    expect(again.greeting).not.toContain('password')
    expect(await again.stop('SIGINT')).toMatchObject({ code: 0 })
  })

  test('ends within five seconds of SIGTERM in the middle of work, and loses nothing', async () => {
    const url = await databases.createUrl()
    const env = { ...OPEN, PATCHMAN_DATABASE_URL: url }
    const server = await serve(env)
    const accepted = Array.from({ length: 30 }, (_, i) => send(server.address, report(`host${i}.example.com`, 200)))
    expect((await Promise.all(accepted)).map((answer) => answer.status)).toEqual(Array(30).fill(202))
    // twice: as a supervisor does that signals the process and its group
    process.kill(server.pid, 'SIGTERM')
    const { code, ms } = await server.stop()
    expect(code).toBe(0)
    expect(ms).toBeLessThan(5000)

    const db = openDatabase(url)
    const { rows } = await sql<{ n: number }>`select count(*) as n from report`.execute(db.query)
    expect(rows[0]?.n).toBe(30)
    const states = await db.query.selectFrom('job').select('state').execute()
    expect(states.map((job) => job.state)).not.toContain('running')

    const next = await serve(env)
    await until(async () => (await db.query.selectFrom('host').select('id').execute()).length === 30)
    await next.stop()
    await db.close()
  })

  test('a second server on the same database shares the work', async () => {
    const env = { ...OPEN, PATCHMAN_DATABASE_URL: await databases.createUrl() }
    // this one has no workers: only the other can process what it accepts
    const [web, worker] = await Promise.all([serve({ ...env, PATCHMAN_WORKERS: '0' }), serve(env)])
    await send(web.address, report('web01.example.com'))
    const db = openDatabase(env.PATCHMAN_DATABASE_URL)
    await until(async () => (await db.query.selectFrom('host').select('id').execute()).length === 1)
    await db.close()
    await Promise.all([web.stop(), worker.stop()])
  })

  test('jobs that a killed server had are done by the next', async () => {
    const url = await databases.createUrl()
    const env = { ...OPEN, PATCHMAN_DATABASE_URL: url }
    const server = await serve(env)
    const db = openDatabase(url)
    await Promise.all(Array.from({ length: 20 }, (_, i) => send(server.address, report(`h${i}`, 200))))
    await server.stop('SIGKILL')
    const next = await serve(env)
    await until(async () => (await db.query.selectFrom('host').select('id').execute()).length === 20)
    await until(async () => {
      const open = await db.query.selectFrom('job').select('id').where('state', '=', 'running').execute()
      return open.length === 0
    })
    await next.stop()
    await db.close()
  })
})

test('a port that is taken, a setting that is wrong: one line, and an exit code', async () => {
  const server = await serve({})
  const port = new URL(server.address).port
  const second = await runProgram(['serve', '--port', port], { cwd: folder })
  expect(second.code).toBe(1)
  expect(second.err).toMatch(new RegExp(`^patchman: .*${port}.*\n$`, 'm'))
  const wrong = await runProgram(['serve'], { cwd: folder, env: { PATCHMAN_PORT: 'http' } })
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toBe('patchman: PATCHMAN_PORT: expected a whole number from 0 to 65535\n')
})
