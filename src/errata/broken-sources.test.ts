import { expect, test } from 'vitest'
import { BROKEN_ANSWERS, elsewhere, setUpElsewhere } from '../../tests/support/broken-answers.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import {
  COUNT,
  ERRATA_WORLDS,
  type ErrataWorld,
  FOLDER,
  publishErrata,
  toReport,
} from '../../tests/support/errata-worlds.ts'
import { expectSameAnew, flagged, readFeeds } from '../../tests/support/flagging.ts'
import { openLoopbackServer } from '../../tests/support/loopback-server.ts'
import {
  findCandidates,
  now,
  passTime,
  refresh as refreshRepos,
  sendReport,
  server,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'
import { findFeed } from '../db/feed-list.ts'
import type { Db } from '../db/open.ts'
import { ERRATA_SOURCES } from './sources.ts'

setUpRefreshing()
setUpElsewhere()

/** One host that waits for a security update, by the errata of a feed that works. */
async function setUp(db: Db, world: ErrataWorld): Promise<void> {
  world.publishRepo()
  await sendReport(db, toReport(world))
  await refreshRepos(db)
  await findCandidates(db)
  publishErrata(world, world.toBody(COUNT))
  await readFeeds(db, { [world.source]: server.url + FOLDER })
  expect(await flagged(db)).toEqual([expect.stringMatching(/ openssl Security: /)])
}

/** Nothing that was in force is lost, and the feed says why it is not read. */
async function expectInForce(db: Db, world: ErrataWorld, setId: number | null | undefined, reason: RegExp) {
  const feed = await findFeed(db, world.feed)
  expect(feed).toMatchObject({ state: 'failing', set_id: setId, item_count: COUNT })
  expect(feed?.reason).toMatch(reason)
  expect(await flagged(db)).toEqual([expect.stringMatching(/ openssl Security: /)])
}

test('every source of errata is here', () => {
  const known = new Set(ERRATA_WORLDS.map(({ source }) => source))
  expect(ERRATA_SOURCES.filter(({ name }) => !known.has(name)).map(({ name }) => name)).toEqual([])
})

forEachDatabase('a source of errata that breaks', (databases) => {
  test.each(ERRATA_WORLDS)('$source: what was in force stays so, and updates stay flagged', async (world) => {
    const db = await databases.open()
    await setUp(db, world)
    const { source } = world
    const before = await findFeed(db, world.feed)
    for (const { what, toAnswer, reason } of BROKEN_ANSWERS) {
      const answer = toAnswer(world.toBody(COUNT), elsewhere.url)
      if (typeof answer === 'function') server.on(FOLDER + world.path, answer)
      else publishErrata(world, answer)
      // the checksum is of what should be there
      if (typeof answer === 'function' && world.checksum)
        server.on(FOLDER + world.checksum.path, `${'0'.repeat(40)}  x\n`)
      await readFeeds(db, { [source]: server.url + FOLDER })
      await expectInForce(db, world, before?.set_id, world.checksum ? /./ : reason).catch((error: Error) => {
        throw new Error(`${what}: ${error.message}`)
      })
    }
    for (const body of [...world.shrunk, ...(world.isOfChanges ? [] : [world.toBody(3)])]) {
      publishErrata(world, body)
      await readFeeds(db, { [source]: server.url + FOLDER })
      await expectInForce(db, world, before?.set_id, /empty|looks cut|holds no GLSA|no packages/)
    }
    const gone = await openLoopbackServer()
    await gone.close()
    await readFeeds(db, { [source]: gone.url + FOLDER })
    await expectInForce(db, world, before?.set_id, /refuses connections/)
    await expectSameAnew(db)
    publishErrata(world, world.toBody(COUNT))
    await readFeeds(db, { [source]: server.url + FOLDER })
    expect(await findFeed(db, world.feed)).toMatchObject({ state: 'ok', reason: '', fail_count: 0 })
    expect(await flagged(db)).toEqual([expect.stringMatching(/ openssl Security: /)])
  })

  test.each(ERRATA_WORLDS)('$source: is left alone for as long as it asks for', async (world) => {
    const db = await databases.open()
    await setUp(db, world)
    const before = await findFeed(db, world.feed)
    server.on(FOLDER + world.path, (_, response) => void response.writeHead(429, { 'retry-after': '900' }).end())
    if (world.checksum)
      server.on(FOLDER + world.checksum.path, (_, r) => void r.writeHead(429, { 'retry-after': '900' }).end())
    await readFeeds(db, { [world.source]: server.url + FOLDER })
    await expectInForce(db, world, before?.set_id, /asks for fewer requests \(429\)/)
    expect((await findFeed(db, world.feed))?.retry_at).toBe(now + 900_000)
    publishErrata(world, world.toBody(COUNT))
    const asked = server.requests.length
    await readFeeds(db, { [world.source]: server.url + FOLDER })
    const own = server.requests.slice(asked).filter((line) => line.endsWith(world.path))
    expect(own).toEqual([])
    await expectInForce(db, world, before?.set_id, /asks for fewer requests/)
    passTime(900_000)
    await readFeeds(db, { [world.source]: server.url + FOLDER })
    expect(await findFeed(db, world.feed)).toMatchObject({ state: 'ok', retry_at: 0 })
  })
})
