import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { readFeeds } from '../../../tests/support/flagging.ts'
import { fetcher, now, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { getErratumDetails } from '../../db/erratum-details.ts'
import { getErratum } from '../../db/erratum-list.ts'
import type { Db } from '../../db/open.ts'
import { fillErrataGaps } from '../osv-errata-service.ts'

setUpRefreshing()

const fill = (db: Db, most = 10, base = `${server.url}/osv`) =>
  fillErrataGaps({ db, fetcher, base, most, now: now + 1 })

const dsa = (n: number, cves = '') =>
  `[0${n} Jan 2026] DSA-${n}-1 pkg${n} - security update\n${cves && `\t{${cves}}\n`}\t[bookworm] - pkg${n} 1-1\n`

function serveDebian(...entries: string[]): void {
  server.on('/debian/DSA/list', entries.join(''))
  server.on('/debian/DLA/list', '[01 Jan 2020] DLA-1-1 old - security update\n\t[jessie] - old 1\n')
}

const record = (id: string, members: object) =>
  server.on(`/osv/vulns/${id}`, JSON.stringify({ id, modified: '2026-01-01T00:00:00Z', ...members }))

const asked = () => {
  const lines = server.requests
    .filter((line) => line.includes('/osv/'))
    .map((line) => line.replace('GET /osv/vulns/', ''))
  server.requests.length = 0
  return lines
}

async function told(db: Db, name: string) {
  const erratum = await getErratum(db, name)
  const { cves, references } = await getErratumDetails(db, erratum?.id ?? 0)
  return [erratum?.severity, cves.join(' '), references.map(({ url }) => url.replace(/^https:\/\/[^/]+/, '')).join(' ')]
}

forEachDatabase('what errata lack', (databases) => {
  test('is asked of osv.dev once each, the newest first; what is there stays', async () => {
    const db = await databases.open()
    serveDebian(dsa(3), dsa(2, 'CVE-2026-2000'), dsa(1))
    await readFeeds(db)
    record('DSA-3-1', {
      ...{ upstream: ['CVE-2026-3000'], database_specific: { severity: 'High' } },
      references: [{ type: 'WEB', url: 'https://example.com/3' }],
    })
    record('DSA-2-1', { aliases: ['CVE-2026-9999'], references: [{ type: 'WEB', url: 'https://example.com/2' }] })
    expect(await fill(db, 2)).toEqual({ asked: 2, filled: 2, reason: '' })
    expect(asked()).toEqual(['DSA-3-1', 'DSA-2-1'])
    expect(await told(db, 'DSA-3-1')).toEqual(['high', 'CVE-2026-3000', '/tracker/DSA-3-1 /3'])
    expect((await told(db, 'DSA-2-1')).slice(0, 2)).toEqual(['', 'CVE-2026-2000'])
    // one that osv.dev does not have
    expect(await fill(db)).toEqual({ asked: 1, filled: 0, reason: '' })
    expect(asked()).toEqual(['DSA-1-1'])
    expect(await fill(db)).toEqual({ asked: 0, filled: 0, reason: '' })

    // the feed is as it was: what was told stays; what changed is asked for again
    server.on('/debian/DSA/list', dsa(4) + dsa(3) + dsa(2, 'CVE-2026-2001') + dsa(1))
    await readFeeds(db)
    expect((await told(db, 'DSA-3-1'))[1]).toBe('CVE-2026-3000')
    expect(await fill(db)).toMatchObject({ asked: 2 })
    expect(asked()).toEqual(['DSA-4-1', 'DSA-2-1'])
  })

  test('nobody is asked unless told to; what does not answer is asked again', async () => {
    const db = await databases.open()
    serveDebian(dsa(2), dsa(1))
    await readFeeds(db)
    expect(await fill(db, 0)).toEqual({ asked: 0, filled: 0, reason: '' })
    expect(await fill(db, 9, 'off')).toEqual({ asked: 0, filled: 0, reason: '' })
    expect(asked()).toEqual([])
    server.on('/osv/vulns/DSA-2-1', (_, response) => void response.writeHead(429).end())
    expect(await fill(db)).toMatchObject({ asked: 0, reason: expect.stringContaining('fewer requests') })
    server.on('/osv/vulns/DSA-2-1', '{"code":5}')
    expect(await fill(db)).toMatchObject({ asked: 0, reason: expect.stringContaining('not the OSV record') })
    record('DSA-2-1', { aliases: ['CVE-2026-2000'] })
    expect(await fill(db)).toEqual({ asked: 2, filled: 1, reason: '' })
  })
})
