import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { openDatabase } from '../src/db/open.ts'
import { packagesFile, publishSuite } from './support/apt-repository.ts'
import { forEachDatabase } from './support/databases.ts'
import { type LoopbackServer, openLoopbackServer } from './support/loopback-server.ts'
import { runProgram, type Served, serveProgram } from './support/program.ts'

vi.setConfig({ testTimeout: 120_000 })

const cwd = mkdtempSync(join(tmpdir(), 'patchman-pipeline-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const opened: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

async function publish(): Promise<{ repository: LoopbackServer; main: string; security: string }> {
  const repository = await openLoopbackServer()
  opened.push(repository)
  const main = packagesFile([
    { name: 'bash', version: '5.2-1' },
    { name: 'openssl', version: '3.0.11-1' },
  ])
  const fixed = packagesFile([{ name: 'openssl', version: '3.0.15-1' }])
  const release = { Origin: 'Debian', Label: 'Debian', Suite: 'stable', Codename: 'bookworm' }
  return {
    repository,
    main: publishSuite(repository, 'bookworm', main, { release }),
    security: publishSuite(repository, 'bookworm-security', fixed, {
      release: { ...release, Label: 'Debian-Security', Suite: 'stable-security', Codename: 'bookworm-security' },
    }),
  }
}

function report(urls: string[]): string {
  const packages = [
    { name: 'bash', epoch: '', version: '5.2', release: '1', arch: 'amd64', type: 'deb' },
    { name: 'openssl', epoch: '', version: '3.0.11', release: '1', arch: 'amd64', type: 'deb' },
  ]
  const repos = urls.map((url) => ({ type: 'deb', name: url, id: '', priority: 500, urls: [url] }))
  const facts = { hostname: 'web01.example.com', arch: 'x86_64', kernel: '6.1.0-28-amd64', os: 'Debian 12.8' }
  return JSON.stringify({ protocol: 2, ...facts, packages, repos })
}

async function send(server: Served, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${server.address}/api/report/`, { method: 'POST', body, headers })
  expect(answer.status).toBe(202)
}

const EXPECTED = [{ name: 'openssl', arch: 'amd64', installed: '3.0.11-1', candidate: '3.0.15-1', security: true }]

forEachDatabase('from report to update', (databases) => {
  const settings = async () => ({
    PATCHMAN_DATABASE_URL: await databases.createUrl(),
    PATCHMAN_REQUIRE_API_KEY: 'false',
    PATCHMAN_ERRATA_SOURCES: 'yum',
    PATCHMAN_ANONYMOUS_READ: 'true',
    PATCHMAN_FETCH_ALLOW: '127.0.0.0/8',
  })

  test('a report alone is enough: its repositories are read and its updates found within seconds', async () => {
    const { main, security } = await publish()
    const server = await serveProgram([], { cwd, env: await settings() })
    opened.push({ close: () => server.stop() })
    await send(server, report([main, security]))
    const sentAt = Date.now()
    const updates = await vi.waitUntil(
      async () => {
        const answer = await fetch(`${server.address}/api/v1/hosts/web01.example.com/updates`)
        const list = answer.ok ? ((await answer.json()) as { items: object[]; unknown: string[] }) : undefined
        return list && list.items.length > 0 && list.unknown.length === 0 ? list : undefined
      },
      { timeout: 60_000, interval: 100 },
    )
    expect(updates).toMatchObject({ items: EXPECTED, total: 1 })
    expect(Date.now() - sentAt).toBeLessThan(30_000)

    const { items } = (await (await fetch(`${server.address}/api/v1/jobs`)).json()) as { items: { kind: string }[] }
    const kinds = new Set(items.map((job) => job.kind))
    expect([...kinds].toSorted()).toEqual(['match-cves', 'process-reports', 'refresh-repos'])
  })

  test('patchman -p -r -u does the three steps here and now', async () => {
    const { repository, main, security } = await publish()
    const env = await settings()
    const server = await serveProgram([], { cwd, env: { ...env, PATCHMAN_WORKERS: '0' } })
    opened.push({ close: () => server.stop() })
    await send(server, report([main, security]))

    const { code, out, err } = await runProgram(['-p', '-r', '-u'], { cwd, env })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n').map((line) => line.split(',')[0])).toEqual([
      'Reports: 1 processed',
      'Repositories: 2 mirrors',
      'Updates: 1 hosts',
      '',
    ])
    const answer = await fetch(`${server.address}/api/v1/hosts/web01.example.com/updates`)
    expect(await answer.json()).toMatchObject({ items: EXPECTED })
    const explained = await runProgram(['explain', 'WEB01.example.com', 'openssl'], { cwd, env })
    expect(explained.out).toMatch(/installed 3\.0\.11-1, candidate 3\.0\.15-1: security update, pending/)

    await repository.close()
    opened.splice(opened.indexOf(repository), 1)
    const failed = await runProgram(['-r'], { cwd, env })
    expect(failed.code).toBe(1)
    expect(failed.err).toMatch(/^patchman: 2 of 2 mirrors failed: /)
    const listed = await runProgram(['-lr', '--json'], { cwd, env })
    expect(JSON.parse(listed.out).items).toMatchObject([{ state: 'failing' }, { state: 'failing' }])
    const doctor = await runProgram(['doctor'], { cwd, env })
    expect(doctor.out).toMatch(/^warning +repositories +2 mirrors failing$/m)
  })

  test('one poison report among others stops nothing', async () => {
    const env = { ...(await settings()), PATCHMAN_WORKERS: '0' }
    const server = await serveProgram([], { cwd, env })
    opened.push({ close: () => server.stop() })
    for (const name of ['a', 'poison', 'b']) {
      await send(server, report([]).replace('web01.example.com', `${name}.example.com`))
    }
    const db = openDatabase(env.PATCHMAN_DATABASE_URL)
    opened.push(db)
    const poison = await db.query
      .selectFrom('report')
      .select('body_hash')
      .where('hostname', '=', 'poison.example.com')
      .execute()
    await db.query
      .updateTable('report_body')
      .set({ body: Buffer.from('no zstd') })
      .where('hash', '=', poison[0]!.body_hash)
      .execute()
    const { code, out, err } = await runProgram(['-p'], { cwd, env })
    expect({ code, out: out.split(', hosts')[0] }).toMatchObject({ code: 1 })
    expect(out).toMatch(/^Reports: 2 processed, 0 superseded, 1 failed/)
    expect(err).toMatch(/1 report failed/)
    expect((await db.query.selectFrom('host').select('hostname').orderBy('hostname').execute()).length).toBe(2)
  })
})
