import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { FLEET_TIME, fillFleet } from '../../../tests/support/fleet.ts'
import { addErrataSet } from '../../../tests/support/rpm-parts.ts'
import { startServer } from '../../../tests/support/server.ts'
import { storeCveRecords } from '../../security/cve-records-service.ts'

const ROOT = 'http://localhost:80/api'

forEachDatabase('the old API', (databases) => {
  const start = async () => {
    const server = await startServer(await databases.open(), { requireApiKey: false })
    server.time.now = FLEET_TIME
    const { db, app, asAdmin: headers } = server
    await fillFleet(db)
    await addErrataSet(db, 1, [
      { name: 'EX-1', cves: ['CVE-1'], urls: ['https://e.example/1'], releases: [1], packages: ['openssl 2 amd64'] },
    ])
    const ask = (url: string) => app.inject({ url, headers })
    const get = async (url: string) => {
      const answer = await ask(url.replace(ROOT, '/api'))
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
      return answer.json()
    }
    return { ...server, ask, get }
  }

  test('every address that any answer holds leads somewhere', async () => {
    const { app, get } = await start()
    const index = await get('/api/')
    expect(Object.keys(index)).toHaveLength(18)
    const seen = new Set<string>()
    const follow = async (url: string): Promise<void> => {
      if (seen.has(url)) return
      seen.add(url)
      for (const link of JSON.stringify(await get(url)).match(/http:\/\/localhost[^"]*/g) ?? []) await follow(link)
    }
    for (const [name, url] of Object.entries<string>(index)) {
      expect(url).toBe(`${ROOT}/${name}/`)
      await follow(url)
      const list = await get(url)
      if (name !== 'report') expect(Object.keys(list)).toEqual(['count', 'next', 'previous', 'results'])
    }
    expect(seen.size).toBeGreaterThan(50)
    await app.close()
  })

  test('a host, a repository, a mirror and an erratum with their members', async () => {
    const { app, db, get } = await start()
    const [host] = (await get('/api/host/?hostname=web01.example.com')).results
    expect(host).toMatchObject({
      ...{ id: 1, hostname: 'web01.example.com', ipaddress: '', check_dns: false, host_repos_only: true },
      ...{ osvariant: `${ROOT}/os-variant/1/`, reboot_required: true, tags: ['prod', 'web'] },
      ...{ bugfix_update_count: 1, security_update_count: 1, lastreport: new Date(FLEET_TIME - 1000).toISOString() },
    })
    expect([host.repos.length, host.updates.length]).toEqual([2, 2])
    expect(await get(host.repos[1])).toMatchObject({ repo: `${ROOT}/repo/2/`, enabled: true, priority: 500 })
    expect((await get(host.arch)).name).toBe('x86_64')
    const update = await get(host.updates[0])
    const names = [update.oldpackage, update.newpackage].map(async (url) => (await get((await get(url)).name)).name)
    expect(new Set(await Promise.all(names)).size).toBe(1)
    expect(await get('/api/repo/2/')).toMatchObject({ name: 'security', security: true, repotype: 'D', enabled: true })
    expect(await get('/api/mirror/1/')).toMatchObject({
      ...{ repo: `${ROOT}/repo/1/`, url: 'http://main/', packages_checksum: 'main', mirrorlist: false, fail_count: 0 },
    })
    const erratum = await get('/api/erratum/1/')
    expect(erratum).toMatchObject({ name: 'EX-1', e_type: 'security', cves: [`${ROOT}/cve/CVE-1/`] })
    await storeCveRecords(db, 'mitre', [
      {
        ...{
          name: 'CVE-2024-1111',
          state: 'published',
          title: 'T',
          description: 'D',
          publishedAt: 1000,
          modifiedAt: 0,
        },
        scores: [{ by: 'x', role: 'cna', vector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P', stated: undefined }],
        ...{ cwes: ['CWE-79'], references: [{ url: 'https://e.example/cve', kind: '' }] },
      },
    ])
    expect((await get('/api/cve/')).results.map((cve: { cve_id: string }) => cve.cve_id)).toEqual([
      'CVE-1',
      'CVE-2024-1111',
    ])
    expect(await get('/api/cve/CVE-2024-1111/')).toMatchObject({
      ...{ cve_id: 'CVE-2024-1111', description: 'D', published_date: '1970-01-01T00:00:01.000Z', updated_date: null },
      ...{ cvss_scores: ['AV:N/AC:L/Au:N/C:P/I:P/A:P'], cwes: [`${ROOT}/cwe/CWE-79/`] },
      references: ['https://e.example/cve'],
    })
    expect(await get('/api/cwe/CWE-79/')).toMatchObject({ cwe_id: 'CWE-79', name: '' })
    expect((await get(erratum.references[0])).url).toBe('https://e.example/1')
    await app.close()
  })

  test('filters, pages, and what does not exist', async () => {
    const { app, db, ask, get } = await start()
    const hosts = async (query: string) => (await get(`/api/host/?${query}`)).count
    expect(await hosts('tag=web')).toBe(2)
    expect(await hosts('package_name=own')).toBe(2)
    expect(await hosts('package_version=6')).toBe(2)
    expect(await hosts('package_id=x')).toBe(0)
    expect(await hosts('nothing=1')).toBe(6)
    expect((await get('/api/package/?name=openssl&version=3')).count).toBe(1)
    expect((await get('/api/package-update/?security=true')).count).toBe(1)
    const names = Array.from({ length: 120 }, (_, i) => [`name${i}`])
    await db.transaction((tx) => tx.insertMany('package_name', { name: 'text' }, names))
    const first = await get('/api/package-name/')
    expect([first.results.length, first.previous, first.next]).toEqual([100, null, `${ROOT}/package-name/?page=2`])
    const second = await get(first.next)
    expect([second.results.length, second.next, second.previous]).toEqual([
      second.count - 100,
      null,
      `${ROOT}/package-name/`,
    ])
    const told = async (url: string) => {
      const answer = await ask(url)
      return [answer.statusCode, answer.json().detail]
    }
    expect(await told('/api/host/99/')).toEqual([404, 'No Host matches the given query.'])
    expect(await told('/api/os-release/x/')).toEqual([404, 'No OSRelease matches the given query.'])
    expect(await told('/api/host/?page=9')).toEqual([404, 'Invalid page.'])
    const moved = await ask('/api/host?tag=web')
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/api/host/?tag=web'])
    await app.close()
  })

  test('who may: the same as of the other API; nothing is written', async () => {
    const { app, asAdmin } = await start()
    for (const url of ['/api/', '/api/host/', '/api/host/1/', '/api/report/']) {
      const answer = await app.inject(url)
      expect([url, answer.statusCode, answer.body]).toEqual([
        url,
        403,
        '{"detail":"Authentication credentials were not provided."}',
      ])
    }
    const wrong = { authorization: `Basic ${Buffer.from('admin:wrong').toString('base64')}` }
    expect((await app.inject({ url: '/api/host/', headers: wrong })).statusCode).toBe(401)
    const answer = await app.inject({ method: 'DELETE', url: '/api/host/1/', headers: asAdmin })
    expect([answer.statusCode, answer.json()]).toEqual([405, { detail: 'Method "DELETE" not allowed.' }])
    await app.close()
  })
})
