import { describe, expect, test } from 'vitest'
import { type AptPackage, packagesFile, publishSuite } from '../../tests/support/apt-repository.ts'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import {
  entries,
  fetcher,
  mirrors,
  now,
  offered,
  passTime,
  refresh,
  report,
  server,
  sets,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'
import type { Db } from '../db/open.ts'
import { insertPackageSet } from '../db/package-set-build.ts'
import { insertSetEntries } from '../db/package-set-entries.ts'
import { refreshRepos } from './service.ts'

const DEBIAN = { Origin: 'Debian', Label: 'Debian', Suite: 'stable', Codename: 'bookworm' }
const BASH: AptPackage = { name: 'bash', version: '5.2-1', Source: 'bash-source (5.2-0)' }

setUpRefreshing()

forEachDatabase('two refreshes at once', (databases) => {
  test('end with one set in force', async () => {
    const db = await databases.open()
    const many = Array.from({ length: 3000 }, (_, i) => ({ name: `p${i}`, version: `1.${i}` }))
    await report(db, publishSuite(server, 'big', packagesFile(many), { release: DEBIAN }))
    const both = await Promise.all([refresh(db), refresh(db)])
    expect(both.map((summary) => summary.failed)).toEqual([0, 0])
    await refresh(db)
    expect(await sets(db)).toMatchObject([{ ready: 1, package_count: 3000 }])
    expect(await offered(db)).toHaveLength(3000)
    expect(await entries(db)).toHaveLength(3000)
  })
})

forEachDatabase('a refresh that is called off', (databases) => {
  test('leaves the mirror as it was, and nothing of the new set', async () => {
    const db = await databases.open()
    const many = Array.from({ length: 6000 }, (_, i) => ({ name: `p${i}`, version: '1' }))
    await report(db, publishSuite(server, 'big', packagesFile(many), { release: DEBIAN }))
    const stop = new AbortController()
    const stopped: Db = {
      ...db,
      transaction: async (work) => {
        const result = await db.transaction(work)
        if ((await sets(db)).length > 0) stop.abort()
        return result
      },
    }
    await expect(
      refreshRepos({ db: stopped, fetcher, clock: () => now, log: silentLog }, { signal: stop.signal }),
    ).rejects.toThrow()
    expect(await mirrors(db)).toMatchObject([{ state: 'new', fail_count: 0, package_set_id: null }])
    expect(await sets(db)).toEqual([])
    expect(await entries(db)).toEqual([])
  })
})

describe('a refresh that is killed', () => {
  forEachDatabase('between build and swap', (databases) => {
    test('leaves what was in force, and what it left goes after a while', async () => {
      const db = await databases.open()
      await report(db, publishSuite(server, 'bookworm', packagesFile([BASH]), { release: DEBIAN }))
      await refresh(db)
      const left = await insertPackageSet(db, 'packages', 'checksum of the new index', now)
      const row = {
        type: 'deb',
        category: '',
        name: 'half',
        epoch: '',
        version: '1',
        release: '',
        arch: 'all',
        source: '',
        sourceVersion: '',
        phased: 100,
        vendor: '',
        obsoletes: [],
      } as const
      await insertSetEntries(db, left, [row], () => new Uint8Array([1]), now)
      await refresh(db)
      expect(await offered(db)).toEqual(['bash 5.2-1'])
      expect(await sets(db)).toHaveLength(2)
      passTime(16 * 60_000)
      await refresh(db)
      expect(await sets(db)).toMatchObject([{ ready: 1 }])
      expect(await entries(db)).toHaveLength(1)
      await expect(insertSetEntries(db, left, [row], () => new Uint8Array([1]), now)).rejects.toThrow(
        'removed while it was built',
      )
    })
  })
})
