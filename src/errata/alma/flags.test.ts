import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds, sendRpm } from '../../../tests/support/flagging.ts'
import { findCandidates, refresh as refreshRepos, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { publishYum } from '../../../tests/support/yum-repository.ts'
import { listErrata } from '../../db/erratum-list.ts'

setUpRefreshing()

forEachDatabase('updates are flagged by errata of AlmaLinux and Rocky Linux', (databases) => {
  test('AlmaLinux and Rocky Linux: builds of the host’s release; pages are fetched once, and all of them', async () => {
    const db = await databases.open()
    publishYum(server, '/yum', { packages: ['bash 5.1.8-9.el9', 'curl 7.76-31.el9'] })
    for (const os of ['AlmaLinux 9.4', 'Rocky Linux 9.4', 'Rocky Linux 8.9']) {
      await sendRpm(os.replaceAll(' ', '-').toLowerCase(), os, db, [
        ['bash', '5.1.8-6.el9'],
        ['curl', '7.76-29.el9'],
      ])
    }
    await refreshRepos(db)
    await findCandidates(db)
    const bash = { name: 'bash', epoch: '0', version: '5.1.8', release: '8.el9', arch: 'x86_64' }
    const alsa = { id: 'ALSA-2024:1', type: 'security', severity: 'Low', title: 't', packages: [bash], references: [] }
    server.on('/alma/9/errata.full.json', JSON.stringify({ data: [alsa] }))
    const advisory = (name: string, release: string, nevra: string) => ({
      ...{ name, kind: 'Security', severity: 'Low', synopsis: 's', cves: [], fixes: [] },
      packages: [{ nevra, product_name: `Rocky Linux ${release} x86_64` }],
    })
    const page = (n: number, next: number | null, advisories: object[], total = 2) =>
      JSON.stringify({
        ...{ advisories, total, last_updated_at: `2024-01-0${total}` },
        links: { next: next === null ? null : `/api/v3/advisories/?page=${next}&size=100`, self: n },
      })
    const path = (n: number) => `/rocky/api/v3/advisories/?page=${n}&size=100`
    server.on(path(1), page(1, 2, [advisory('RLSA-2024:1', '9', 'curl-0:7.76-30.el9.x86_64.rpm')]))
    // a page that is missing makes all of it unusable
    server.on(path(2), page(2, null, []))
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual([
      ...['almalinux-9.4 bash Security: ALSA-2024:1.', 'almalinux-9.4 curl'],
      ...['rocky-linux-8.9 bash', 'rocky-linux-8.9 curl', 'rocky-linux-9.4 bash', 'rocky-linux-9.4 curl'],
    ])
    const rocky = await db.query.selectFrom('feed').selectAll().where('name', '=', 'rocky-9').executeTakeFirst()
    expect(rocky).toMatchObject({ state: 'failing', reason: 'its pages hold 1 advisories, and there are 2' })
    server.on(path(2), page(2, null, [advisory('RLSA-2024:2', '8', 'bash-0:5.1.8-8.el8.x86_64.rpm')]))
    server.requests.length = 0
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 2 })
    expect(server.requests.filter((line) => line.includes('/rocky/'))).toEqual([`GET ${path(1)}`, `GET ${path(2)}`])
    expect((await flagged(db)).slice(2)).toEqual([
      ...['rocky-linux-8.9 bash Security: RLSA-2024:2.', 'rocky-linux-8.9 curl'],
      ...['rocky-linux-9.4 bash', 'rocky-linux-9.4 curl Security: RLSA-2024:1.'],
    ])
    const waiting = await listErrata(db, { host: 'rocky-linux-9.4', page: 1, per_page: 9 })
    expect(waiting.items.map(({ name }) => name)).toEqual(['RLSA-2024:1'])
    server.requests.length = 0
    await readFeeds(db)
    expect(server.requests.filter((line) => line.includes('/rocky/'))).toEqual([`GET ${path(1)}`])
    await expectSameAnew(db)
  })
})
