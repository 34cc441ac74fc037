import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { readFeeds, sendDebian } from '../../../tests/support/flagging.ts'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { findFeed } from '../../db/feed-list.ts'
import type { Db } from '../../db/open.ts'
import { parseNotices } from './notice.ts'

setUpRefreshing()

const notice = (n: number, pocket = 'security', version = '2.0-1') => ({
  ...{ id: `USN-${n}-1`, type: 'USN', title: `notice ${n}`, description: 'Text.', summary: '', is_hidden: false },
  ...{ published: '2024-01-02T03:04:05', cves_ids: ['CVE-2024-1001'], references: [] },
  release_packages: {
    jammy: [
      { name: `pkg${n}`, version, is_source: true, pocket },
      { name: `lib${n}`, version, is_source: false, pocket },
    ],
    warty: [{ name: `pkg${n}`, version: '', is_source: false }],
  },
})
const page = (offset: number, notices: object[], total: number) =>
  JSON.stringify({ notices, offset, limit: 20, total_results: total })
const path = (offset: number) => `/site/notices.json?limit=20&offset=${offset}&order=oldest`
const twenty = (from: number) => Array.from({ length: 20 }, (_, i) => notice(from + i))

const read = (db: Db) => readFeeds(db, { ubuntu: `${server.url}/usn-db`, ubuntu_notices: `${server.url}/site` })
const asked = () => server.requests.splice(0).filter((line) => line.includes('/site/')).length

forEachDatabase('notices of Ubuntu’s site', (databases) => {
  test('are read page by page, later only those that are new; what breaks leaves them in force', async () => {
    const db = await databases.open()
    await sendDebian(db, 'u', 'Ubuntu 22.04 LTS', [{ name: 'bash', version: '5-1' }], 'jammy')
    server.on(path(0), page(0, twenty(1), 21))
    server.on(path(20), page(20, [notice(21, 'esm-infra')], 21))
    await read(db)
    const feed = () => findFeed(db, 'ubuntu-notices')
    expect(await feed()).toMatchObject({
      state: 'ok',
      item_count: 21,
      fix_count: 42,
      fingerprint: expect.stringMatching(/^21\|/),
    })
    asked()
    server.on(path(21), page(21, [], 21))
    await read(db)
    expect(asked()).toBe(1)
    server.on(path(21), page(21, [notice(22)], 22))
    await read(db)
    expect(asked()).toBe(1)
    expect(await feed()).toMatchObject({ state: 'ok', item_count: 22, fix_count: 44 })
    const pockets = await db.query
      .selectFrom('erratum_fix')
      .select(['name', 'pocket'])
      .where('pocket', '<>', '')
      .where('set_id', '=', (await feed())?.set_id ?? 0)
      .orderBy('name')
      .execute()
    expect(pockets.map(({ name, pocket }) => `${name} ${pocket}`)).toEqual(['lib21 esm-infra', 'pkg21 esm-infra'])
    const before = (await feed())?.set_id
    const broken: [answer: string, reason: RegExp][] = [
      ['<html>', /web page/],
      ['{"notices": [', /not JSON, or is cut/],
      ['{"items": []}', /no list “notices”/],
      [page(22, [], 30), /pages hold 22 notices, and there are 30/],
    ]
    for (const [answer, reason] of broken) {
      server.on(path(22), answer)
      await read(db)
      expect(await feed()).toMatchObject({ state: 'failing', item_count: 22, set_id: before })
      expect((await feed())?.reason).toMatch(reason)
    }
    // fewer than were read: all are read anew, and that is not believed
    server.on(path(22), page(22, [], 3))
    server.on(path(0), page(0, [notice(1), notice(2), notice(3)], 3))
    await read(db)
    expect(await feed()).toMatchObject({ state: 'failing', set_id: before, reason: expect.stringMatching(/looks cut/) })
    server.on(path(22), page(22, [], 22))
    await read(db)
    expect(await feed()).toMatchObject({ state: 'ok', item_count: 22 })
  })
})

const folder = join(import.meta.dirname, '../../../../shared/data/advisories/ubuntu/notices-api')
const missing = !existsSync(folder)

describe.skipIf(missing)(`real pages${missing ? ' (skipped: no shared data)' : ''}`, () => {
  test.each(['0_1.json', '0_20.json', '20_20.json'])('%s', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const { errata, rejects } = await collect(parseNotices(toPieces(`\x1e${text}`), 'x'))
    expect(rejects).toEqual([])
    expect(errata).toHaveLength(JSON.parse(text).notices.length)
    expect(errata[0]).toMatchObject({ type: 'notice', fixes: [], cves: [expect.stringMatching(/^CVE-2004-/)] })
  })
})
