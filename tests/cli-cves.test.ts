import { tmpdir, userInfo } from 'node:os'
import { expect, test, vi } from 'vitest'
import { replaceFixPackage } from '../src/db/cve-fix-writes.ts'
import { migrate } from '../src/db/migrate.ts'
import { openDatabase } from '../src/db/open.ts'
import { matchPackages } from '../src/security/match-service.ts'
import { updateHosts } from '../src/updates/service.ts'
import { sortKey } from '../src/versions/scheme.ts'
import { forEachDatabase } from './support/databases.ts'
import { silentLog } from './support/log.ts'
import { runProgram } from './support/program.ts'
import { fillWorld } from './support/world.ts'

vi.setConfig({ testTimeout: 120_000 })

forEachDatabase('CVEs on the command line', (databases) => {
  test('what hosts have, what ends it, what is open and why; accepted for a while', async () => {
    const url = await databases.createUrl()
    const db = openDatabase(url)
    await migrate(db)
    await fillWorld(
      db,
      { main: { packages: ['openssl 3.0.2-1', 'bash 5-1'] } },
      {
        web: { packages: ['openssl 3.0.1-1', 'bash 5-1'], repos: { main: 500 } },
        mail: { packages: ['openssl 3.0.2-1'], repos: { main: 500 } },
        db: { packages: ['zlib 1-1'], repos: { main: 500 } },
      },
    )
    const told = { of: 'source', type: 'deb', release: 'bookworm', module: '', severity: '' } as const
    const fixed = {
      ...told,
      name: 'openssl',
      cve: 'CVE-2026-1001',
      state: 'fixed',
      version: '3.0.2-1',
      note: '',
    } as const
    const open = {
      ...told,
      name: 'bash',
      cve: 'CVE-2026-1002',
      state: 'postponed',
      version: '',
      note: 'Minor',
    } as const
    for (const fix of [fixed, open]) {
      const key = fix.version === '' ? new Uint8Array() : sortKey('deb', fix.version)
      const row = { ...fix, distribution: 'debian', sortKey: key }
      await replaceFixPackage(db, 'debian-tracker', { name: fix.name, checksum: fix.cve, fixes: [row] })
    }
    await updateHosts({ db, clock: Date.now, log: silentLog })
    await matchPackages({ db })
    const patchman = (...args: string[]) =>
      runProgram(args, { cwd: tmpdir(), env: { PATCHMAN_DATABASE_URL: url }, input: '' })
    const json = async (...args: string[]) => JSON.parse((await patchman(...args, '--json')).out)

    const shown = (await patchman('cve', 'CVE-2026-1001')).out
    expect(shown).toMatch(
      /Hosts: 1 affected, 0 with the fixed .* reboot, 0 accepted, 1 fixed, 1 not applicable, 0 unknown\n/,
    )
    expect(shown).toMatch(/\nAffected: web\n/)
    expect(shown).toMatch(/\nopenssl +3\.0\.1-1 +Debian 12 +fixable +3\.0\.2-1 +3\.0\.2-1 \(main\) +1\n/)
    expect((await patchman('cve', 'cve-2026-1002')).out).toMatch(
      /\nNot fixed .*\nbash +Debian 12 +postponed +Minor +debian-tracker\n/,
    )
    expect(await json('cve', 'CVE-2026-1001')).toMatchObject({
      host_status: { affected: 1, fixed: 1, 'not-applicable': 1 },
      host_list: [
        { hostname: 'mail', status: 'fixed' },
        { hostname: 'web', status: 'affected' },
      ],
      package_list: [
        { name: 'openssl', fixed: '3.0.2-1', offers: [{ full_version: '3.0.2-1', repository: { name: 'main' } }] },
      ],
    })

    const names = async (...args: string[]) => (await json(...args)).items.map(({ name }: { name: string }) => name)
    expect(await names('cve')).toEqual(['CVE-2026-1002', 'CVE-2026-1001'])
    expect(await names('list_cves', '--fix-available', 'yes')).toEqual(['CVE-2026-1001'])
    expect(await names('list_cves', '--host', 'mail')).toEqual([])
    expect(await names('list_cves', '--affecting', 'no')).toEqual([])
    expect((await patchman('list_cves', '--host', 'web')).out).toMatch(/^CVE .*\nCVE-2026-1002 .*\nCVE-2026-1001 .*\n$/)
    expect((await patchman('list_cves', '--exploited', 'perhaps')).code).toBe(2)

    const accept = (...args: string[]) => patchman('create_exception', ...args, '--reason', 'Not reachable')
    expect((await accept('CVE-2026-1001', '--until', '2020-01-01')).code).toBe(1)
    expect((await accept('CVE-2026-1001', '--until', 'soon')).code).toBe(2)
    expect((await accept('CVE-2026-1001', '--until', '2099-12-31', '--host', 'nobody')).code).toBe(1)
    const accepted = await accept('cve-2026-1001', '--until', '2099-12-31', '--host', 'web')
    expect(accepted).toMatchObject({ code: 0, out: '1: CVE-2026-1001 is accepted for web until 2099-12-31 23:59\n' })
    expect((await json('cve', 'CVE-2026-1001')).host_status).toMatchObject({ affected: 0, accepted: 1 })
    expect((await json('list_cves', '--accepted', 'yes')).items).toMatchObject([
      { hosts: { affected: 0, accepted: 1 } },
    ])
    expect((await json('list_exceptions')).items).toMatchObject([
      { name: 'CVE-2026-1001', hosts: ['web'], reason: 'Not reachable', author: userInfo().username, active: true },
    ])
    expect(await patchman('end_exception', '1')).toMatchObject({ code: 0 })
    expect(await patchman('end_exception', '1')).toMatchObject({ code: 1 })
    expect(await names('list_exceptions')).toEqual([])
    expect(await names('list_exceptions', '--active', 'all')).toEqual(['CVE-2026-1001'])
    await db.close()
  })
})
