import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { suseAdvisory } from '../../../tests/support/csaf-suse.ts'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds, sendRpm } from '../../../tests/support/flagging.ts'
import { findCandidates, refresh as refreshRepos, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { makeTar } from '../../../tests/support/tar.ts'
import { publishYum } from '../../../tests/support/yum-repository.ts'
import { listFeeds } from '../../db/feed-list.ts'

setUpRefreshing()

const SLES = 'SUSE Linux Enterprise Module for Basesystem 15 SP5'

function serve(...documents: object[]): void {
  const files = Object.fromEntries(documents.map((document, i) => [`csaf/suse-${i}.json`, JSON.stringify(document)]))
  server.on('/suse/changes.csv', '"suse-su-2026_0001-1.json","2026-11-02T10:00:00Z"\n')
  server.on('/suse.tar.bz2', (_, response) => {
    response.writeHead(200, { 'last-modified': 'Tue, 03 Nov 2026 10:00:00 GMT' }).end(gzipSync(makeTar(files)))
  })
}

forEachDatabase('updates are flagged by advisories of SUSE', (databases) => {
  test('for the line of the host; they name no epochs', async () => {
    const db = await databases.open()
    publishYum(server, '/yum', { packages: ['bash 5.1-9.1', 'vim 2:9.1-5.1', 'curl 8.0-3.1'] })
    for (const [host, os] of [
      ['leap', 'openSUSE Leap 15.5'],
      ['sles', 'SUSE Linux Enterprise Server 15 SP5'],
      ['old', 'SUSE Linux Enterprise Server 15 SP4'],
    ] as const) {
      await sendRpm(host, os, db, [
        ['bash', '5.1-6.1'],
        ['vim', '2:9.1-1.1'],
        ['curl', '8.0-1.1'],
      ])
    }
    await refreshRepos(db)
    await findCandidates(db)
    const both = ['openSUSE Leap 15.5', SLES]
    serve(
      suseAdvisory({
        id: 'SUSE-SU-2026:0001-1',
        builds: both.map((platform) => ({ nevra: 'bash-5.1-8.1.x86_64', platform })),
      }),
      suseAdvisory({ id: 'SUSE-SU-2026:0002-1', builds: [{ nevra: 'vim-9.1-3.1.x86_64', platform: SLES }] }),
      suseAdvisory({
        id: 'SUSE-RU-2026:0003-1',
        builds: both.map((platform) => ({ nevra: 'curl-8.0-2.1.x86_64', platform })),
        cves: [],
      }),
    )
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 2 })
    expect(await flagged(db)).toEqual([
      ...['leap bash Security: SUSE-SU-2026:0001-1.', 'leap curl', 'leap vim'],
      ...['old bash', 'old curl', 'old vim'],
      ...['sles bash Security: SUSE-SU-2026:0001-1.', 'sles curl', 'sles vim Security: SUSE-SU-2026:0002-1.'],
    ])
    await expectSameAnew(db)
    const feed = (await listFeeds(db)).find(({ name }) => name === 'suse')
    // put there after the newest change
    expect(feed).toMatchObject({ state: 'ok', item_count: 3, fingerprint: expect.stringMatching(/^2026-11-02T10/) })
    server.requests.length = 0
    await readFeeds(db)
    expect(server.requests.filter((line) => line.includes('suse.tar'))).toEqual([])
  })
})
