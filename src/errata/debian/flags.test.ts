import { expect, test } from 'vitest'
import { packagesFile, publishSuite } from '../../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds, sendDebian } from '../../../tests/support/flagging.ts'
import {
  findCandidates,
  now,
  refresh as refreshRepos,
  server,
  setUpRefreshing,
} from '../../../tests/support/refreshing.ts'
import { getErratumDetails } from '../../db/erratum-details.ts'
import { listErrata } from '../../db/erratum-list.ts'
import { hostConditions } from '../../db/host-filter.ts'
import { countHosts } from '../../db/host-list.ts'
import { explain } from '../../updates/explain-service.ts'

setUpRefreshing()

const dsa = (n: number, source: string, bookworm: string, trixie = '99') =>
  `[01 Jan 2026] DSA-${n}-1 ${source} - security update\n\t[bookworm] - ${source} ${bookworm}\n\t[trixie] - ${source} ${trixie}\n`

function serveDsa(...entries: string[]): void {
  server.on('/debian/DSA/list', entries.join(''))
  server.on('/debian/DLA/list', '[01 Jan 2020] DLA-1-1 old - security update\n\t[jessie] - old 1\n')
}

forEachDatabase('updates are flagged by errata of Debian', (databases) => {
  test('Debian: by source package, for the release of the host, above the installed version up to the candidate', async () => {
    const db = await databases.open()
    const index = packagesFile([
      { name: 'libssl3', version: '3.0.15-1', Source: 'openssl' },
      { name: 'openssl', version: '3.0.15-1' },
      { name: 'curl', version: '8.0-1' },
      { name: 'gcc', version: '12.2.0-3', Source: 'gcc-defaults (1.204)' },
      { name: 'linux-image-amd64', version: '6.1.140-1', Source: 'linux-signed-amd64 (6.1.140+1)' },
    ])
    publishSuite(server, 'bookworm', index)
    const installed = [
      { name: 'libssl3', version: '3.0.11-1' },
      { name: 'openssl', version: '3.0.14-1' },
      { name: 'curl', version: '7.9-1' },
      { name: 'gcc', version: '12.1.0-1' },
      { name: 'linux-image-amd64', version: '6.1.100-1' },
    ]
    await sendDebian(db, 'b.example.org', 'Debian GNU/Linux 12 (bookworm)', installed)
    await sendDebian(db, 't.example.org', 'Debian GNU/Linux 13 (trixie)', installed)
    await sendDebian(db, 'u.example.org', 'Ubuntu 24.04 LTS', installed)
    await refreshRepos(db)
    await findCandidates(db)
    expect((await flagged(db)).every((line) => !line.includes('Security'))).toBe(true)
    serveDsa(
      dsa(1, 'openssl', '3.0.13-1'),
      dsa(2, 'openssl', '3.0.11-1'),
      dsa(3, 'curl', '8.1-1', '8.0-1'),
      dsa(4, 'gcc-defaults', '1.203'),
      dsa(5, 'linux', '6.1.129-1'),
    )
    expect(await readFeeds(db)).toEqual({ updates: 4, hosts: 2 })
    const known = [
      'b.example.org curl',
      'b.example.org gcc Security: DSA-4-1.',
      'b.example.org libssl3 Security: DSA-1-1.',
      'b.example.org linux-image-amd64 Security: DSA-5-1.',
      'b.example.org openssl',
      't.example.org curl Security: DSA-3-1.',
      ...['t.example.org gcc', 't.example.org libssl3', 't.example.org linux-image-amd64', 't.example.org openssl'],
      ...['curl', 'gcc', 'libssl3', 'linux-image-amd64', 'openssl'].map((name) => `u.example.org ${name}`),
    ]
    expect(await flagged(db)).toEqual(known)
    await expectSameAnew(db)
    const { lines } = await explain({ db, clock: () => now }, 'b.example.org', 'libssl3')
    expect(lines[0]?.sentences).toContain('Security: DSA-1-1.')
    const { items } = await listErrata(db, { host: 'b.example.org', page: 1, per_page: 50 })
    // by versions of packages: those that are counted otherwise than their source are left out
    expect(items.map(({ name }) => name)).toEqual(['DSA-1-1', 'DSA-5-1'])
    expect(items[0]).toMatchObject({ packages: 2, releases: [{ name: 'Debian 12' }, { name: 'Debian 13' }] })
    expect(await countHosts(db, hostConditions({ erratum: 'DSA-3-1' }, now))).toBe(1)
    expect(await countHosts(db, hostConditions({ erratum: 'DSA-2-1' }, now))).toBe(0)
    const { fixes } = await getErratumDetails(db, items[0]?.id ?? 0)
    expect(fixes).toMatchObject([
      { distribution: 'debian', release: 'bookworm', name: 'openssl', name_of: 'source', fixed: '3.0.13-1' },
      { distribution: 'debian', release: 'trixie', fixed: '99' },
    ])
  })

  test('an erratum that comes, changes or goes flags what it touches again, and a feed that fails changes nothing', async () => {
    const db = await databases.open()
    publishSuite(
      server,
      'bookworm',
      packagesFile([
        { name: 'openssl', version: '3-1' },
        { name: 'curl', version: '3-1' },
      ]),
    )
    for (const host of ['a', 'b', 'c']) {
      const version = host === 'c' ? '2-1' : '1-1'
      await sendDebian(db, host, 'Debian 12', [
        { name: 'openssl', version },
        { name: 'curl', version: '1-1' },
      ])
    }
    await refreshRepos(db)
    await findCandidates(db)
    serveDsa(dsa(1, 'openssl', '2-1'))
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 2 })
    const openssl = async () => (await flagged(db)).filter((line) => line.includes('openssl'))
    expect(await openssl()).toEqual(['a openssl Security: DSA-1-1.', 'b openssl Security: DSA-1-1.', 'c openssl'])
    expect(await readFeeds(db)).toEqual({ updates: 0, hosts: 0 })
    serveDsa(dsa(2, 'curl', '3-1'), dsa(1, 'openssl', '3-1'))
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 3 })
    expect(await flagged(db)).toEqual(
      ['a', 'b', 'c'].flatMap((host) => [`${host} curl Security: DSA-2-1.`, `${host} openssl Security: DSA-1-1.`]),
    )
    server.on('/debian/DSA/list', '<html><body>moved</body></html>')
    expect(await readFeeds(db)).toEqual({ updates: 0, hosts: 0 })
    expect((await flagged(db)).every((line) => line.includes('Security'))).toBe(true)
    serveDsa(dsa(2, 'curl', '3-1'))
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 3 })
    expect(await openssl()).toEqual(['a openssl', 'b openssl', 'c openssl'])
    await expectSameAnew(db)
  })

  test('what a run was interrupted at is flagged by the next; hosts that report meanwhile know the errata at once', async () => {
    const db = await databases.open()
    publishSuite(server, 'bookworm', packagesFile([{ name: 'openssl', version: '3-1' }]))
    await sendDebian(db, 'a', 'Debian 12', [{ name: 'openssl', version: '1-1' }])
    await refreshRepos(db)
    await findCandidates(db)
    serveDsa(dsa(1, 'openssl', '2-1'))
    await readFeeds(db)
    const feed = await db.query
      .selectFrom('feed')
      .selectAll()
      .where('name', '=', 'debian-dsa')
      .executeTakeFirstOrThrow()
    expect(feed.flagged_set_id).toBe(feed.set_id)
    // as it is when the process ends between the two
    await db.query.updateTable('feed').set({ flagged_set_id: null }).execute()
    await db.query.updateTable('host_update').set({ security: 0, reason: '' }).execute()
    await db.query.updateTable('host').set({ security_count: 0, bugfix_count: 1 }).execute()
    await db.query.updateTable('package_update').set({ security_host_count: 0 }).execute()
    await sendDebian(db, 'b', 'Debian 12', [{ name: 'openssl', version: '1-1' }])
    await findCandidates(db)
    expect(await flagged(db)).toEqual(['a openssl', 'b openssl Security: DSA-1-1.'])
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['a openssl Security: DSA-1-1.', 'b openssl Security: DSA-1-1.'])
  })
})
