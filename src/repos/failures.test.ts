import { expect, test } from 'vitest'
import { type AptPackage, packagesFile, publishSuite } from '../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import {
  entries,
  mirrors,
  now,
  offered,
  refresh,
  replaceFetcher,
  report,
  repos,
  server,
  sets,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'
import type { Db } from '../db/open.ts'

const DEBIAN = { Origin: 'Debian', Label: 'Debian', Suite: 'stable', Codename: 'bookworm' }
const BASH: AptPackage = { name: 'bash', version: '5.2-1', Source: 'bash-source (5.2-0)' }
const CURL: AptPackage = { name: 'curl', version: '1:8.1-2' }

const indexRequests = () => server.requests.filter((request) => request.includes('Packages'))

setUpRefreshing()

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
    replaceFetcher({ attempts: 1, headersTimeoutMs: 200 })
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
    expect(await entries(db)).toHaveLength(1)
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
