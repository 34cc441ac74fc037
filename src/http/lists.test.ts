import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { startApi } from '../../tests/support/api.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { FLEET_TIME } from '../../tests/support/fleet.ts'
import { silentLog } from '../../tests/support/log.ts'
import { activateModules, addErrataSet } from '../../tests/support/rpm-parts.ts'
import { startServer } from '../../tests/support/server.ts'
import { ensureCves } from '../db/cve-writes.ts'
import { processPendingReports } from '../reports/service.ts'

const REPORT = {
  hostname: 'new.example.net',
  arch: 'x86_64',
  kernel: '6.1',
  os: 'Debian 12.8',
  tags: ['lab'],
  packages: [{ name: 'bash', epoch: '', version: '5', release: '', arch: 'amd64', type: 'deb' }],
  repos: [
    { type: 'deb', name: 'r', id: '', priority: 'x', urls: ['http://repo.example.com/dists/x/main/binary-amd64'] },
  ],
}

forEachDatabase('API', (databases) => {
  test('every page answers what the document says', async () => {
    const { app, db, get, ask } = await startApi(databases)
    const sent = await app.inject({
      method: 'POST',
      url: '/api/report/',
      payload: { ...REPORT, repos: [{ ...REPORT.repos[0], priority: 500 }] },
    })
    expect(sent.statusCode).toBe(202)
    await processPendingReports({ db, clock: () => FLEET_TIME, log: silentLog })
    await ask('POST', '/jobs', { kind: 'find-updates', subject: 'host:1,2' })
    await ask('POST', '/api-keys', { name: 'k' })
    await activateModules(db, 1, [{ id: 'm:1:2:3:x86_64', repo: 'r' }])
    await addErrataSet(db, 1, [{ name: 'openssl', packages: ['openssl 2 amd64'], urls: ['https://e.example/'] }])
    const document = await get('/openapi.json')
    const ajv = new Ajv({ strict: false })
    addFormats.default(ajv)
    ajv.addSchema({ $id: 'api', components: document.components })
    const examples: Record<string, string> = { id: '1', hostname: 'web01.example.com', name: 'openssl' }
    const named: Record<string, Record<string, string>> = {
      modules: { id: 'm:1:2:3:x86_64' },
      cves: { name: 'CVE-2024-1' },
      cwes: { name: 'CWE-79' },
      feeds: { name: 'debian-dsa' },
    }
    const queries: Record<string, string> = { '/search': '?q=e', '/errata/hosts': '?name=openssl' }
    await db.transaction((tx) => ensureCves(tx, ['CVE-2024-1']))
    await db.query
      .insertInto('cwe')
      .values({ name: 'CWE-79', number: 79, title: 'x', description: '', kind: '', status: '' })
      .execute()
    await db.query
      .insertInto('feed')
      .values({ name: 'debian-dsa', title: 'x', source: 'debian', yields: 'errata', release: '', url: '' })
      .execute()
    let checked = 0
    for (const [path, { get: operation }] of Object.entries<{ get?: { responses: Record<string, unknown> } }>(
      document.paths,
    )) {
      if (!operation) continue
      const query = path.endsWith('/explain') ? '?package=openssl' : (queries[path] ?? '')
      const known: Record<string, string> = { ...examples, ...named[path.split('/')[1] ?? ''] }
      const body = await get(path.replace(/\{(\w+)\}/g, (_, name) => known[name]!) + query)
      const { schema } = (operation.responses['200'] as { content: Record<string, { schema: object }> }).content[
        'application/json'
      ]!
      const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')))
      expect(validate(body), `${path} ${JSON.stringify(validate.errors)}`).toBe(true)
      checked++
    }
    expect(checked).toBeGreaterThan(30)
    await app.close()
  })

  test('issues and the dashboard lead to exactly their rows', async () => {
    const { app, get } = await startApi(databases)
    const { items: issues } = await get('/issues')
    expect(issues.length).toBeGreaterThan(8)
    for (const { kind, href, count, sample } of issues) {
      expect([kind, (await get(href)).total]).toEqual([kind, count])
      expect(sample.length, kind).toBe(Math.min(count, 3))
      for (const { href } of sample) await get(href.startsWith('/os-variants') ? '/os-variants' : href)
    }
    const summary = await get('/summary')
    expect(summary.issue_kinds).toBe(issues.length)
    for (const state of ['silent', 'security', 'bugfix', 'unknown', 'current']) {
      expect([state, (await get(`/hosts?state=${state}`)).total]).toEqual([state, summary.hosts[state]])
    }
    expect(summary).toMatchObject({ hosts: { total: 6 }, reboot_needed: 3, updates: { security: 2, bugfix: 2 } })
    expect(summary.worst_hosts.map((host: { hostname: string }) => host.hostname)).toEqual([
      'web01.example.com',
      'web02.example.com',
    ])
    expect(summary.repositories_in_trouble.map((repo: { name: string }) => repo.name)).toEqual(['broken'])
    await app.close()
  })

  test('counts of a row lead to exactly its rows', async () => {
    const { app, get } = await startApi(databases)
    for (const { id, hosts } of (await get('/updates')).items) {
      expect((await get(`/hosts?update=${id}`)).total).toBe(hosts)
    }
    for (const { name, hosts, versions } of (await get('/packages')).items) {
      expect((await get(`/hosts?package=${name}`)).total).toBe(hosts)
      expect((await get(`/package-versions?name=${name}`)).total).toBe(versions)
    }
    for (const { id, hosts, packages } of (await get('/repositories')).items) {
      expect((await get(`/hosts?repository=${id}`)).total).toBe(hosts)
      expect((await get(`/repositories/${id}/packages`)).total).toBe(packages)
    }
    const host = await get('/hosts/web01.example.com')
    for (const [list, path] of [
      ['updates', 'updates'],
      ['packages', 'packages'],
      ['repositories', 'repositories'],
      ['events', 'history'],
      ['reports', 'reports'],
    ] as const) {
      expect([list, (await get(`/hosts/web01.example.com/${path}`)).total]).toEqual([list, host.counts[list]])
    }
    await app.close()
  })

  test('what is asked wrongly is told so', async () => {
    const { app, ask } = await startApi(databases)
    const cases: [string, string][] = [
      ['/hosts?page=0', 'page'],
      ['/hosts?per_page=501', 'per_page'],
      ['/hosts?sort=password', 'sort'],
      ['/hosts?has_repositories=perhaps', 'has_repositories'],
      [`/hosts?q=${'x'.repeat(301)}`, 'q'],
      ['/package-versions/0', 'id'],
      ['/reports/abc', 'id'],
    ]
    for (const [path, field] of cases) {
      const { status, body } = await ask('GET', path)
      expect([path, status, body.code, Object.keys(body.fields)]).toEqual([path, 400, 'invalid-input', [field]])
    }
    for (const path of [
      '/hosts/nobody',
      '/packages/nothing-at-all',
      '/repositories/99',
      '/mirrors/99',
      '/updates/99',
      '/reports/99',
      '/jobs/99',
      '/os-releases/99',
      '/package-versions/99',
      '/nothing',
    ]) {
      expect([path, (await ask('GET', path)).status]).toEqual([path, 404])
    }
    expect((await ask('POST', '/jobs', { kind: 'dbcheck', subject: 'x' })).body.fields).toEqual({
      subject: ['is not for this kind'],
    })
    expect((await ask('POST', '/jobs', { kind: 'rm' })).status).toBe(400)
    await app.close()
  })

  test('a page costs the same number of queries, however many rows it has', async () => {
    const { db } = await startApi(databases)
    let queries = 0
    const counted = {
      ...db,
      query: db.query.withPlugin({
        transformQuery: ({ node }) => {
          queries++
          return node
        },
        transformResult: async ({ result }) => result,
      }),
    }
    const { app, asAdmin } = await startServer(counted)
    const cost = async (url: string) => {
      queries = 0
      expect((await app.inject({ url: `/api/v1${url}`, headers: asAdmin })).statusCode).toBe(200)
      return queries
    }
    await cost('/hosts')
    for (const list of [
      '/hosts',
      '/packages',
      '/package-versions',
      '/updates',
      '/repositories',
      '/mirrors',
      '/modules',
      '/errata',
      '/os-releases',
      '/hosts/web01.example.com/packages',
    ]) {
      expect([list, await cost(`${list}?per_page=2`)]).toEqual([list, await cost(`${list}?per_page=500`)])
      expect(await cost(list)).toBeLessThanOrEqual(6)
    }
    const updates = '/hosts/web01.example.com/updates'
    expect(await cost(`${updates}?per_page=1`)).toBe(await cost(updates))
    await app.close()
  })
})
