import { expect, test } from 'vitest'
import { startApi } from '../../tests/support/api.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'

forEachDatabase('API of packages', (databases) => {
  test('packages: installed from none, offered by which, versions of a name', async () => {
    const { app, get } = await startApi(databases)
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
})
