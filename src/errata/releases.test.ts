import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { fetcher, passTime, sendReport, server, setUpRefreshing } from '../../tests/support/refreshing.ts'
import { startServer } from '../../tests/support/server.ts'
import { findFeed } from '../db/feed-list.ts'
import type { Db } from '../db/open.ts'
import { refreshFeeds } from '../feeds/service.ts'
import { loadReleases } from './releases-service.ts'
import { RELEASE_SOURCES } from './sources.ts'

setUpRefreshing()

const NOW = Date.UTC(2026, 0, 15)
const DEBIAN = `version,codename,series,created,release,eol,eol-lts
${Array.from({ length: 20 }, (_, i) => `0.${i},Old,old${String.fromCharCode(97 + i)},1990-01-01,1990-01-01,1991-01-01\n`).join('')}
10,Buster,buster,2017-06-17,2019-07-06,2022-09-10,2024-06-30
12,Bookworm,bookworm,2021-08-14,2023-06-10,2026-06-10,2028-06-30
17,Later,later,2027-08-14
`
const UBUNTU =
  'version,codename,series,created,release,eol\n24.04 LTS,Noble Numbat,noble,2023-10-26,2024-04-25,2029-05-31\n'

const refresh = (db: Db) => {
  passTime(1000)
  const settings = {
    almaReleases: [],
    debianCodenames: [],
    ubuntuCodenames: [],
    minCentosRelease: 7,
    errataSources: [],
  }
  return refreshFeeds(
    { db, fetcher, clock: () => NOW, log: silentLog, loaders: { releases: loadReleases } },
    { sources: RELEASE_SOURCES, settings: { ...settings, feeds: { distro_info: server.url } } },
  )
}

forEachDatabase('lists of releases', (databases) => {
  test('tell when releases of hosts end; those that have are an issue; what breaks leaves that in force', async () => {
    const { db, app, asAdmin: headers } = await startServer(await databases.open())
    const systems = ['Debian GNU/Linux 10 (buster)', 'Debian GNU/Linux 12 (bookworm)', 'Ubuntu 24.04 LTS', 'Debian 17']
    for (const [i, os] of systems.entries()) {
      await sendReport(db, { hostname: `h${i}`, arch: 'x86_64', kernel: '6', os, packages: [], repos: [] })
    }
    server.on('/debian.csv', DEBIAN)
    server.on('/ubuntu.csv', UBUNTU)
    expect(await refresh(db)).toMatchObject({ changed: 2, failed: 0 })
    const get = async (url: string) => (await app.inject({ url: `/api/v1${url}`, headers })).json()
    const listed = async () => {
      const { items } = await get('/os-releases?sort=name')
      return items.map(
        (one: Record<string, string>) => `${one.name} ${one.codename} ${one.ends_at?.slice(0, 10) ?? '-'}`,
      )
    }
    const known = ['Debian 10 buster 2024-06-30', 'Debian 12 bookworm 2028-06-30', 'Debian 17 later -']
    expect(await listed()).toEqual([...known, expect.stringMatching(/^Ubuntu 24.04 .*2029-05-31$/)])
    expect((await get('/os-releases?ended=true')).items).toMatchObject([
      { name: 'Debian 10', released_at: '2019-07-06T00:00:00.000Z', extended_at: null },
    ])
    const issue = (await get('/issues')).items.find(({ kind }: { kind: string }) => kind === 'ended-releases')
    expect(issue).toMatchObject({
      ...{ count: 1, href: '/os-releases?used=true&ended=true', sample: [{ label: 'Debian 10' }] },
    })
    for (const body of ['', '<html>', DEBIAN.slice(0, 60), DEBIAN.split('\n').slice(0, 4).join('\n')]) {
      server.on('/debian.csv', body)
      expect(await refresh(db)).toMatchObject({ failed: 1 })
      expect(await findFeed(db, 'releases-debian')).toMatchObject({ state: 'failing', item_count: 23 })
      expect(await listed()).toEqual([...known, expect.any(String)])
    }
  })
})
