import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { FLEET_TIME, fillFleet } from '../../tests/support/fleet.ts'
import { activateModules, addErrataSet, addModuleSet } from '../../tests/support/rpm-parts.ts'
import { startServer } from '../../tests/support/server.ts'
import { expectSameWaiting } from '../../tests/support/waiting.ts'

const NODE18 = 'nodejs:18:8100:abc:x86_64'
const NODE20 = 'nodejs:20:9040:def:x86_64'
const OLD = 'perl:5.30:8000:ffff:x86_64'

/** Repositories of the fleet: 1 main, 2 security, 3 broken, 4 unused; hosts: 1 web01, 2 web02, … */
forEachDatabase('modules and errata', (databases) => {
  const start = async () => {
    const server = await startServer(await databases.open())
    server.time.now = FLEET_TIME
    const { db, app, asAdmin: headers } = server
    await fillFleet(db)
    await addModuleSet(db, 1, [
      { id: NODE18, packages: ['nodejs 18.1-1 x86_64', 'npm 9-1 x86_64'], isDefault: true, summary: 'Javascript' },
      { id: NODE20, packages: ['nodejs 20.1-1 x86_64'] },
    ])
    await addModuleSet(db, 2, [{ id: NODE18, packages: ['nodejs 18.1-1 x86_64'] }])
    await activateModules(db, 1, [
      { id: NODE18, repo: 'appstream' },
      { id: OLD, repo: 'gone' },
    ])
    await activateModules(db, 2, [
      { id: NODE18, repo: 'appstream' },
      { id: NODE18, repo: 'copy' },
    ])
    await db.query
      .updateTable('host')
      .set({ disabled_modules: JSON.stringify(['php']) })
      .where('id', '=', 1)
      .execute()
    await addErrataSet(db, 1, [
      {
        ...{ name: 'EX-2025:1', severity: 'important', title: 'openssl security update', issuedAt: 1000 },
        ...{ cves: ['CVE-2025-1', 'CVE-2025-22'], urls: ['https://errata.example/1'], releases: [1] },
        packages: ['openssl 2 amd64', 'openssl 2 arm64'],
      },
      { name: 'EX-2025:2', type: 'bugfix', title: 'curl bug fix', issuedAt: 2000, packages: ['curl 7 amd64'] },
      { name: 'EX-2025:3', severity: 'low', title: 'later', packages: ['openssl 9 amd64', 'curl 5 amd64'] },
      { name: 'EX-2025:4', title: 'another stream', packages: ['openssl 2 amd64 module=nodejs:20'] },
    ])
    const request = async (url: string) => app.inject({ url: `/api/v1${url}`, headers })
    const get = async (url: string) => {
      const answer = await request(url)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
      return answer.json()
    }
    const list = async (url: string, member = 'name') =>
      (await get(url)).items.map((item: Record<string, unknown>) => String(item[member]).split('.')[0])
    return { ...server, request, get, list }
  }

  test('modules: what repositories describe and what hosts have active are one list', async () => {
    const { app, get, list } = await start()
    const { items, total } = await get('/modules')
    expect(total).toBe(3)
    expect(items[0]).toEqual({
      ...{ id: NODE18, name: 'nodejs', stream: '18', version: '8100', context: 'abc', arch: 'x86_64' },
      ...{ summary: 'Javascript', default: true, repositories: 2, packages: 2, hosts: 2 },
    })
    expect(items[2]).toMatchObject({ id: OLD, default: false, repositories: 0, packages: 0, hosts: 1 })
    const cases: [string, string[]][] = [
      ['name=perl', ['perl']],
      ['stream=20', ['nodejs']],
      ['arch=!x86_64', []],
      ['installed=false', ['nodejs']],
      ['available=false', ['perl']],
      ['repository=2', ['nodejs']],
      ['repository=4', []],
      ['host=web01.example.com', ['nodejs', 'perl']],
      ['q=SCRIPT', ['nodejs']],
      ['sort=-hosts&per_page=1', ['nodejs']],
      ['sort=-packages&page=3&per_page=1', ['perl']],
    ]
    for (const [query, names] of cases) expect([query, await list(`/modules?${query}`)]).toEqual([query, names])
    await app.close()
  })

  test('a module leads to its hosts, its repositories and its packages', async () => {
    const { app, get, list, request } = await start()
    for (const { id, hosts, repositories } of (await get('/modules')).items) {
      expect([id, (await get(`/hosts?module=${id}`)).total]).toEqual([id, hosts])
      expect([id, (await get(`/modules/${encodeURIComponent(id)}`)).available_from.length]).toEqual([id, repositories])
    }
    expect(await list('/hosts?module=nodejs', 'hostname')).toEqual(['web01', 'web02'])
    expect(await list('/hosts?module=nodejs:20', 'hostname')).toEqual([])
    const { package_list: packages } = await get(`/modules/${NODE18}`)
    expect(packages.map((p: { name: string; full_version: string }) => `${p.name} ${p.full_version}`)).toEqual([
      'nodejs 18.1-1',
      'npm 9-1',
    ])
    for (const id of ['nodejs', 'nodejs:99:1:a:x', ':::::', '%3A%3A%3A%3A']) {
      expect([id, (await request(`/modules/${id}`)).statusCode]).toEqual([id, 404])
    }
    await app.close()
  })

  test('modules of a host, and those that it has disabled', async () => {
    const { app, get } = await start()
    const { items, disabled, total } = await get('/hosts/web01.example.com/modules')
    expect(disabled).toEqual(['php'])
    expect(items).toEqual([
      {
        ...{ id: NODE18, name: 'nodejs', stream: '18', version: '8100', context: 'abc', arch: 'x86_64' },
        ...{ repository: 'appstream', available: true, packages: ['nodejs-18-1.x86_64'] },
      },
      expect.objectContaining({ id: OLD, repository: 'gone', available: false }),
    ])
    expect((await get('/hosts/web01.example.com')).counts.modules).toBe(total)
    await app.close()
  })

  test('errata by every filter, the newest first', async () => {
    const { app, get, list } = await start()
    const version = (await get('/package-versions?name=openssl&q=openssl')).items.find(
      (p: { full_version: string; arch: string }) => p.full_version === '2' && p.arch === 'amd64',
    ).id
    const cases: [string, string[]][] = [
      ['', ['EX-2025:3', 'EX-2025:4', 'EX-2025:2', 'EX-2025:1']],
      ['sort=name', ['EX-2025:1', 'EX-2025:2', 'EX-2025:3', 'EX-2025:4']],
      ['type=bugfix', ['EX-2025:2']],
      ['severity=important,low', ['EX-2025:3', 'EX-2025:1']],
      ['os_release=1', ['EX-2025:1']],
      ['cve=cve-2025-22', ['EX-2025:1']],
      ['has_cves=false&type=security', ['EX-2025:3', 'EX-2025:4']],
      ['package=curl', ['EX-2025:3', 'EX-2025:2']],
      [`package_id=${version}`, ['EX-2025:4', 'EX-2025:1']],
      ['repository=1', ['EX-2025:3', 'EX-2025:4', 'EX-2025:2', 'EX-2025:1']],
      ['repository=2', []],
      ['q=openssl', ['EX-2025:1']],
      ['q=CVE-2025-2', ['EX-2025:1']],
      ['q=CVE-2025-9', []],
      ['reference=https://errata.example/1', ['EX-2025:1']],
      ['reference=https://errata.example/', []],
      ['host=web01.example.com', ['EX-2025:2', 'EX-2025:1']],
      ['host=web02.example.com', ['EX-2025:2']],
      ['host=db01.example.org', []],
    ]
    for (const [query, names] of cases) expect([query, await list(`/errata?${query}`)]).toEqual([query, names])
    expect(await list('/errata?has_fix=false')).toEqual([])
    const { source } = await get('/errata/facets')
    for (const { value, count } of source) expect((await get(`/errata?source=${value}`)).total).toBe(count)
    const { type, severity } = await get('/errata/facets?type=security')
    expect(type.map((v: { value: string; count: number }) => [v.value, v.count])).toEqual([
      ['security', 3],
      ['bugfix', 1],
    ])
    for (const { value, count } of severity.filter((v: { value: string }) => v.value !== '')) {
      expect((await get(`/errata?type=security&severity=${value}`)).total).toBe(count)
    }
    await app.close()
  })

  test('an erratum: what fixes it, and exactly the hosts that wait for it', async () => {
    const { app, db, get, list, request } = await start()
    const erratum = await get('/errata/EX-2025:1')
    expect(erratum).toMatchObject({
      ...{ name: 'EX-2025:1', type: 'security', severity: 'important', description: 'About EX-2025:1.' },
      ...{ packages: 2, cves: 2, references: 1, cve_list: ['CVE-2025-1', 'CVE-2025-22'], updated_at: null },
      ...{ os_releases: [{ id: 1, name: 'Debian 12' }], available_from: [{ id: 1, name: 'main' }] },
      ...{ reference_list: [{ url: 'https://errata.example/1', kind: 'self', title: '' }], waiting_hosts: 2 },
    })
    expect(erratum.package_list).toHaveLength(2)
    expect(await list('/hosts?erratum=EX-2025:1', 'hostname')).toEqual(['old', 'web01'])
    expect(await list('/hosts?erratum=EX-2025:2', 'hostname')).toEqual(['web01', 'web02'])
    expect((await get('/errata/EX-2025:3')).waiting_hosts).toBe(0)
    expect(await get('/errata/hosts?name=EX-2025:2,EX-2025:3,EX-2025:99,EX-2025:1')).toEqual({
      items: [
        { name: 'EX-2025:2', waiting_hosts: 2 },
        ...[3, 99].map((n) => ({ name: `EX-2025:${n}`, waiting_hosts: 0 })),
        { name: 'EX-2025:1', waiting_hosts: 2 },
      ],
    })
    await expectSameWaiting(db)
    expect((await request('/errata/EX-2025:99')).statusCode).toBe(404)
    await app.close()
  })

  test("a host's updates name the errata that they bring; those of another stream are not among them", async () => {
    const { app, db, get } = await start()
    const errata = async (host: string) =>
      (await get(`/hosts/${host}/updates`)).items.map((u: { name: string; errata: string[] }) => [u.name, u.errata])
    expect(await errata('web01.example.com')).toEqual([
      ['curl', ['EX-2025:2']],
      ['openssl', ['EX-2025:1']],
    ])
    expect(await errata('old.example.org')).toEqual([['openssl', ['EX-2025:4', 'EX-2025:1']]])
    await db.query.updateTable('host_repo').set({ enabled: 0 }).where('repo_id', '=', 1).execute()
    expect(await errata('web01.example.com')).toEqual([
      ['curl', []],
      ['openssl', []],
    ])
    await app.close()
  })

  test('replacements are a section of their own: not listed and not counted unless asked for', async () => {
    const { app, db, get } = await start()
    const update = (await get('/updates?name=curl')).items[0]
    const { id: other } = (await get('/package-versions?name=vim')).items[0]
    const added = await db.query
      .insertInto('package_update')
      .values({ installed_id: update.installed_id, candidate_id: other })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.query
      .insertInto('host_update')
      .values({ host_id: 2, update_id: added.id, security: 0, state: 'replacement', repo_id: 1, reason: 'r' })
      .execute()
    const url = '/hosts/web02.example.com'
    expect((await get(url)).counts).toMatchObject({ updates: 1, replacements: 1 })
    for (const query of ['', '?state=!held', '?state=pending']) {
      expect((await get(`${url}/updates${query}`)).items.map((u: { name: string }) => u.name)).toEqual(['curl'])
    }
    expect((await get(`${url}/updates?state=replacement`)).items).toEqual([
      expect.objectContaining({ name: 'vim', replaces: 'curl', installed: '6', candidate: '9', state: 'replacement' }),
    ])
    expect((await get(`${url}/packages?with_update=true`)).items[0].update.id).toBe(update.id)
    expect((await get('/issues')).items.length).toBeGreaterThan(0)
    await app.close()
  })

  test('a mirror: its parts, what its list gave, its equals; linking takes the list along', async () => {
    const { app, db, get, asAdmin } = await start()
    const columns = { repo_id: 'int', type: 'text', url: 'text', is_mirrorlist: 'int', checksum: 'text' } as const
    await db.transaction((tx) =>
      tx.insertMany('mirror', { ...columns, from_mirror_id: 'int', package_set_id: 'int' }, [
        [4, 'deb', 'http://list/', 1, '', null, null],
        [4, 'deb', 'http://a/', 0, 'main', 5, 1],
      ]),
    )
    const [list, given] = [await get('/mirrors?is_mirrorlist=true'), await get('/mirrors?from_mirror=5')]
    expect(list.items).toMatchObject([{ id: 5, gave: 1, from: null, parts: [] }])
    expect(given.items).toMatchObject([{ id: 6, from: { id: 5, url: 'http://list/' }, packages: 4 }])
    const main = await get('/mirrors/1')
    const parts = main.parts.map((part: { kind: string; count: number }) => [part.kind, part.count])
    expect(parts).toEqual([
      ['packages', 4],
      ['modules', 2],
      ['errata', 4],
    ])
    expect(main.same_elsewhere.map((one: { id: number }) => one.id)).toEqual([6])
    expect((await get('/mirrors/5')).gave_list.map((one: { id: number }) => one.id)).toEqual([6])
    const payload = { action: 'link', ids: [1, 6], repository: 1 }
    const linked = await app.inject({ method: 'POST', url: '/api/v1/mirrors/actions', payload, headers: asAdmin })
    expect(linked.statusCode).toBe(200)
    const ids = (await get('/mirrors?repository=1&sort=-url')).items.map((one: { id: number }) => one.id)
    expect(ids.sort()).toEqual([1, 5, 6])
    await app.inject({ method: 'DELETE', url: '/api/v1/mirrors/5', headers: asAdmin })
    expect((await get('/mirrors?repository=1')).total).toBe(1)
    await app.close()
  })
})
