import { expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import { readFeeds, sendRpm } from '../../../tests/support/flagging.ts'
import { server, setUpRefreshing } from '../../../tests/support/refreshing.ts'
import type { Db } from '../../db/open.ts'
import { storeVendorSeverities } from '../../security/cve-records-service.ts'
import { matchPackages } from '../../security/match-service.ts'

setUpRefreshing()

async function listMatches(db: Db): Promise<string[]> {
  const rows = await db.query
    .selectFrom('package_cve as x')
    .innerJoin('cve as c', 'c.id', 'x.cve_id')
    .innerJoin('os_release as o', 'o.id', 'x.os_release_id')
    .select(['c.name', 'o.name as system', 'x.state', 'x.fixed'])
    .orderBy('o.name')
    .execute()
  return rows.map(({ name, system, state, fixed }) => `${system}: ${name} ${state} ${fixed}`)
}

forEachDatabase('builds that a feed names', (databases) => {
  test('have the CVEs that they fix below them, on hosts of its release', async () => {
    const db = await databases.open()
    for (const os of ['AlmaLinux 9.4', 'AlmaLinux 8.9']) await sendRpm(os.slice(-3), os, db, [['bash', '5.1.8-6.el9']])
    const bash = { name: 'bash', epoch: '0', version: '5.1.8', release: '8.el9', arch: 'x86_64' }
    const references = [{ href: 'https://example.com/CVE-2024-1000', type: 'cve', id: 'CVE-2024-1000' }]
    const alsa = { id: 'ALSA-2024:1', type: 'security', severity: 'Low', title: 't', packages: [bash], references }
    server.on('/alma/9/errata.full.json', JSON.stringify({ data: [alsa] }))
    server.on('/alma/8/errata.full.json', JSON.stringify({ data: [{ ...alsa, id: 'ALSA-2024:2', packages: [] }] }))
    const read = async () => {
      await readFeeds(db)
      await storeVendorSeverities(db)
      await matchPackages({ db })
      return listMatches(db)
    }
    expect(await read()).toEqual(['Alma Linux 9: CVE-2024-1000 fixable 5.1.8-8.el9'])
    server.on(
      '/alma/9/errata.full.json',
      JSON.stringify({ data: [{ ...alsa, packages: [{ ...bash, release: '6.el9' }] }] }),
    )
    expect(await read()).toEqual([])
  })
})
