import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { fetcher, now, passTime, server, setUpRefreshing } from '../../tests/support/refreshing.ts'
import { listFeeds } from '../db/feed-list.ts'
import type { Db } from '../db/open.ts'
import type { FeedSource } from '../feeds/feed.ts'
import { type FeedOptions, refreshFeeds } from '../feeds/service.ts'
import { loadErrata } from './service.ts'
import { ERRATA_SOURCES } from './sources.ts'

setUpRefreshing()

const SETTINGS = {
  errataSources: ['debian'],
  almaReleases: [],
  debianCodenames: ['bookworm', 'trixie'],
  ubuntuCodenames: [],
  minCentosRelease: 7,
}

interface Options extends Partial<Pick<FeedOptions, 'force' | 'sources' | 'afterErrata'>> {
  feeds?: Record<string, string>
  codenames?: string[]
}

const refresh = (db: Db, options: Options = {}) => {
  passTime(1000)
  const { feeds = { debian: server.url }, codenames = SETTINGS.debianCodenames, ...others } = options
  return refreshFeeds(
    { db, fetcher, clock: () => now, log: silentLog, loaders: { errata: loadErrata, cves: loadErrata } },
    { sources: ERRATA_SOURCES, ...others, settings: { ...SETTINGS, feeds, debianCodenames: codenames } },
  )
}

const entry = (n: number) => `[0${(n % 9) + 1} Jan 2026] DSA-${n}-1 pkg${n} - security update
	{CVE-2026-${1000 + n}}
	[bookworm] - pkg${n} 1.${n}-1
	[trixie] - pkg${n} 2.${n}-1
	[buster] - pkg${n} 0.${n}-1
`
const list = (count: number) => Array.from({ length: count }, (_, i) => entry(count - i)).join('')

const feedOf = async (db: Db, name: string) => (await listFeeds(db)).find((feed) => feed.name === name)
const fixesOf = async (db: Db, name: string) => {
  const setId = (await feedOf(db, name))?.set_id ?? 0
  return db.query.selectFrom('erratum_fix').selectAll().where('set_id', '=', setId).orderBy('ordinal').execute()
}

forEachDatabase('feeds of errata', (databases) => {
  test('are read whole: what they say of packages, for the releases that are wanted', async () => {
    const db = await databases.open()
    server.on('/DSA/list', list(3))
    server.on('/DLA/list', list(1).replace('DSA', 'DLA'))
    expect(await refresh(db)).toMatchObject({ feeds: 2, changed: 2, failed: 0 })
    expect(await feedOf(db, 'debian-dsa')).toMatchObject({ state: 'ok', item_count: 3, fix_count: 6, reject_count: 0 })
    const fixes = await fixesOf(db, 'debian-dsa')
    expect(fixes.map(({ name, release, fixed }) => `${release} ${name} ${fixed}`)).toEqual([
      ...['bookworm pkg3 1.3-1', 'trixie pkg3 2.3-1', 'bookworm pkg2 1.2-1', 'trixie pkg2 2.2-1'],
      ...['bookworm pkg1 1.1-1', 'trixie pkg1 2.1-1'],
    ])
    const errata = await db.query.selectFrom('erratum').select(['name', 'source', 'type']).orderBy('name').execute()
    expect(errata.map(({ name }) => name)).toEqual(['DLA-1-1', 'DSA-1-1', 'DSA-2-1', 'DSA-3-1'])
    expect(errata[0]).toMatchObject({ source: 'debian', type: 'security' })
    expect(await db.query.selectFrom('erratum_cve').selectAll().execute()).toHaveLength(4)
  })

  test('that did not change are not parsed; a change is swapped in, with what is not told any more', async () => {
    const db = await databases.open()
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', list(3))
    await refresh(db)
    const first = await feedOf(db, 'debian-dsa')
    expect(await refresh(db)).toMatchObject({ unchanged: 2 })
    expect(await feedOf(db, 'debian-dsa')).toMatchObject({ set_id: first?.set_id, changed_at: first?.changed_at })
    server.on('/DSA/list', entry(4) + entry(3))
    expect(await refresh(db)).toMatchObject({ changed: 1, unchanged: 1 })
    expect((await fixesOf(db, 'debian-dsa')).map(({ name }) => name)).toEqual(['pkg4', 'pkg4', 'pkg3', 'pkg3'])
    // releases that were not wanted before
    expect(await refresh(db, { codenames: ['buster'] })).toMatchObject({ changed: 2 })
    expect((await fixesOf(db, 'debian-dsa')).map(({ fixed }) => fixed)).toEqual(['0.4-1', '0.3-1'])
  })

  test('an unchanged feed costs one conditional request', async () => {
    const db = await databases.open()
    const asked: (string | undefined)[] = []
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', ({ headers }, response) => {
      asked.push(headers['if-none-match'])
      if (headers['if-none-match'] === '"a"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"a"' }).end(list(3))
    })
    await refresh(db)
    expect(await refresh(db)).toMatchObject({ unchanged: 2 })
    expect(await refresh(db, { force: true })).toMatchObject({ changed: 2 })
    expect(asked).toEqual([undefined, '"a"', undefined])
  })

  const BROKEN: [what: string, answer: Parameters<typeof server.on>[1], reason: RegExp][] = [
    ['not there', (_, response) => void response.writeHead(404).end(), /not found \(404\)/],
    ['limited', (_, response) => void response.writeHead(429, { 'retry-after': '900' }).end(), /fewer requests/],
    ['broken', (_, response) => void response.writeHead(500).end(), /problem of its own/],
    ['moved to a page', '<!doctype html><html><body>We moved</body></html>', /web page/],
    ['cut in a line', list(30).slice(0, -9), /ends in the middle of a line/],
    ['cut at a line', list(3), /it holds \d items and had 30: it looks cut/],
    ['empty', '', /empty/],
    ['of another shape', list(30).replace(/- pkg/g, '= pkg'), /holds 0 fixes of packages and had 60/],
    ['something else', '{"errata": []}', /not a list of DSAs/],
    [
      'cut on the way',
      (_, response) => {
        response.writeHead(200, { 'content-length': 9000 })
        response.write(list(3))
        setTimeout(() => response.destroy(), 5)
      },
      /ended the transfer/,
    ],
  ]
  test.each(BROKEN)('one that is %s leaves in force what was, and says so', async (_, answer, reason) => {
    const db = await databases.open()
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', list(30))
    await refresh(db)
    const before = await feedOf(db, 'debian-dsa')
    server.on('/DSA/list', answer)
    expect(await refresh(db)).toMatchObject({ failed: 1, unchanged: 1 })
    const failed = await feedOf(db, 'debian-dsa')
    expect(failed).toMatchObject({ state: 'failing', set_id: before?.set_id, item_count: 30, failed_since: now })
    expect(failed?.reason).toMatch(reason)
    expect(await fixesOf(db, 'debian-dsa')).toHaveLength(60)
    expect(await db.query.selectFrom('package_set').selectAll().execute()).toHaveLength(2)
    server.on('/DSA/list', list(30))
    // one asked to be left alone for as long
    passTime(900_000)
    expect(await refresh(db)).toMatchObject({ failed: 0, unchanged: 2 })
    expect(await feedOf(db, 'debian-dsa')).toMatchObject({ state: 'ok', reason: '', failed_since: 0, fail_count: 0 })
  })

  test('force believes a feed that holds much less', async () => {
    const db = await databases.open()
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', list(30))
    await refresh(db)
    server.on('/DSA/list', list(2))
    expect(await refresh(db)).toMatchObject({ failed: 1 })
    expect(await refresh(db, { force: true })).toMatchObject({ failed: 0 })
    expect(await fixesOf(db, 'debian-dsa')).toHaveLength(4)
  })

  test('of a source that is off nothing is in force; it comes back whole', async () => {
    const db = await databases.open()
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', list(3))
    await refresh(db)
    expect(await refresh(db, { feeds: { debian: 'off' } })).toMatchObject({ feeds: 0 })
    expect(await feedOf(db, 'debian-dsa')).toMatchObject({ state: 'off', set_id: null, item_count: 0 })
    expect(await db.query.selectFrom('erratum_fix').selectAll().execute()).toEqual([])
    expect(await refresh(db)).toMatchObject({ changed: 2 })
  })

  test('a source that is not asked for stays as it is', async () => {
    const db = await databases.open()
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', list(3))
    await refresh(db)
    const before = await feedOf(db, 'debian-dsa')
    const only = ERRATA_SOURCES.filter(({ name }) => name === 'arch')
    expect(await refresh(db, { sources: only })).toMatchObject({ feeds: 0 })
    expect(await feedOf(db, 'debian-dsa')).toEqual(before)
  })

  test('what follows from errata comes before other lists are read', async () => {
    const db = await databases.open()
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', list(3))
    const order: string[] = []
    const slow: FeedSource = {
      ...{ name: 'kev', title: 'slow', yields: 'cves' },
      listFeeds: () => [{ name: 'slow', url: `${server.url}/slow`, release: '' }],
    }
    server.on('/slow', (_, response) => {
      order.push('cves')
      response.writeHead(404).end()
    })
    const feeds = { debian: server.url, kev: server.url }
    const afterErrata = async () => void order.push(`${(await feedOf(db, 'debian-dsa'))?.state}`)
    await refresh(db, { sources: [slow, ...ERRATA_SOURCES], feeds, afterErrata })
    expect(order).toEqual(['ok', 'cves'])
  })

  test('a line that cannot be used is a reject, and the rest counts', async () => {
    const db = await databases.open()
    server.on('/DLA/list', list(1))
    server.on('/DSA/list', `${list(2)}\t[bookworm] - bad !!!\n`)
    await refresh(db)
    expect(await feedOf(db, 'debian-dsa')).toMatchObject({ state: 'ok', item_count: 2, reject_count: 1 })
    const rejects = await db.query.selectFrom('set_reject').selectAll().execute()
    expect(rejects).toMatchObject([{ section: 'debian-dsa', position: 11 }])
  })
})
