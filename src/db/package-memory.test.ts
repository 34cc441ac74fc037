import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import type { PackageKey } from '../model/package.ts'
import type { Db } from './open.ts'
import { upsertInstalledPackages } from './packages-write.ts'
import { deleteUnused } from './unused-rows.ts'

const toPackage = (name: string, source = '') => {
  const key: PackageKey = { type: 'deb', category: '', name, epoch: '', version: '1', release: '1', arch: 'amd64' }
  return { ...key, source, sourceVersion: '' }
}

/** As the report of one more host that has these packages. */
async function report(db: Db, packages: ReturnType<typeof toPackage>[]) {
  return db.transaction((tx) => upsertInstalledPackages(tx, packages, () => new Uint8Array([1])))
}

const listIds = async (db: Db) =>
  (await db.query.selectFrom('package').select('id').orderBy('id').execute()).map((p) => p.id)

forEachDatabase('packages that are remembered', (databases) => {
  test('have the same ids for each host, and the ids of their names', async () => {
    const db = await databases.open()
    const packages = ['a', 'b', 'c'].map((name) => toPackage(name))
    const [first, second, third] = [await report(db, packages), await report(db, packages), await report(db, packages)]
    expect([second.ids, third.ids]).toEqual([first.ids, first.ids])
    expect(third.nameIds).toEqual(first.nameIds)
    expect([first.newIds.size, second.newIds.size, third.newIds.size]).toEqual([3, 0, 0])
    expect(await listIds(db)).toEqual(first.ids)
  })

  test('are forgotten when some are removed: the next host has packages that are there', async () => {
    const db = await databases.open()
    const packages = ['a', 'b'].map((name) => toPackage(name))
    const [before] = [await report(db, packages), await report(db, packages)]
    // no host has them: only this test linked none
    expect(await deleteUnused(db, 'package')).toEqual({ deleted: 2, kept: 0 })
    expect(await deleteUnused(db, 'package_name')).toEqual({ deleted: 2, kept: 0 })
    const after = await report(db, packages)
    expect(after.ids.some((id) => before.ids.includes(id))).toBe(false)
    expect(await listIds(db)).toEqual(after.ids)
  })

  test('a source that is told later is still written', async () => {
    const db = await databases.open()
    for (const source of ['', '', 'src']) await report(db, [toPackage('a', source)])
    const row = await db.query.selectFrom('package').select('source').executeTakeFirst()
    expect(row).toEqual({ source: 'src' })
  })

  test('are not remembered from a transaction that was undone', async () => {
    const db = await databases.open()
    const undone = db.transaction(async (tx) => {
      await upsertInstalledPackages(tx, [toPackage('a')], () => new Uint8Array([1]))
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    const { ids } = await report(db, [toPackage('a')])
    expect(await listIds(db)).toEqual(ids)
  })
})
