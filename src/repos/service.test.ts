import { expect, test } from 'vitest'
import { type AptPackage, conditional, packagesFile, publishSuite } from '../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import {
  entries,
  mirrors,
  now,
  offered,
  refresh,
  rejects,
  report,
  reportAs,
  repos,
  server,
  sets,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'

const DEBIAN = { Origin: 'Debian', Label: 'Debian', Suite: 'stable', Codename: 'bookworm' }
const BASH: AptPackage = { name: 'bash', version: '5.2-1', Source: 'bash-source (5.2-0)' }
const CURL: AptPackage = { name: 'curl', version: '1:8.1-2' }

const indexRequests = () => server.requests.filter((request) => request.includes('Packages'))

setUpRefreshing()

forEachDatabase('refresh', (databases) => {
  test('a suite: packages, what its Release file says, and nothing more to do the next time', async () => {
    const db = await databases.open()
    const [repo] = await report(db, publishSuite(server, 'bookworm', packagesFile([BASH, CURL]), { release: DEBIAN }))
    expect(await refresh(db)).toMatchObject({
      mirrors: 1,
      changed: 1,
      failed: 0,
      changedRepoIds: [repo!.repoId],
      outcomes: [{ packages: 2 }],
    })
    expect(await offered(db)).toEqual(['bash 5.2-1', 'curl 8.1-2'])
    expect(await repos(db)).toMatchObject([
      { origin: 'Debian', label: 'Debian', suite: 'stable', codename: 'bookworm', release_security: 0 },
    ])
    expect(await mirrors(db)).toMatchObject([
      {
        state: 'ok',
        reason: '',
        last_access_ok: 1,
        fail_count: 0,
        checked_at: now,
        confirmed_at: now,
        changed_at: now,
      },
    ])
    const package_ = await db.query
      .selectFrom('package')
      .selectAll()
      .where('source', '=', 'bash-source')
      .executeTakeFirst()
    expect(package_).toMatchObject({ source_version: '5.2-0' })
    expect(package_!.sort_key.length).toBeGreaterThan(0)

    server.requests.length = 0
    expect(await refresh(db)).toMatchObject({ changed: 0, unchanged: 1, changedRepoIds: [] })
    expect(server.requests).toEqual(['GET /debian/dists/bookworm/InRelease'])
    expect(await mirrors(db)).toMatchObject([
      { state: 'ok', checked_at: now, confirmed_at: now, changed_at: now - 1000 },
    ])
  })

  test('a changed suite is swapped in, and the old set goes', async () => {
    const db = await databases.open()
    await report(db, publishSuite(server, 'bookworm', packagesFile([BASH, CURL]), { release: DEBIAN }))
    await refresh(db)
    publishSuite(server, 'bookworm', packagesFile([BASH, { name: 'curl', version: '1:8.1-3' }]), { release: DEBIAN })
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(await offered(db)).toEqual(['bash 5.2-1', 'curl 8.1-3'])
    expect(await sets(db)).toMatchObject([{ ready: 1, package_count: 2 }])
    expect(await entries(db)).toHaveLength(2)
  })

  test('a Release file that changed about other things: the index is not fetched', async () => {
    const db = await databases.open()
    await report(db, publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN }))
    await refresh(db)
    publishSuite(server, 'bookworm', packagesFile([BASH]), { release: { ...DEBIAN, Label: 'Debian-Security' } })
    server.requests.length = 0
    expect(await refresh(db)).toMatchObject({ changed: 1, changedRepoIds: [expect.anything()] })
    expect(indexRequests()).toEqual([])
    expect(await repos(db)).toMatchObject([{ release_security: 1 }])
    expect(await refresh(db)).toMatchObject({ unchanged: 1 })
  })

  test('without Release file: each form, by trying; validators or the checksum tell that nothing changed', async () => {
    const db = await databases.open()
    for (const form of ['.xz', '.gz', '.zst', ''] as const) {
      await report(
        db,
        publishSuite(server, `form${form}-security`, packagesFile([BASH, { name: 'only', version: form || 'plain' }]), {
          forms: [form],
        }),
      )
    }
    expect(await refresh(db)).toMatchObject({ changed: 4 })
    for (const mirror of await mirrors(db)) expect(await offered(db, mirror.id)).toHaveLength(2)
    expect((await repos(db)).map((r) => r.release_security)).toEqual([1, 1, 1, 1])
    expect(await refresh(db)).toMatchObject({ unchanged: 4, changedRepoIds: [] })
    server.on('/debian/dists/form-security/main/binary-amd64/Packages', conditional(packagesFile([CURL])))
    expect(await refresh(db)).toMatchObject({ changed: 1, unchanged: 3 })
    expect(await refresh(db)).toMatchObject({ unchanged: 4 })
  })

  test('a flat repository, with its Release file beside the index', async () => {
    const db = await databases.open()
    server.on('/flat/Packages', packagesFile([BASH]))
    await report(db, `${server.url}/flat/`)
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(await offered(db)).toEqual(['bash 5.2-1'])
  })

  test('by-hash is used where it is offered, and the name where the hash is not there', async () => {
    const db = await databases.open()
    await report(
      db,
      publishSuite(server, 'bookworm', packagesFile([BASH]), { release: { ...DEBIAN, 'Acquire-By-Hash': 'yes' } }),
    )
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(server.requests.map((r) => r.split('/').at(-2))).toEqual(['bookworm', 'SHA256', 'binary-amd64'])
  })

  test('mirrors with the same index share one set; it is downloaded and parsed once', async () => {
    const db = await databases.open()
    const index = packagesFile([BASH, { name: 'broken', version: '' }])
    await report(
      db,
      publishSuite(server, 'one', index, { release: DEBIAN }),
      publishSuite(server, 'two', index, { release: DEBIAN }),
    )
    await refresh(db, { parallel: 1 })
    expect(indexRequests()).toHaveLength(1)
    const [a, b] = await mirrors(db)
    expect(a!.package_set_id).toBe(b!.package_set_id)
    expect(await sets(db)).toMatchObject([{ reject_count: 1 }])
    expect(await rejects(db)).toHaveLength(1)
    publishSuite(server, 'one', packagesFile([CURL]), { release: DEBIAN })
    await refresh(db)
    expect([await offered(db, a!.id), await offered(db, b!.id)]).toEqual([['curl 8.1-2'], ['bash 5.2-1']])
  })

  test('force reads everything anew, once for each index', async () => {
    const db = await databases.open()
    const index = packagesFile([BASH])
    await report(
      db,
      publishSuite(server, 'one', index, { release: DEBIAN }),
      publishSuite(server, 'two', index, { release: DEBIAN }),
    )
    await refresh(db)
    const before = await sets(db)
    server.requests.length = 0
    expect(await refresh(db, { force: true, parallel: 1 })).toMatchObject({ changed: 2 })
    expect(indexRequests()).toHaveLength(1)
    expect((await sets(db)).map((s) => s.id)).not.toEqual(before.map((s) => s.id))
    expect(await offered(db)).toEqual(['bash 5.2-1', 'bash 5.2-1'])
  })

  test('more packages than fit one batch', async () => {
    const db = await databases.open()
    const many = Array.from({ length: 4500 }, (_, i) => ({ name: `p${i % 3000}`, version: `1.${i}` }))
    await report(db, publishSuite(server, 'big', packagesFile(many), { release: DEBIAN }))
    expect(await refresh(db)).toMatchObject({ outcomes: [{ packages: 4500 }] })
    expect((await offered(db)).length).toBe(4500)
    expect(await sets(db)).toMatchObject([{ package_count: 4500, ready: 1 }])
  })

  test('only what is enabled and refreshed is read, two mirrors a repository, failing ones last', async () => {
    const db = await databases.open()
    const url = publishSuite(server, 'one', packagesFile([BASH]), { release: DEBIAN })
    await reportAs(db, 'deb', [`${server.url}/gone`, url, `${server.url}/gone2`])
    expect(await refresh(db)).toMatchObject({ mirrors: 2, changed: 1, failed: 1 })
    expect((await refresh(db)).outcomes.map((o) => o.url)).toEqual(expect.arrayContaining([url, `${server.url}/gone2`]))
    await db.query.updateTable('mirror').set({ refresh: 0 }).where('url', '=', url).execute()
    expect((await refresh(db)).outcomes.map((o) => o.url)).not.toContain(url)
    await db.query.updateTable('repo').set({ enabled: 0 }).execute()
    expect(await refresh(db)).toMatchObject({ mirrors: 0 })
  })
})
