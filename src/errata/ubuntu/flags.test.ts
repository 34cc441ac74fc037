import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { packagesFile, publishSuite } from '../../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { expectSameAnew, flagged, readFeeds, sendDebian } from '../../../tests/support/flagging.ts'
import { findCandidates, refresh as refreshRepos, server, setUpRefreshing } from '../../../tests/support/refreshing.ts'

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
})
