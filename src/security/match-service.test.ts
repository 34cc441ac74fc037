import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { addErrataSet } from '../../tests/support/rpm-parts.ts'
import { fillWorld, setHostPackages } from '../../tests/support/world.ts'
import type { CveFixRow } from '../db/cve-fix-rows.ts'
import { replaceFixPackage } from '../db/cve-fix-writes.ts'
import { forgetMatches } from '../db/cve-packages.ts'
import type { Db } from '../db/open.ts'
import { sortKey } from '../versions/scheme.ts'
import { storeVendorSeverities } from './cve-records-service.ts'
import { matchPackages } from './match-service.ts'

const fix = (cve: string, release: string, version: string): CveFixRow => ({
  ...{ cve, of: 'source', type: 'deb', name: 'openssl', release, module: '', distribution: 'debian' },
  ...{ note: '', severity: '' },
  ...(version === ''
    ? { state: 'unfixed', version, sortKey: new Uint8Array() }
    : { state: 'fixed', version, sortKey: sortKey('deb', version) }),
})

async function tell(db: Db, fixes: CveFixRow[]): Promise<void> {
  await replaceFixPackage(db, 'debian-tracker', { name: 'openssl', checksum: JSON.stringify(fixes), fixes })
  await forgetMatches(db, ['openssl'])
}

async function listMatches(db: Db): Promise<string[]> {
  const rows = await db.query
    .selectFrom('package_cve as x')
    .innerJoin('cve as c', 'c.id', 'x.cve_id')
    .innerJoin('package as p', 'p.id', 'x.package_id')
    .innerJoin('os_release as o', 'o.id', 'x.os_release_id')
    .select(['c.name', 'p.version', 'o.name as system', 'x.state', 'x.fixed'])
    .execute()
  return rows.map((row) => `${row.name} ${row.version} ${row.system} ${row.state} ${row.fixed}`.trim()).sort()
}

forEachDatabase('which packages have which CVEs', (databases) => {
  test('follows packages, facts and systems', async () => {
    const db = await databases.open()
    const world = await fillWorld(db, {}, { web: { packages: ['openssl 3.0.1-1'], repos: {} } })
    await tell(db, [fix('CVE-2024-1111', 'bookworm', '3.0.2-1'), fix('CVE-2024-1111', 'trixie', '3.5-1')])
    expect(await matchPackages({ db })).toEqual({ packages: 1, changed: 1 })
    expect(await listMatches(db)).toEqual(['CVE-2024-1111 3.0.1 Debian 12 fixable 3.0.2-1'])

    // what is told changes
    await tell(db, [fix('CVE-2024-1111', 'bookworm', ''), fix('CVE-2024-2222', 'bookworm', '3.0.9-1')])
    expect(await matchPackages({ db })).toEqual({ packages: 1, changed: 2 })
    expect(await listMatches(db)).toEqual([
      'CVE-2024-1111 3.0.1 Debian 12 unfixed',
      'CVE-2024-2222 3.0.1 Debian 12 fixable 3.0.9-1',
    ])

    // the host gets another version: its history says so
    const hostId = world.hosts.web as number
    await setHostPackages(db, hostId, ['openssl 3.0.9-1'])
    await db.query
      .insertInto('host_event')
      .values({ host_id: hostId, at: 1, kind: 'upgraded', name: 'openssl', arch: '', old: '', new: '' })
      .execute()
    expect(await matchPackages({ db })).toEqual({ packages: 1, changed: 1 })
    expect((await listMatches(db)).filter((line) => line.includes('3.0.9 '))).toEqual([
      'CVE-2024-1111 3.0.9 Debian 12 unfixed',
    ])

    // a host of another release comes: the same version is another question
    await db.query.insertInto('os_release').values({ name: 'Debian 13', codename: '', cpe_name: '' }).execute()
    await db.query.insertInto('os_variant').values({ name: 'x', arch: 'x', codename: '', os_release_id: 2 }).execute()
    await tell(db, [fix('CVE-2024-1111', 'trixie', '3.5-1')])
    const host = await db.query.selectFrom('host').selectAll().executeTakeFirstOrThrow()
    const { id: _, ...other } = host
    await db.query
      .insertInto('host')
      .values({ ...other, hostname: 'new', os_variant_id: 2 })
      .execute()
    await setHostPackages(db, hostId + 1, ['openssl 3.0.9-1'])
    await matchPackages({ db })
    expect(await listMatches(db)).toEqual(['CVE-2024-1111 3.0.9 Debian 13 fixable 3.5-1'])
    expect(await matchPackages({ db })).toEqual({ packages: 0, changed: 0 })
  })

  test('errata of repositories: for the releases of the hosts that use them', async () => {
    const db = await databases.open()
    const packages = ['openssl 1-1 x86_64']
    await fillWorld(db, { base: { packages }, other: { packages } }, { web: { packages, repos: { base: 500 } } })
    await db.query.updateTable('package').set({ type: 'rpm' }).execute()
    await addErrataSet(db, 1, [{ name: 'EX-1', cves: ['CVE-2024-1111'], packages: ['openssl 2 x86_64'] }])
    await addErrataSet(db, 2, [{ name: 'EX-2', cves: ['CVE-2024-2222'], packages: ['openssl 3 x86_64'] }])
    await db.query.updateTable('package').set({ type: 'rpm' }).execute()
    await storeVendorSeverities(db)
    await matchPackages({ db })
    expect(await listMatches(db)).toEqual([expect.stringMatching(/^CVE-2024-1111 1 Debian 12 fixable 2/)])
  })
})
