import { zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { redHatAdvisory } from '../../tests/support/csaf.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { sendRpm } from '../../tests/support/flagging.ts'
import { silentLog } from '../../tests/support/log.ts'
import { fetcher, now, passTime, server, setUpRefreshing } from '../../tests/support/refreshing.ts'
import { makeTar } from '../../tests/support/tar.ts'
import type { Config } from '../config/config.ts'
import type { Db } from '../db/open.ts'
import { refreshFeedsJob } from './refresh-feeds.ts'

setUpRefreshing()

async function run(db: Db, subject: string) {
  passTime(1000)
  const asked: string[] = []
  const config = {
    ...{ feeds: { redhat: `${server.url}/redhat` }, errataSources: ['redhat'], osvErrata: 0, minCentosRelease: 7 },
    ...{ almaReleases: [], debianCodenames: [], ubuntuCodenames: [] },
  } as unknown as Config
  const enqueue = async (kind: string, what: string) => {
    asked.push(`${kind} ${what}`)
    return 1
  }
  const signal = new AbortController().signal
  const context = { db, fetcher, clock: () => now, log: silentLog, config, signal, enqueue }
  const outcome = await refreshFeedsJob(context as unknown as Parameters<typeof refreshFeedsJob>[0], {
    subject,
    force: false,
  })
  return { state: outcome.state, asked }
}

forEachDatabase('a job that reads feeds', (databases) => {
  test('asks for the rest of what it has begun, and for no more', async () => {
    const db = await databases.open()
    await sendRpm('h', 'Red Hat Enterprise Linux 9.4', db, [['bash', '1-1.el9']])
    const builds = [{ nevra: 'a-1-1.el9.x86_64', platform: 'BaseOS-9.4.0.Z.MAIN' }]
    const text = (n: number) => JSON.stringify(redHatAdvisory({ id: `RHSA-2026:000${n}`, builds }))
    server.on('/redhat/archive_latest.txt', 'csaf_2026-11-03.tar.zst')
    server.on('/redhat/csaf_2026-11-03.tar.zst', zstdCompressSync(makeTar({ 'a.json': text(1) })))
    server.on('/redhat/changes.csv', '"2026/rhsa-2026_0002.json","2026-11-05T10:00:00+00:00"\n')
    server.on('/redhat/2026/rhsa-2026_0002.json', text(2))
    // the archive is older than what changed
    expect(await run(db, 'redhat')).toEqual({ state: 'done', asked: ['refresh-feeds redhat'] })
    expect(await run(db, 'redhat')).toEqual({ state: 'done', asked: [] })
    const errata = await db.query.selectFrom('erratum').select('name').orderBy('name').execute()
    expect(errata.map(({ name }) => name)).toEqual(['RHSA-2026:0001', 'RHSA-2026:0002'])
    expect(await run(db, 'redhat')).toEqual({ state: 'done', asked: [] })
  })

  test('a name that is none is said', async () => {
    await expect(run(await databases.open(), 'redhat,nobody')).rejects.toThrow('there is no source nobody')
  })
})
