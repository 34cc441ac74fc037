import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { startServer } from '../../tests/support/server.ts'
import { recordFeedFailure, replaceWantedFeeds } from '../db/feed-writes.ts'

forEachDatabase('feeds', (databases) => {
  test('are listed with their state; one names what could not be used; a job reads some of them', async () => {
    const { db, app, asAdmin: headers } = await startServer(await databases.open())
    const get = (url: string) => app.inject({ url: `/api/v1${url}`, headers })
    expect((await get('/feeds')).json()).toEqual({ items: [] })
    const feed = { name: 'debian-dsa', source: 'debian', title: 'Debian', yields: 'errata' as const, release: '' }
    await replaceWantedFeeds(db, ['debian'], [{ ...feed, url: 'http://example.org/DSA/list' }])
    await recordFeedFailure(db, 1, 'not found (404)', Date.UTC(2026, 0, 1))
    const { items } = (await get('/feeds')).json()
    expect(items).toMatchObject([
      { ...feed, state: 'failing', failing_since: '2026-01-01T00:00:00.000Z', fail_count: 1 },
    ])
    expect((await get('/feeds?state=failing&source=debian')).json().items).toEqual(items)
    expect((await get('/feeds?state=ok')).json().items).toEqual([])
    expect((await get('/issues')).json().items).toMatchObject([
      {
        ...{ kind: 'failing-feeds', severity: 'warning', count: 1, href: '/feeds?state=failing' },
        sample: [{ label: 'debian-dsa', href: '/feeds/debian-dsa' }],
      },
    ])
    expect((await get('/feeds/debian-dsa')).json()).toMatchObject({ ...feed, reject_items: [] })
    expect((await get('/feeds/nobody')).statusCode).toBe(404)
    const start = async (subject: string) => {
      const body = { kind: 'refresh-feeds', subject }
      return (await app.inject({ method: 'POST', url: '/api/v1/jobs', headers, body })).statusCode
    }
    expect(await start('debian,arch')).toBe(202)
    expect(await start('errata')).toBe(202)
    expect(await start('')).toBe(202)
    expect(await start('gnu')).toBe(400)
    expect(await start('host:1')).toBe(400)
  })
})
