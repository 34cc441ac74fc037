import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { fillWorld } from '../../tests/support/world.ts'
import { replaceChances, replaceExploited } from '../db/cve-fact-writes.ts'
import { replaceFixPackage } from '../db/cve-fix-writes.ts'
import { insertException } from '../db/security-exceptions.ts'
import type { CveRecord } from '../model/cve.ts'
import { updateHosts } from '../updates/service.ts'
import { sortKey } from '../versions/scheme.ts'
import { storeCveRecords } from './cve-records-service.ts'
import { matchPackages } from './match-service.ts'
import { listPatchFirst } from './priority-service.ts'

const NOW = Date.UTC(2026, 0)
const WEIGHTS = { exploited: 50, epss: 25, severity: 13, exposure: 7, age: 4 }
const NAMES = ['exploited', 'likely', 'severe', 'common', 'old'] as const
const CRITICAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H'
const toCve = (name: string) => `CVE-2025-${1001 + NAMES.indexOf(name as 'old')}`

forEachDatabase('what to patch first', (databases) => {
  test('exploited, then EPSS, severity, exposure, age: of all hosts; of one without exposure', async () => {
    const db = await databases.open()
    const installed = (names: readonly string[]) => ({
      packages: names.map((name) => `${name} 1-1`),
      repos: { main: 500 },
    })
    const { hosts } = await fillWorld(
      db,
      { main: { packages: NAMES.map((name) => `${name} 2-1`) } },
      { web: installed(NAMES), db: installed(['common']), mail: installed(['common']) },
    )
    await storeCveRecords(
      db,
      'mitre',
      NAMES.map(
        (name): CveRecord => ({
          ...{
            name: toCve(name),
            state: 'published',
            title: '',
            description: name,
            modifiedAt: 0,
            cwes: [],
            references: [],
          },
          publishedAt: name === 'old' ? NOW - 400 * 86_400_000 : NOW,
          scores: name === 'severe' ? [{ by: 'x', role: 'cna', vector: CRITICAL, stated: undefined }] : [],
        }),
      ),
    )
    await db.transaction(async (tx) => {
      await replaceChances(tx, [{ name: toCve('likely'), epss: 0.9, percentile: 1 }])
      const texts = { title: '', vendor: '', product: '', description: '', action: '' }
      const exploited = { ...texts, name: toCve('exploited'), addedAt: 1, dueAt: 0, isRansomware: false, cwes: [] }
      await replaceExploited(tx, [exploited])
    })
    for (const name of NAMES) {
      const fix = { of: 'source', type: 'deb', name, release: 'bookworm', module: '', note: '', severity: '' } as const
      const told = { ...fix, cve: toCve(name), state: 'fixed', version: '2-1', distribution: 'debian' } as const
      await replaceFixPackage(db, 'x', { name, checksum: name, fixes: [{ ...told, sortKey: sortKey('deb', '2-1') }] })
    }
    const first = async (hostId?: number) => {
      const items = await listPatchFirst(db, { weights: WEIGHTS, now: NOW, ...(hostId !== undefined && { hostId }) })
      return items.map((item) => item.package)
    }
    await updateHosts({ db, clock: () => NOW, log: silentLog })
    expect(await first()).toEqual([])
    await matchPackages({ db })
    expect(await first()).toEqual(NAMES)
    expect(await first(hosts.web)).toEqual(['exploited', 'likely', 'severe', 'old', 'common'])
    expect(await first(hosts.db)).toEqual(['common'])

    const accepted = { kind: 'cve', reason: 'x', author: 'x', endsAt: NOW + 1, tags: [] } as const
    await insertException(db, { ...accepted, name: toCve('likely'), hostIds: [] }, 0)
    await insertException(db, { ...accepted, name: toCve('severe'), hostIds: [hosts.web as number] }, 0)
    expect(await first()).toEqual(['exploited', 'severe', 'common', 'old'])
    expect(await first(hosts.web)).toEqual(['exploited', 'old', 'common'])
  })
})
