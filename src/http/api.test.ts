import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { FLEET_TIME, fillFleet } from '../../tests/support/fleet.ts'
import { silentLog } from '../../tests/support/log.ts'
import { activateModules, addErrataSet } from '../../tests/support/rpm-parts.ts'
import { startServer } from '../../tests/support/server.ts'
import { ensureCves } from '../db/cve-writes.ts'
import { recountHosts } from '../db/host-counts.ts'
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
  const start = async () => {
    const server = await startServer(await databases.open(), { requireApiKey: false })
    server.time.now = FLEET_TIME
    await fillFleet(server.db)
    const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, payload?: object) => {
      const request = { method, url: `/api/v1${path}`, headers: server.asAdmin }
      const answer = await server.app.inject(payload ? { ...request, payload } : request)
      return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
    }
    const get = async (path: string) => {
      const { status, body } = await ask('GET', path)
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
      return body
    }
    const names = async (query: string) =>
      (await get(`/hosts?${query}`)).items.map((host: { hostname: string }) => host.hostname.split('.')[0])
    const jobs = async () =>
      (await server.db.query.selectFrom('job').selectAll().orderBy('id').execute()).map(
        (job) => `${job.kind} ${job.subject}`,
      )
    return { ...server, ask, get, names, jobs }
  }

  test('every page answers what the document says', async () => {
    const { app, db, get, ask } = await start()
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
      const query = path.endsWith('/explain') ? '?package=openssl' : path === '/search' ? '?q=e' : ''
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

  test('hosts by state, each in the first that applies', async () => {
    const { app, names } = await start()
    expect(await names('state=security')).toEqual(['web01'])
    expect(await names('state=bugfix')).toEqual(['web02'])
    expect(await names('state=current')).toEqual(['web03'])
    expect(await names('state=unknown')).toEqual(['bare_%', 'db01'])
    expect(await names('state=silent')).toEqual(['old'])
    expect(await names('state=security,silent')).toEqual(['old', 'web01'])
    expect(await names('state=!security,silent')).toEqual(['bare_%', 'db01', 'web02', 'web03'])
    await app.close()
  })

  test('hosts by every filter', async () => {
    const { app, get, names } = await start()
    const update = (await get('/updates?name=openssl')).items[0].id
    const version = (await get('/package-versions?name=own')).items[0].id
    const cases: [string, string[]][] = [
      ['tag=web', ['web01', 'web02']],
      ['tag=web,prod', ['db01', 'web01', 'web02']],
      ['tag=!web', ['bare_%', 'db01', 'old', 'web03']],
      ['domain=example.org', ['db01']],
      ['os_release=1&arch=aarch64', ['bare_%']],
      ['os_release=2', []],
      ['os_release=x', []],
      ['os_variant=1&reboot=yes', ['web01', 'web02', 'web03']],
      ['package=own', ['bare_%', 'db01']],
      [`package_id=${version}`, ['bare_%', 'db01']],
      ['repository=3', ['db01']],
      ['repository=999999999999999999', []],
      [`update=${update}`, ['old', 'web01']],
      [`update=${update}&update_security=true`, ['old', 'web01']],
      [`update=${update}&update_security=false`, []],
      ['has_repositories=false', ['bare_%']],
      ['dns_differs=true', ['db01']],
      ['q=EXAMPLE.org', ['bare_%', 'db01', 'old']],
      ['q=web prod', ['web01']],
      ['q=_%25', ['bare_%']],
      ['q=%25', ['bare_%']],
      ['q=\\', []],
      ["q=' or 1=1 --", []],
      ['state=', ['bare_%', 'db01', 'old', 'web01', 'web02', 'web03']],
    ]
    for (const [query, expected] of cases) expect([query, await names(query)]).toEqual([query, expected])
    await app.close()
  })

  test('hosts sorted and paged: nothing twice, nothing lost', async () => {
    const { app, get, names } = await start()
    const all = await names('')
    for (const sort of ['hostname', 'security', '-security', 'bugfix', '-os', 'kernel', '-packages', 'last_report']) {
      const paged: string[] = []
      for (const page of [1, 2, 3]) paged.push(...(await names(`sort=${sort}&per_page=2&page=${page}`)))
      expect([sort, [...paged].sort()]).toEqual([sort, [...all].sort()])
      expect(await names(`sort=${sort}`)).toEqual(paged)
    }
    expect(await names('sort=-hostname')).toEqual([...all].reverse())
    expect((await names('sort=-security'))[0]).toBe('old')
    expect(await get('/hosts?page=9')).toEqual({ items: [], total: 6, page: 9, per_page: 50 })
    await app.close()
  })

  test('facets lead to exactly their rows', async () => {
    const { app, get } = await start()
    const facets = await get('/hosts/facets')
    let followed = 0
    for (const [name, values] of Object.entries<{ value: string; count: number }[]>(facets)) {
      for (const { value, count } of values) {
        if (value === '') continue
        followed++
        expect([name, value, (await get(`/hosts?${name}=${encodeURIComponent(value)}`)).total]).toEqual([
          name,
          value,
          count,
        ])
      }
    }
    expect(followed).toBeGreaterThan(10)
    const filtered = await get('/hosts/facets?tag=web&state=security')
    expect(filtered.state).toEqual([
      { value: 'bugfix', label: 'bugfix', count: 1 },
      { value: 'security', label: 'security', count: 1 },
    ])
    expect(filtered.tag).toEqual([
      { value: 'prod', label: 'prod', count: 1 },
      { value: 'web', label: 'web', count: 1 },
    ])

    await app.close()
  })

  test('issues and the dashboard lead to exactly their rows', async () => {
    const { app, get } = await start()
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
    const { app, get } = await start()
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

  test('a host’s updates, as scripts read them', async () => {
    const { app, get } = await start()
    const { items, ...rest } = await get('/hosts/WEB01.example.com/updates')
    expect(rest).toEqual({
      total: 2,
      page: 1,
      per_page: 10_000,
      as_of: new Date(FLEET_TIME).toISOString(),
      unknown: [],
    })
    expect(items[1]).toMatchObject({
      ...{ name: 'openssl', arch: 'amd64', installed: '1', installed_arch: 'amd64', candidate: '3', security: true },
      ...{ state: 'pending', repository: 'Test stable-security', repository_id: 2, errata: [] },
    })
    expect((await get('/hosts/web01.example.com/updates?security=true')).total).toBe(1)
    expect((await get('/hosts/web01.example.com/updates?state=held')).total).toBe(0)
    expect((await get('/hosts/db01.example.org/updates')).unknown).toEqual(['broken'])
    expect((await get('/hosts/web01.example.com/packages?with_update=true')).total).toBe(2)
    expect(
      (await get('/hosts/db01.example.org/packages?available=false')).items.map((p: { name: string }) => p.name),
    ).toEqual(['own'])
    const { lines } = await get('/hosts/web01.example.com/explain?package=openssl')
    expect(lines[0]).toMatchObject({ installed: '1', candidate: '3', state: 'pending', security: true })
    await app.close()
  })

  test('packages: installed from none, offered by which, versions of a name', async () => {
    const { app, get } = await start()
    const list = async (query: string) =>
      (await get(`/package-versions?${query}`)).items.map(
        (p: { name: string; full_version: string }) => `${p.name} ${p.full_version}`,
      )
    expect(await list('installed=true&available=false')).toEqual(['curl 6', 'own 1'])
    expect(await list('installed=false')).toEqual(['nothing 1', 'vim 9'])
    expect(await list('repository=2')).toEqual(['openssl 3'])
    expect(await list('sort=-hosts&per_page=1')).toEqual(['bash 5'])
    expect(await list('q=SSL&sort=hosts')).toEqual(['openssl 1', 'openssl 3'])
    expect((await get('/packages?installed=false')).items.map((p: { name: string }) => p.name)).toEqual([
      'nothing',
      'vim',
    ])
    expect((await get('/packages?sort=-versions&q=o&per_page=1')).items).toEqual([
      { name: 'openssl', category: '', type: 'deb', versions: 2, hosts: 5, repositories: 2 },
    ])
    const { versions } = await get('/packages/openssl')
    expect(
      versions.map((p: { full_version: string; repositories: number }) => [p.full_version, p.repositories]),
    ).toEqual([
      ['3', 1],
      ['1', 1],
    ])
    const found = await get('/search?q=OPEN')
    expect(found.items[0]).toEqual({ kind: 'package', label: 'openssl', detail: '5 hosts', href: '/packages/openssl' })
    await app.close()
  })

  test('acting on hosts: by name, by filter; what is counted stays right', async () => {
    const { app, db, ask, get, jobs } = await start()
    const act = async (payload: object) => (await ask('POST', '/hosts/actions', payload)).body
    expect(await act({ action: 'find-updates', hostnames: ['WEB01.example.com', 'nobody'] })).toMatchObject({
      affected: 1,
    })
    expect(await act({ action: 'find-updates', filter: { tag: 'web' } })).toMatchObject({ affected: 2 })
    expect(await act({ action: 'find-updates', filter: {} })).toMatchObject({ affected: 6 })
    expect(await act({ action: 'find-updates', filter: { tag: 'none' } })).toEqual({ affected: 0 })
    expect((await ask('POST', '/hosts/actions', { action: 'delete' })).status).toBe(400)
    expect((await ask('POST', '/hosts/web01.example.com/find-updates')).status).toBe(202)
    expect(await jobs()).toEqual(['find-updates host:1', 'find-updates host:1,2', 'find-updates '])
    expect(await act({ action: 'delete', filter: { q: '%' } })).toEqual({ affected: 1 })
    expect((await ask('DELETE', '/hosts/web01.example.com')).status).toBe(204)
    expect((await ask('DELETE', '/hosts/web01.example.com')).status).toBe(404)
    expect((await get('/hosts')).total).toBe(4)
    expect(await db.transaction(recountHosts)).toBe(0)
    expect((await get('/updates?name=openssl')).items[0].hosts).toBe(1)
    await app.close()
  })

  test('changing a host', async () => {
    const { app, ask, jobs } = await start()
    const { body } = await ask('PATCH', '/hosts/web01.example.com', {
      check_dns: true,
      host_repos_only: false,
      tags: ['new', ' web ', 'new'],
    })
    expect(body).toMatchObject({ check_dns: true, host_repos_only: false, tags: ['new', 'web'] })
    expect(await jobs()).toEqual(['find-updates host:1'])
    expect((await ask('PATCH', '/hosts/web01.example.com', { check_dns: 'yes' })).body).toMatchObject({
      code: 'invalid-input',
      status: 400,
      fields: { check_dns: ['must be boolean'] },
    })
    expect((await ask('PATCH', '/hosts/nobody', {})).status).toBe(404)
    await app.close()
  })

  test('what is asked wrongly is told so', async () => {
    const { app, ask } = await start()
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
    const { db } = await start()
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
