import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { forEachDatabase } from '../../../tests/support/databases.ts'
import {
  mirrors,
  refresh,
  replaceFetcher,
  reportAs,
  server,
  sets,
  setUpRefreshing,
} from '../../../tests/support/refreshing.ts'
import { serveFolder } from '../../../tests/support/served-folder.ts'
import type { Db } from '../../db/open.ts'

setUpRefreshing()

const shared = join(import.meta.dirname, '../../../../shared/data/yum')

const counts = async (db: Db) =>
  Object.fromEntries((await sets(db)).map((set) => [set.kind, [set.package_count, set.reject_count]]))

/** Serves one as its host would name it. */
async function load(db: Db, folder: string) {
  replaceFetcher({ maxBytes: 50e6, headersTimeoutMs: 10_000, idleTimeoutMs: 10_000 })
  serveFolder(server, '/os', join(shared, folder))
  await reportAs(db, 'rpm', [`${server.url}/os`])
  return (await refresh(db)).outcomes[0]
}

describe.skipIf(!existsSync(shared))('real repositories (skipped where there is no ../shared)', () => {
  forEachDatabase('load whole', (databases) => {
    test('AppStream of CentOS Stream 9', { timeout: 120_000 }, async () => {
      const db = await databases.open()
      expect(await load(db, 'centos-stream9-appstream')).toMatchObject({
        result: 'changed',
        packages: 17_649,
        reason: '',
      })
      expect(await counts(db)).toEqual({ packages: [17_649, 0], modules: [expect.any(Number), 0] })
      const entries = await db.query
        .selectFrom('package_set_entry')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirst()
      expect(Number(entries?.n)).toBe(17_649)
      expect(await refresh(db)).toMatchObject({ unchanged: 1 })
    })

    test('updates of openSUSE 11.0: SHA-1, patches as errata', { timeout: 120_000 }, async () => {
      const db = await databases.open()
      expect(await load(db, 'opensuse-11.0-update')).toMatchObject({ result: 'changed', reason: '' })
      const found = await counts(db)
      expect(found.packages?.[0]).toBeGreaterThan(1000)
      expect(found.errata?.[0]).toBeGreaterThan(100)
      const unfixed = await db.query
        .selectFrom('set_erratum as s')
        .leftJoin('set_erratum_package as p', 'p.erratum_id', 's.erratum_id')
        .select('s.erratum_id')
        .where('p.package_id', 'is', null)
        .execute()
      expect(unfixed.length).toBeLessThan(5)
    })

    test.each([
      ['alma-vuls/happy/almalinux/9/BaseOS/x86_64/os', /there is no primary.xml.gz, which repomd.xml lists/],
      ['alma-vuls/corruptcrc/almalinux/9/BaseOS/x86_64/os', /lists primary.xml.gz with a checksum that is not sha256/],
    ])('%s is without packages, which is said', async (folder, reason) => {
      const db = await databases.open()
      expect(await load(db, folder)).toMatchObject({ result: 'failed', reason: expect.stringMatching(reason) })
      expect(await mirrors(db)).toMatchObject([{ state: 'failing' }])
    })
  })
})
