import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { packagesFile, publishSuite } from '../../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds, sendDebian } from '../../../tests/support/flagging.ts'
import { findCandidates, refresh as refreshRepos, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import { getErratumDetails } from '../../db/erratum-details.ts'
import { getErratum, listErrata } from '../../db/erratum-list.ts'
import { hostConditions } from '../../db/host-filter.ts'
import { countHosts } from '../../db/host-list.ts'
import { countWaitingHosts } from '../../db/waiting-hosts.ts'

setUpRefreshing()

forEachDatabase('updates are flagged by errata of Ubuntu', (databases) => {
  test('Ubuntu: by source package or by name; what only ESM has is never offered, and flags nothing', async () => {
    const db = await databases.open()
    const index = packagesFile([
      { name: 'libssl3', version: '3.0.2-0ubuntu1.18', Source: 'openssl' },
      { name: 'linux-image-generic', version: '5.15.0.120.120', Source: 'linux-meta' },
      { name: 'vim', version: '2:8.2.3995-1ubuntu2.18' },
    ])
    publishSuite(server, 'jammy-updates', index)
    const installed = [
      { name: 'libssl3', version: '3.0.2-0ubuntu1.10' },
      { name: 'linux-image-generic', version: '5.15.0.100.100' },
      { name: 'vim', version: '8.2.3995-1ubuntu2.1' },
    ]
    await sendDebian(db, 'u', 'Ubuntu 22.04 LTS', installed, 'jammy-updates')
    await refreshRepos(db)
    await findCandidates(db)
    const notice = (id: string, jammy: object) => ({ id, title: id, timestamp: 1, cves: [], releases: { jammy } })
    const esm = { version: '2:8.2.3995-1ubuntu2.99+esm1', pocket: 'esm-apps' }
    const base = JSON.stringify({
      '1-1': notice('1-1', { sources: { openssl: { version: '3.0.2-0ubuntu1.15' } } }),
      '2-1': notice('2-1', {
        sources: { linux: { version: '5.15.0-110.120' } },
        allbinaries: { 'linux-image-generic': { version: '5.15.0.110.110', source: 'linux-meta', pocket: 'security' } },
      }),
      '3-1': notice('3-1', {
        sources: { vim: { version: esm.version } },
        allbinaries: { vim: { ...esm, source: 'vim' } },
      }),
    })
    server.on('/ubuntu/database.json.bz2', base)
    server.on(
      '/ubuntu/database.json.bz2.sha256',
      `${createHash('sha256').update('x').digest('hex')}  database.json.bz2\n`,
    )
    expect(await readFeeds(db)).toEqual({ updates: 0, hosts: 0 })
    const failing = await db.query.selectFrom('feed').selectAll().where('name', '=', 'ubuntu').executeTakeFirst()
    expect(failing?.reason).toMatch(/not the file whose checksum is beside it/)
    const sum = `${createHash('sha256').update(base).digest('hex')}  database.json.bz2\n`
    server.on('/ubuntu/database.json.bz2.sha256', sum)
    expect(await readFeeds(db)).toEqual({ updates: 2, hosts: 1 })
    expect(await flagged(db)).toEqual([
      'u libssl3 Security: USN-1-1.',
      'u linux-image-generic Security: USN-2-1.',
      'u vim',
    ])
    server.requests.length = 0
    await readFeeds(db)
    expect(server.requests.filter((line) => line.includes('/ubuntu/'))).toEqual([
      'GET /ubuntu/database.json.bz2.sha256',
    ])
    await expectSameAnew(db)
  })

  test('what only Ubuntu Pro has flags what comes from there, and no update for everybody', async () => {
    const db = await databases.open()
    const origin = { Origin: 'UbuntuESMApps', Label: 'UbuntuESMApps', Suite: 'jammy-apps-updates' }
    publishSuite(server, 'jammy-updates', packagesFile([{ name: 'vim', version: '8.2-1ubuntu1' }]))
    publishSuite(server, 'jammy-apps-updates', packagesFile([{ name: 'vim', version: '8.2-1ubuntu1.1~esm1' }]), {
      release: origin,
    })
    const installed = [{ name: 'vim', version: '8.2-0ubuntu1' }]
    await sendDebian(db, 'plain', 'Ubuntu 22.04 LTS', installed, 'jammy-updates')
    await sendDebian(db, 'pro', 'Ubuntu 22.04 LTS', installed, 'jammy-apps-updates')
    await refreshRepos(db)
    await findCandidates(db)
    const esm = { version: '8.2-1~esm1', pocket: 'esm-apps', source: 'vim' }
    const jammy = { sources: { vim: { version: esm.version } }, allbinaries: { vim: esm } }
    const base = JSON.stringify({ '9-1': { id: '9-1', title: 't', timestamp: 1, cves: [], releases: { jammy } } })
    server.on('/ubuntu/database.json.bz2', base)
    const sum = `${createHash('sha256').update(base).digest('hex')}  database.json.bz2\n`
    server.on('/ubuntu/database.json.bz2.sha256', sum)
    expect(await readFeeds(db)).toEqual({ updates: 1, hosts: 1 })
    expect(await flagged(db)).toEqual(['plain vim', 'pro vim Security: USN-9-1.'])
    await expectSameAnew(db)
    const waiting = async (host: string) => (await listErrata(db, { host, page: 1, per_page: 9 })).items.length
    expect([await waiting('plain'), await waiting('pro')]).toEqual([0, 1])
    expect(await countHosts(db, hostConditions({ erratum: 'USN-9-1' }, 0))).toBe(1)
    expect(await countWaitingHosts(db, ['USN-9-1'])).toEqual(new Map([['USN-9-1', 1]]))
    const erratum = await getErratum(db, 'USN-9-1')
    const { fixes } = await getErratumDetails(db, erratum?.id ?? 0)
    expect(fixes).toMatchObject([{ name: 'vim', release: 'jammy', pocket: 'esm-apps' }])
  })
})
