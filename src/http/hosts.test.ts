import { expect, test } from 'vitest'
import { startApi } from '../../tests/support/api.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { FLEET_TIME } from '../../tests/support/fleet.ts'
import { recountHosts } from '../db/host-counts.ts'

forEachDatabase('API of hosts', (databases) => {
  test('hosts by state, each in the first that applies', async () => {
    const { app, names } = await startApi(databases)
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
    const { app, get, names } = await startApi(databases)
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
    const { app, get, names } = await startApi(databases)
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
    const { app, get } = await startApi(databases)
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

  test('a host’s updates, as scripts read them', async () => {
    const { app, get } = await startApi(databases)
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

  test('acting on hosts: by name, by filter; what is counted stays right', async () => {
    const { app, db, ask, get, jobs } = await startApi(databases)
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
    const { app, ask, jobs } = await startApi(databases)
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
})
