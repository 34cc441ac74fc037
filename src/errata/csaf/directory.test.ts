import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { redHatAdvisory } from '../../../tests/support/csaf.ts'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { readFeeds, sendRpm } from '../../../tests/support/flagging.ts'
import { server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { makeTar } from '../../../tests/support/tar.ts'
import { listFeeds } from '../../db/feed-list.ts'
import type { Db } from '../../db/open.ts'

setUpRefreshing()

const PLATFORM = 'BaseOS-9.4.0.Z.MAIN'

const advisory = (n: number, release = '2') => {
  const builds = [{ nevra: `pkg${n}-1-${release}.el9.x86_64`, platform: PLATFORM }]
  return redHatAdvisory({ id: `RHSA-2026:000${n}`, builds, cves: [`CVE-2026-100${n}`] })
}

const file = (n: number) => `2026/rhsa-2026_000${n}.json`
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T10:00:00+00:00`
const list = (...rows: [n: number, day: number][]) => rows.map(([n, at]) => `"${file(n)}","${day(at)}"\n`).join('')

function serve(options: {
  archive?: number[]
  changes: string
  deletions?: string
  documents?: Record<number, object>
}): void {
  const { archive = [1, 2, 3], changes, deletions = '', documents = {} } = options
  const files = Object.fromEntries(archive.map((n) => [file(n), JSON.stringify(advisory(n))]))
  const name = 'csaf_advisories_2026-11-03.tar.zst'
  server.on('/redhat/archive_latest.txt', `${name}\n`)
  server.on(`/redhat/${name}`, zstdCompressSync(makeTar(files)))
  server.on('/redhat/changes.csv', changes)
  server.on('/redhat/deletions.csv', deletions)
  for (const [n, document] of Object.entries(documents))
    server.on(`/redhat/${file(Number(n))}`, JSON.stringify(document))
}

const asked = () =>
  server.requests.filter((line) => line.includes('/redhat/')).map((line) => line.replace(/^GET \/redhat\//, ''))

const feedOf = async (db: Db) => (await listFeeds(db)).find(({ name }) => name === 'redhat')

async function fixesOf(db: Db): Promise<string[]> {
  const rows = await db.query
    .selectFrom('erratum_fix as f')
    .innerJoin('erratum as e', 'e.id', 'f.erratum_id')
    .select(['e.name', 'f.name as package', 'f.fixed'])
    .where('f.set_id', '=', (await feedOf(db))?.set_id ?? 0)
    .orderBy('e.name')
    .execute()
  return rows.map(({ name, package: of, fixed }) => `${name.slice(-1)} ${of} ${fixed}`)
}

const sendHost = (db: Db) => sendRpm('h', 'Red Hat Enterprise Linux 9.4', db, [['bash', '1-1.el9']])

forEachDatabase('a folder of CSAF documents', (databases) => {
  test('is not read where no host runs the system', async () => {
    const db = await databases.open()
    serve({ changes: list([1, 1]) })
    await readFeeds(db)
    expect(asked()).toEqual([])
  })

  test('is read as an archive first, then what changed since; what it does not name stays', async () => {
    const db = await databases.open()
    await sendHost(db)
    serve({ changes: list([3, 2], [2, 1], [1, 1]) })
    await readFeeds(db)
    expect(asked()).toEqual(['changes.csv', 'archive_latest.txt', 'csaf_advisories_2026-11-03.tar.zst'])
    const whole = ['1 pkg1 1-2.el9', '2 pkg2 1-2.el9', '3 pkg3 1-2.el9']
    expect(await fixesOf(db)).toEqual(whole)
    expect(await feedOf(db)).toMatchObject({ item_count: 3, fix_count: 3, state: 'ok' })

    server.requests.length = 0
    await readFeeds(db)
    expect(asked()).toEqual(['changes.csv', 'deletions.csv'])
    expect(await fixesOf(db)).toEqual(whole)

    // one changed, one came, one that is for another system now, one that is not there any more
    serve({
      changes: list([4, 6], [2, 5], [1, 4], [5, 4], [3, 2]),
      documents: { 2: advisory(2, '9'), 4: advisory(4), 1: redHatAdvisory({ id: 'RHSA-2026:0001', builds: [] }) },
    })
    server.requests.length = 0
    await readFeeds(db)
    expect(asked()).toEqual(['changes.csv', 'deletions.csv', file(1), file(5), file(2), file(4)])
    expect(await fixesOf(db)).toEqual(['2 pkg2 1-9.el9', '3 pkg3 1-2.el9', '4 pkg4 1-2.el9'])
    expect(await feedOf(db)).toMatchObject({ item_count: 3, fix_count: 3 })

    serve({ changes: list([4, 6]), deletions: list([3, 7]) })
    await readFeeds(db)
    expect(await fixesOf(db)).toEqual(['2 pkg2 1-9.el9', '4 pkg4 1-2.el9'])
  })

  test('a document that cannot be read is a reject until it can be; others count', async () => {
    const db = await databases.open()
    await sendHost(db)
    serve({ changes: list([1, 1]), archive: [1, 2] })
    await readFeeds(db)
    server.on(`/redhat/${file(3)}`, 'nonsense')
    serve({ changes: list([3, 4], [4, 4]), documents: { 4: advisory(4) } })
    await readFeeds(db)
    expect(await feedOf(db)).toMatchObject({ state: 'ok', item_count: 3, reject_count: 1 })
    serve({ changes: list([4, 5]), documents: { 4: advisory(4, '3') } })
    await readFeeds(db)
    expect(await feedOf(db)).toMatchObject({ state: 'ok', item_count: 3, reject_count: 1 })
  })

  test.each([
    ['that is none', 'index of /', /line 1 of the list of documents is none/],
    ['that leads elsewhere', '"../../secret.json","2026-11-01T00:00:00Z"\n', /is none/],
    ['that is a web page', '<html>\n<body>', /web page/],
    ['that is empty', '', /empty/],
  ])('a list %s leaves in force what was', async (_, changes, reason) => {
    const db = await databases.open()
    await sendHost(db)
    serve({ changes: list([1, 1]) })
    await readFeeds(db)
    server.on('/redhat/changes.csv', changes)
    await readFeeds(db)
    const feed = await feedOf(db)
    expect(feed).toMatchObject({ state: 'failing', item_count: 3 })
    expect(feed?.reason).toMatch(reason)
    expect(await fixesOf(db)).toHaveLength(3)
  })

  test('SUSE: an archive beside the folder, as of when it was put there', async () => {
    const db = await databases.open()
    await sendRpm('s', 'openSUSE Leap 15.5', db, [['bash', '1-1']])
    server.on('/suse/changes.csv', '"suse-su-2026_0001-1.json","2026-11-05T10:00:00Z"\n')
    server.on('/suse.tar.bz2', (_, response) => {
      response.writeHead(200, { 'last-modified': 'Tue, 03 Nov 2026 10:00:00 GMT' })
      response.end(
        gzipSync(makeTar({ 'csaf/a.json': '{"document":{"tracking":{"id":"x 15.5"}}}', 'csaf/b.json': '{}' })),
      )
    })
    await readFeeds(db)
    const feed = (await listFeeds(db)).find(({ name }) => name === 'suse')
    // nothing of that can be used
    expect(feed).toMatchObject({ state: 'failing', reason: expect.stringContaining('another shape') })
  })
})
