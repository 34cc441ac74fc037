import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import type { Respond } from '../../../tests/support/loopback-server.ts'
import {
  entries,
  mirrors,
  now,
  offered,
  refresh,
  rejects,
  replaceFetcher,
  reportAs,
  repos,
  server,
  sets,
  setUpRefreshing,
} from '../../../tests/support/refreshing.ts'
import {
  digest,
  erratumElement,
  moduleDocument,
  primaryFile,
  publishYum,
} from '../../../tests/support/yum-repository.ts'
import type { Db } from '../../db/open.ts'

setUpRefreshing()

const MODULES = moduleDocument('perl:5.30:8010:abcd1234:x86_64', ['perl-0:5.30-1.x86_64'])
const BEFORE = {
  packages: ['bash 5.1-1'],
  modules: MODULES,
  errata: erratumElement('RHSA-1', 'security', ['bash 5.1-1']),
}
const AFTER = { ...BEFORE, packages: ['bash 5.2-1'], errata: erratumElement('RHSA-2', 'security', ['bash 5.2-1']) }
const REPOMD = '/os/repodata/repomd.xml'
const PRIMARY = '/os/repodata/primary.xml.gz'

const statusOf =
  (status: number, headers: Record<string, string> = {}): Respond =>
  (_, response) =>
    response.writeHead(status, headers).end()

const redirectTo =
  (location: string): Respond =>
  (_, response) =>
    response.writeHead(302, { location }).end()

const cut: Respond = (_, response) => {
  response.writeHead(200, { 'content-length': 1000 }).write('some')
  setTimeout(() => response.destroy(), 10)
}

/** One byte, and then another when nobody waits any more. */
const drip: Respond = (_, response) => {
  response.writeHead(200, { 'content-length': 1000 }).write('s')
}

/** Puts another file in a place than what repomd.xml listed until then, with its checksum. */
function publishOther(type: 'primary' | 'modules', file: Buffer): void {
  publishYum(server, '/os', {
    ...AFTER,
    edit: (text) =>
      text
        .replace(new RegExp(`(<data type="${type}"><checksum type="sha256">)[0-9a-f]+`), `$1${digest('sha256', file)}`)
        .replaceAll(/<open-(checksum|size)[\s\S]*?<\/open-\1>/g, ''),
  })
  server.on(type === 'primary' ? PRIMARY : '/os/repodata/modules.yaml.gz', file)
}

const gzipped = (text: string) => gzipSync(text)

const BOMB = gzipSync(Buffer.alloc(100_000_000, '# nothing\n'))

const FAULTS: [string, () => void, RegExp][] = [
  ['gone', () => server.on(REPOMD, statusOf(404)), /not found \(404\): there is no repodata\/repomd.xml/],
  ['broken', () => server.on(REPOMD, statusOf(500)), /problem of its own \(500\)/],
  ['asked too often', () => server.on(REPOMD, statusOf(429, { 'retry-after': '3600' })), /fewer requests \(429\)/],
  ['silent', () => server.on(REPOMD, () => {}), /did not answer in time/],
  ['slow', () => server.on(REPOMD, drip), /stopped sending/],
  ['cut at repomd.xml', () => server.on(REPOMD, cut), /before the end/],
  ['cut in a file', () => change(PRIMARY, cut), /before the end/],
  ['without a listed file', () => change(PRIMARY, statusOf(404)), /no primary.xml.gz, which repomd.xml lists/],
  ['another file than listed', () => change(PRIMARY, 'evil'), /primary.xml.gz is not the file .* \(SHA-256 differs\)/],
  ['modules other than listed', () => changeModules('evil'), /modules.yaml.gz is not the file/],
  ['a web page', () => server.on(REPOMD, '<!DOCTYPE html><html><body>Log in</body></html>'), /web page/],
  ['a web page as a file', () => publishOther('primary', Buffer.from('<html><body>Log in</body></html>')), /web page/],
  ['a circle', () => server.on(REPOMD, redirectTo(REPOMD)), /circle/],
  [
    'a redirect to a refused address',
    () => server.on(REPOMD, redirectTo('http://169.254.169.254/x')),
    /169.254.169.254/,
  ],
  ['a redirect to no web address', () => server.on(REPOMD, redirectTo('file:///etc/passwd')), /not an http or https/],
  ['a file that unpacks to another', publishOpenChecksum, /primary.xml.gz unpacks to another file/],
  [
    'a file that breaks off',
    () => publishOther('primary', gzipped(primaryFile(['a 1-1'])).subarray(0, 300)),
    /ends before its end/,
  ],
  ['a decompression bomb', () => publishOther('modules', BOMB), /larger than 8 MB/],
  ['hostile XML', () => publishOther('primary', gzipped('<!DOCTYPE a [<!ENTITY b "c">]><metadata/>')), /DOCTYPE/],
  [
    'stale',
    () => publishYum(server, '/os', { ...AFTER, timestamp: 1_600_000_000 }),
    /stale: its index is of 2020-09-13/,
  ],
]

function publishOpenChecksum(): void {
  const edit = (text: string) => text.replace(/(<open-checksum type="sha256">)[0-9a-f]+/, `$1${'0'.repeat(64)}`)
  publishYum(server, '/os', { ...AFTER, edit })
}

function change(path: string, answer: Respond | string): void {
  publishYum(server, '/os', AFTER)
  server.on(path, answer)
}

function changeModules(answer: string): void {
  publishYum(server, '/os', { ...AFTER, modules: `${MODULES}\n` })
  server.on('/os/repodata/modules.yaml.gz', answer)
}

/** What is in force of the mirror under test. */
const inForce = (db: Db) =>
  mirrors(db).then(([mirror]) => ({
    sets: [mirror!.package_set_id, mirror!.module_set_id, mirror!.errata_set_id],
    checksum: mirror!.checksum,
    confirmed: mirror!.confirmed_at,
    index: [mirror!.index_url, mirror!.etag],
  }))

forEachDatabase('a repository of yum that fails', (databases) => {
  async function readOnce(db: Db): Promise<void> {
    // a second mirror that works: the first may be behind it
    await reportAs(db, 'rpm', [publishYum(server, '/os', BEFORE), publishYum(server, '/other', BEFORE)])
    expect(await refresh(db)).toMatchObject({ changed: 2 })
    await db.query.updateTable('mirror').set({ refresh: 0 }).where('url', 'like', '%/other').execute()
  }

  test.each(FAULTS)('%s', { timeout: 30_000 }, async (_, fail, reason) => {
    const db = await databases.open()
    await readOnce(db)
    const before = await inForce(db)
    replaceFetcher({ attempts: 1, headersTimeoutMs: 200, idleTimeoutMs: 200 })
    fail()
    expect(await refresh(db)).toMatchObject({ failed: 1, changed: 0, changedRepoIds: [1] })
    const since = now
    expect(await refresh(db)).toMatchObject({ failed: 1, changedRepoIds: [] })
    expect((await mirrors(db))[0]).toMatchObject({
      ...{ state: 'failing', fail_count: 2, failing_since: since, checked_at: now, last_access_ok: 0 },
      reason: expect.stringMatching(reason),
    })
    expect(await inForce(db)).toEqual(before)
    expect(await offered(db, 1)).toEqual(['bash 5.1-1'])
    expect(await sets(db)).toHaveLength(3)
    expect(await entries(db)).toHaveLength(1)

    publishYum(server, '/os', AFTER)
    expect(await refresh(db)).toMatchObject({ failed: 0, changed: 1 })
    expect((await mirrors(db))[0]).toMatchObject({
      ...{ state: 'ok', reason: '', failing_since: 0, fail_count: 0, last_access_ok: 1, confirmed_at: now },
    })
    expect(await offered(db, 1)).toEqual(['bash 5.2-1'])
  })

  test.each([401, 403])('status %i: for hosts only, until it lets the server in', async (status) => {
    const db = await databases.open()
    await readOnce(db)
    const before = await inForce(db)
    for (const path of ['', 'suse/']) {
      for (const form of ['', '.gz', '.xz', '.bz2', '.zst']) {
        server.on(`/os/${path}repodata/repomd.xml${form}`, statusOf(status))
      }
    }
    server.on('/os/content', statusOf(status))
    expect(await refresh(db)).toMatchObject({ hostOnly: 1, failed: 0 })
    expect((await mirrors(db))[0]).toMatchObject({
      state: 'host-only',
      reason: expect.stringContaining(String(status)),
    })
    expect(await repos(db)).toMatchObject([{ auth_required: 1 }])
    expect(await inForce(db)).toEqual(before)
    publishYum(server, '/os', AFTER)
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect((await mirrors(db))[0]).toMatchObject({ state: 'ok', reason: '' })
    expect(await repos(db)).toMatchObject([{ auth_required: 0 }])
  })

  test('a mirror that is down', async () => {
    const db = await databases.open()
    await readOnce(db)
    await db.query.updateTable('mirror').set({ url: 'http://127.0.0.1:1/os' }).where('id', '=', 1).execute()
    expect(await refresh(db)).toMatchObject({ failed: 1, outcomes: [{ reason: '127.0.0.1:1 refuses connections' }] })
    expect(await offered(db, 1)).toEqual(['bash 5.1-1'])
  })

  test('asked too often for a moment: it waits as long as it was told', async () => {
    const db = await databases.open()
    await reportAs(db, 'rpm', [publishYum(server, '/os', BEFORE)])
    const times: number[] = []
    server.on(PRIMARY, (_, response) => {
      times.push(Date.now())
      if (times.length === 1) response.writeHead(429, { 'retry-after': '1' }).end()
      else response.end(gzipSync(primaryFile(BEFORE.packages)))
    })
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    expect((times[1] as number) - (times[0] as number)).toBeGreaterThan(950)
  })

  test('errata that cannot be read: packages come into force, and that errata are missing is said until they are read', async () => {
    const db = await databases.open()
    await readOnce(db)
    const before = await inForce(db)
    publishYum(server, '/os', AFTER)
    server.on('/os/repodata/updateinfo.xml.gz', 'evil')
    for (let i = 0; i < 2; i++) {
      expect(await refresh(db)).toMatchObject({ failed: 1, changedRepoIds: i === 0 ? [1] : [] })
      expect((await mirrors(db))[0]).toMatchObject({
        ...{ state: 'failing', fail_count: 0, errata_set_id: before.sets[2] },
        reason: expect.stringMatching(/^its errata could not be read: updateinfo.xml.gz is not the file/),
      })
      expect(await offered(db, 1)).toEqual(['bash 5.2-1'])
    }
    publishYum(server, '/os', AFTER)
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    expect((await mirrors(db))[0]).toMatchObject({ state: 'ok', reason: '', failing_since: 0 })
  })

  test('one broken repository among others stops none of them', async () => {
    const db = await databases.open()
    const good = ['/a', '/b'].map((path) => publishYum(server, path, { packages: [`${path.slice(1)} 1-1`] }))
    await reportAs(
      db,
      'rpm',
      [good[0] as string],
      [`${server.url}/gone`],
      ['http://127.0.0.9/refused'],
      [good[1] as string],
    )
    expect(await refresh(db)).toMatchObject({ changed: 2, failed: 2 })
    expect(await offered(db)).toEqual(['a 1-1', 'b 1-1'])
  })

  test('items that cannot be stored are rejects', async () => {
    const db = await databases.open()
    const long = 'x'.repeat(3000)
    const all = {
      packages: [`${long} 1-1`, `bash ${long}-1`, 'bash 1-1'],
      modules: moduleDocument('a:1:1:c:x86_64', [`${long}-0:1-1.x86_64`, 'ok-0:1-1.x86_64']),
      errata: `${erratumElement(long, 'security', ['bash 1-1'])}${erratumElement('E-1', 'security', [`${long} 1-1`, 'bash 1-1'])}`,
    }
    await reportAs(db, 'rpm', [publishYum(server, '/os', all)])
    expect(await refresh(db)).toMatchObject({ changed: 1, outcomes: [{ packages: 1 }] })
    expect((await rejects(db)).length).toBeGreaterThanOrEqual(5)
    for (const { reason, text } of await rejects(db)) {
      expect(reason).toMatch(/longer than|too long|long/)
      expect(text.length).toBeLessThanOrEqual(200)
    }
  })
})
