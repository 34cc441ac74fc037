import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AptPackage, conditional, packagesFile, publishSuite } from '../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { type LoopbackServer, openLoopbackServer } from '../../tests/support/loopback-server.ts'
import type { Db } from '../db/open.ts'
import { insertPackageSet, insertSetEntries } from '../db/package-set-build.ts'
import { createFetcher, type Fetcher } from '../lib/fetch/fetcher.ts'
import { ensureRepos } from './ensure-service.ts'
import { type RefreshOptions, refreshRepos } from './service.ts'

const DEBIAN = { Origin: 'Debian', Label: 'Debian', Suite: 'stable', Codename: 'bookworm' }
const BASH: AptPackage = { name: 'bash', version: '5.2-1', Source: 'bash-source (5.2-0)' }
const CURL: AptPackage = { name: 'curl', version: '1:8.1-2' }

let server: LoopbackServer
let fetcher: Fetcher
let now = 0

beforeEach(async () => {
  server = await openLoopbackServer()
  fetcher = createFetcher({
    allow: ['127.0.0.1/32'],
    retryDelayMs: 1,
    headersTimeoutMs: 500,
    idleTimeoutMs: 500,
    maxBytes: 1e6,
  })
  now = Date.UTC(2026, 10, 22)
})

afterEach(async () => {
  await fetcher.close()
  await server.close()
})

const report = (db: Db, ...urls: string[]) =>
  db.transaction((tx) =>
    ensureRepos(
      tx,
      urls.map((url) => ({ type: 'deb', name: url.split('/').at(-3) ?? '', id: '', priority: 500, urls: [url] })),
      'x86_64',
      now,
    ),
  )

const refresh = (db: Db, options: RefreshOptions = {}) => {
  now += 1000
  return refreshRepos({ db, fetcher, clock: () => now, log: silentLog }, options)
}

const mirrors = (db: Db) => db.query.selectFrom('mirror').selectAll().orderBy('id').execute()
const repos = (db: Db) => db.query.selectFrom('repo').selectAll().orderBy('id').execute()
const sets = (db: Db) => db.query.selectFrom('package_set').selectAll().orderBy('id').execute()
const rejects = (db: Db) =>
  db.query.selectFrom('mirror_reject').selectAll().orderBy('mirror_id').orderBy('ordinal').execute()
const indexRequests = () => server.requests.filter((request) => request.includes('Packages'))

/** What a mirror offers: `name version`. */
async function offered(db: Db, mirrorId?: number): Promise<string[]> {
  const rows = await db.query
    .selectFrom('mirror')
    .innerJoin('package_set_entry', 'package_set_entry.set_id', 'mirror.package_set_id')
    .innerJoin('package', 'package.id', 'package_set_entry.package_id')
    .innerJoin('package_name', 'package_name.id', 'package.name_id')
    .select(['package_name.name', 'package.version', 'package.release', 'mirror.id'])
    .execute()
  return rows
    .filter((row) => mirrorId === undefined || row.id === mirrorId)
    .map((row) => `${row.name} ${row.version}-${row.release}`)
    .sort()
}

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
    const entries = await db.query.selectFrom('package_set_entry').selectAll().execute()
    expect(entries).toHaveLength(2)
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
    expect([a!.reject_count, b!.reject_count]).toEqual([1, 1])
    expect(await rejects(db)).toHaveLength(2)
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
    await db.transaction((tx) =>
      ensureRepos(
        tx,
        [{ type: 'deb', name: 'x', id: '', priority: 500, urls: [`${server.url}/gone`, url, `${server.url}/gone2`] }],
        'x86_64',
        now,
      ),
    )
    expect(await refresh(db)).toMatchObject({ mirrors: 2, changed: 1, failed: 1 })
    expect((await refresh(db)).outcomes.map((o) => o.url)).toEqual(expect.arrayContaining([url, `${server.url}/gone2`]))
    await db.query.updateTable('mirror').set({ refresh: 0 }).where('url', '=', url).execute()
    expect((await refresh(db)).outcomes.map((o) => o.url)).not.toContain(url)
    await db.query.updateTable('repo').set({ enabled: 0 }).execute()
    expect(await refresh(db)).toMatchObject({ mirrors: 0 })
  })
})

const PATH = '/debian/dists/bookworm/main/binary-amd64'

forEachDatabase('refresh that fails', (databases) => {
  /** A suite that was read well once; answers what is in force, and the mirror's URL. */
  async function readOnce(db: Db, release: Record<string, string> | undefined = DEBIAN): Promise<string> {
    const url = publishSuite(server, 'bookworm', packagesFile([BASH]), { release, forms: ['.gz'] })
    await report(db, url)
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    return url
  }

  /** After the suite was changed to fail: the reason is shown, the old set is in force, and success resets all. */
  async function expectFailure(db: Db, reason: RegExp): Promise<void> {
    const before = (await mirrors(db))[0]!
    expect(await refresh(db)).toMatchObject({ failed: 1, changed: 0, changedRepoIds: [before.repo_id] })
    const failedAt = now
    expect(await refresh(db)).toMatchObject({ failed: 1, changedRepoIds: [] })
    expect(await mirrors(db)).toMatchObject([
      {
        state: 'failing',
        reason: expect.stringMatching(reason),
        failing_since: failedAt,
        fail_count: 2,
        last_access_ok: 0,
        checked_at: now,
        confirmed_at: before.confirmed_at,
        package_set_id: before.package_set_id,
        checksum: before.checksum,
        etag: before.etag,
      },
    ])
    expect(await offered(db)).toEqual(['bash 5.2-1'])
    expect(await sets(db)).toHaveLength(1)
    publishSuite(server, 'bookworm', packagesFile([CURL]), { release: DEBIAN, forms: ['.gz'] })
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(await mirrors(db)).toMatchObject([
      { state: 'ok', reason: '', failing_since: 0, fail_count: 0, last_access_ok: 1 },
    ])
    expect(await offered(db)).toEqual(['curl 8.1-2'])
  }

  test.each([
    ['gone', 404, /not found/],
    ['asked too often', 429, /fewer requests/],
    ['broken', 500, /problem of its own \(500\)/],
  ])('the mirror is %s', async (_, status, reason) => {
    const db = await databases.open()
    await readOnce(db)
    for (const path of ['/debian/dists/bookworm/InRelease', '/debian/dists/bookworm/Release', `${PATH}/Packages.gz`]) {
      server.on(path, (__, response) => response.writeHead(status).end())
    }
    await expectFailure(db, reason)
  })

  test('the mirror is slow', async () => {
    const db = await databases.open()
    await readOnce(db)
    fetcher = createFetcher({ allow: ['127.0.0.1/32'], attempts: 1, headersTimeoutMs: 200 })
    server.on('/debian/dists/bookworm/InRelease', () => {})
    await expectFailure(db, /did not answer in time/)
  })

  test('the transfer is cut, and begun once more', async () => {
    const db = await databases.open()
    await readOnce(db)
    publishSuite(server, 'bookworm', packagesFile([CURL]), { release: DEBIAN, forms: ['.gz'] })
    server.requests.length = 0
    server.on(`${PATH}/Packages.gz`, (_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('some')
      setTimeout(() => response.destroy(), 10)
    })
    await expectFailure(db, /before the end/)
    expect(indexRequests().length).toBeGreaterThanOrEqual(4)
  })

  test('the index is not what the Release file lists', async () => {
    const db = await databases.open()
    await readOnce(db)
    publishSuite(server, 'bookworm', packagesFile([CURL]), { release: DEBIAN, forms: ['.gz'] })
    server.on(`${PATH}/Packages.gz`, packagesFile([{ name: 'evil', version: '9' }]))
    await expectFailure(db, /SHA-256 differs/)
  })

  test('a web page instead of an index', async () => {
    const db = await databases.open()
    await readOnce(db)
    for (const path of ['InRelease', 'Release', 'main/binary-amd64/Packages.xz']) {
      server.on(`/debian/dists/bookworm/${path}`, '<!DOCTYPE html><html><body>Please log in: Suite</body></html>')
    }
    await expectFailure(db, /web page/)
  })

  test('redirects in a circle, and to an address that is refused', async () => {
    const db = await databases.open()
    await readOnce(db)
    server.on('/debian/dists/bookworm/InRelease', (request, response) =>
      response.writeHead(302, { location: request.url ?? '' }).end(),
    )
    await expectFailure(db, /circle/)
    server.on('/debian/dists/bookworm/InRelease', (_, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/x' }).end(),
    )
    expect(await refresh(db)).toMatchObject({
      outcomes: [{ result: 'failed', reason: expect.stringMatching(/169.254.169.254 is an address/) }],
    })
  })

  test('an index that is larger than allowed', async () => {
    const db = await databases.open()
    await readOnce(db)
    publishSuite(server, 'bookworm', packagesFile([CURL]), { release: DEBIAN, forms: ['.gz'] })
    server.on(`${PATH}/Packages.gz`, Buffer.alloc(1_000_001))
    await expectFailure(db, /larger than/)
  })

  test('an index that breaks off after many packages: nothing of it is in force, nothing is left', async () => {
    const db = await databases.open()
    await readOnce(db)
    const { gzipSync } = await import('node:zlib')
    const packed = gzipSync(packagesFile(Array.from({ length: 5000 }, (_, i) => ({ name: `p${i}`, version: '1' }))))
    for (const path of ['InRelease', 'Release'])
      server.on(`/debian/dists/bookworm/${path}`, (_, response) => response.writeHead(404).end())
    server.on(`${PATH}/Packages.gz`, packed.subarray(0, packed.length - 20))
    await expectFailure(db, /ends before its end/)
    expect(await db.query.selectFrom('package_set_entry').selectAll().execute()).toHaveLength(1)
  })

  test('a mirror is left alone after so many failures', async () => {
    const db = await databases.open()
    await report(db, `${server.url}/gone`, `${server.url}/also-gone`)
    for (let i = 0; i < 3; i++) await refresh(db, { maxFailures: 3 })
    expect(await mirrors(db)).toMatchObject([{ refresh: 0, fail_count: 3 }, { refresh: 0 }])
    await db.query.updateTable('mirror').set({ refresh: 1 }).execute()
    await refresh(db, { maxFailures: -1 })
    expect(await mirrors(db)).toMatchObject([{ refresh: 1, fail_count: 4 }, { refresh: 1 }])
  })

  test.each([401, 403])('status %i is host-only, not a failure, until it is readable', async (status) => {
    const db = await databases.open()
    const url = publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN })
    await report(db, url)
    const forms = [
      'InRelease',
      'Release',
      ...['.xz', '.zst', '.bz2', '.gz', ''].map((form) => `main/binary-amd64/Packages${form}`),
    ]
    for (const path of forms)
      server.on(`/debian/dists/bookworm/${path}`, (_, response) => response.writeHead(status).end())
    expect(await refresh(db)).toMatchObject({ hostOnly: 1, failed: 0 })
    expect(await mirrors(db)).toMatchObject([
      { state: 'host-only', fail_count: 0, failing_since: 0, reason: expect.stringContaining(String(status)) },
    ])
    expect(await repos(db)).toMatchObject([{ auth_required: 1 }])
    publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN })
    await refresh(db)
    expect(await mirrors(db)).toMatchObject([{ state: 'ok', reason: '' }])
    expect(await repos(db)).toMatchObject([{ auth_required: 0 }])
  })

  test('one broken mirror among others stops none of them', async () => {
    const db = await databases.open()
    const good = ['one', 'two', 'three'].map((suite) =>
      publishSuite(server, suite, packagesFile([{ name: suite, version: '1-1' }]), { release: DEBIAN }),
    )
    await report(db, good[0]!, `${server.url}/gone`, good[1]!, 'http://127.0.0.9/refused', good[2]!)
    expect(await refresh(db)).toMatchObject({ changed: 3, failed: 2 })
    expect(await offered(db)).toHaveLength(3)
  })
})

forEachDatabase('odd but usable indexes', (databases) => {
  test('an empty one is believed', async () => {
    const db = await databases.open()
    await report(db, publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN }))
    await refresh(db)
    publishSuite(server, 'bookworm', '', { release: DEBIAN })
    expect(await refresh(db)).toMatchObject({ changed: 1, outcomes: [{ packages: 0, reason: '' }] })
    expect(await offered(db)).toEqual([])
    expect(await mirrors(db)).toMatchObject([{ state: 'ok' }])
  })

  test('what cannot be used is counted and kept with its reason', async () => {
    const db = await databases.open()
    const stanzas = [
      BASH,
      { name: 'no-version', version: '' },
      { ...CURL, SHA256: 'a'.repeat(64) },
      { ...CURL, SHA256: 'b'.repeat(64) },
    ]
    const latin1 = Buffer.from(packagesFile([{ name: 'old', version: '1-1', Maintainer: 'J\u00fcrgen' }]), 'latin1')
    const index = Buffer.concat([Buffer.from(packagesFile(stanzas)), latin1])
    await report(db, publishSuite(server, 'bookworm', index, { release: DEBIAN }))
    expect(await refresh(db)).toMatchObject({ outcomes: [{ packages: 3, rejects: 3 }] })
    expect(await offered(db)).toEqual(['bash 5.2-1', 'curl 8.1-2', 'old 1-1'])
    expect(await rejects(db)).toMatchObject([
      { section: 'Packages.xz', position: 2, text: 'no-version amd64', reason: expect.stringContaining('no Version') },
      { position: 4, reason: expect.stringContaining('another checksum') },
      { position: 5, reason: expect.stringContaining('UTF-8') },
    ])
    expect(await mirrors(db)).toMatchObject([{ reject_count: 3 }])
    publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN })
    await refresh(db)
    expect([await rejects(db), (await mirrors(db))[0]!.reject_count]).toEqual([[], 0])
  })

  test('an expired Release file is said, now and while nothing changes', async () => {
    const db = await databases.open()
    const release = { ...DEBIAN, 'Valid-Until': 'Sun, 22 Nov 2026 00:00:00 UTC' }
    await report(db, publishSuite(server, 'bookworm', packagesFile([BASH]), { release }))
    for (let i = 0; i < 2; i++) {
      await refresh(db)
      expect(await mirrors(db)).toMatchObject([{ state: 'ok', reason: expect.stringMatching(/expired on 2026-11-22/) }])
    }
    publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN })
    await refresh(db)
    expect(await mirrors(db)).toMatchObject([{ state: 'ok', reason: '' }])
  })
})

forEachDatabase('two refreshes at once', (databases) => {
  test('end with one set in force', async () => {
    const db = await databases.open()
    const many = Array.from({ length: 3000 }, (_, i) => ({ name: `p${i}`, version: `1.${i}` }))
    await report(db, publishSuite(server, 'big', packagesFile(many), { release: DEBIAN }))
    const both = await Promise.all([refresh(db), refresh(db)])
    expect(both.map((summary) => summary.failed)).toEqual([0, 0])
    await refresh(db)
    expect(await sets(db)).toMatchObject([{ ready: 1, package_count: 3000 }])
    expect(await offered(db)).toHaveLength(3000)
    expect(await db.query.selectFrom('package_set_entry').selectAll().execute()).toHaveLength(3000)
  })
})

forEachDatabase('a refresh that is called off', (databases) => {
  test('leaves the mirror as it was, and nothing of the new set', async () => {
    const db = await databases.open()
    const many = Array.from({ length: 6000 }, (_, i) => ({ name: `p${i}`, version: '1' }))
    await report(db, publishSuite(server, 'big', packagesFile(many), { release: DEBIAN }))
    const stop = new AbortController()
    const stopped: Db = {
      ...db,
      transaction: async (work) => {
        const result = await db.transaction(work)
        if ((await sets(db)).length > 0) stop.abort()
        return result
      },
    }
    await expect(
      refreshRepos({ db: stopped, fetcher, clock: () => now, log: silentLog }, { signal: stop.signal }),
    ).rejects.toThrow()
    expect(await mirrors(db)).toMatchObject([{ state: 'new', fail_count: 0, package_set_id: null }])
    expect(await sets(db)).toEqual([])
    expect(await db.query.selectFrom('package_set_entry').selectAll().execute()).toEqual([])
  })
})

describe('a refresh that is killed', () => {
  forEachDatabase('between build and swap', (databases) => {
    test('leaves what was in force, and what it left goes after a while', async () => {
      const db = await databases.open()
      await report(db, publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN }))
      await refresh(db)
      const left = await insertPackageSet(db, 'checksum of the new index', now)
      const row = {
        type: 'deb',
        category: '',
        name: 'half',
        epoch: '',
        version: '1',
        release: '',
        arch: 'all',
        source: '',
        sourceVersion: '',
        sortKey: new Uint8Array([1]),
        phased: 100,
      } as const
      await insertSetEntries(db, left, [row], now)
      await refresh(db)
      expect(await offered(db)).toEqual(['bash 5.2-1'])
      expect(await sets(db)).toHaveLength(2)
      now += 16 * 60_000
      await refresh(db)
      expect(await sets(db)).toMatchObject([{ ready: 1 }])
      expect(await db.query.selectFrom('package_set_entry').selectAll().execute()).toHaveLength(1)
      await expect(insertSetEntries(db, left, [row], now)).rejects.toThrow('removed while it was built')
    })
  })
})
