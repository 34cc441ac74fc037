import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { countInstalled, countUpdates, recountHosts, uncountHosts } from './host-counts.ts'
import type { Db, Tx } from './open.ts'
import { findNames } from './package-names.ts'

const HOST = { os_variant_id: 'int', id: 'int', hostname: 'text', created_at: 'int', updated_at: 'int' } as const
const PACKAGE = {
  id: 'int',
  name_id: 'int',
  type: 'text',
  epoch: 'text',
  version: 'text',
  release: 'text',
  arch: 'text',
  sort_key: 'bytes',
} as const

async function seed(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insertMany('os_release', { id: 'int', name: 'text' }, [[1, 'Debian 12']])
    await tx.insertMany('os_variant', { id: 'int', name: 'text', arch: 'text', os_release_id: 'int' }, [
      [1, 'Debian 12.8', 'x86_64', 1],
    ])
    await tx.insertMany(
      'host',
      HOST,
      [1, 2].map((id) => [1, id, `h${id}`, 1, 1]),
    )
    await tx.insertMany('package_name', { id: 'int', name: 'text' }, [
      [1, 'bash'],
      [2, 'kernel'],
    ])
    const versions = [
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
    ]
    await tx.insertMany(
      'package',
      PACKAGE,
      versions.map(([id, name]) => [id, name, 'rpm', '', `${id}`, '1', 'x86_64', Buffer.from([id!])]),
    )
  })
}

interface Names {
  gained?: string[]
  lost?: string[]
}

async function change(tx: Tx, hostId: number, added: number[], removed: number[], names: Names = {}): Promise<void> {
  for (const id of removed)
    await sql`delete from host_package where host_id = ${hostId} and package_id = ${id}`.execute(tx.query)
  await tx.insertMany(
    'host_package',
    { host_id: 'int', package_id: 'int' },
    added.map((id) => [hostId, id]),
  )
  const { gained = [], lost = [] } = names
  const gainedNameIds = [...(await findNames(tx, gained)).values()]
  await countInstalled(tx, { addedIds: added, removedIds: removed, gainedNameIds, lostNames: lost })
}

async function counts(db: Db, table: 'package' | 'package_name'): Promise<number[]> {
  const rows = await db.query.selectFrom(table).select(['id', 'host_count']).orderBy('id').execute()
  return rows.map((row) => row.host_count)
}

forEachDatabase('host counts', (databases) => {
  test('a package counts its hosts, a name those that have any version', async () => {
    const db = await databases.open()
    await seed(db)
    const both = ['bash', 'kernel']
    await db.transaction((tx) => change(tx, 1, [1, 3, 4], [], { gained: both }))
    await db.transaction((tx) => change(tx, 2, [2, 4], [], { gained: both }))
    expect(await counts(db, 'package')).toEqual([1, 1, 1, 2])
    expect(await counts(db, 'package_name')).toEqual([2, 2])
    // an upgrade, and one of two kernels removed: the names' numbers stay
    await db.transaction((tx) => change(tx, 1, [2], [1, 3]))
    expect(await counts(db, 'package')).toEqual([0, 2, 0, 2])
    expect(await counts(db, 'package_name')).toEqual([2, 2])
    await db.transaction((tx) => change(tx, 1, [], [2, 4], { lost: both }))
    expect(await counts(db, 'package_name')).toEqual([1, 1])
    expect(await db.transaction(recountHosts)).toBe(0)
  })

  test('a deleted host no longer counts, and a recount finds what is wrong', async () => {
    const db = await databases.open()
    await seed(db)
    await db.transaction(async (tx) => {
      await change(tx, 1, [1, 3, 4], [], { gained: ['bash', 'kernel'] })
      await change(tx, 2, [1, 3], [], { gained: ['kernel', 'bash'] })
      await tx.insertMany('package_update', { id: 'int', installed_id: 'int', candidate_id: 'int' }, [[1, 1, 2]])
      const columns = { host_id: 'int', update_id: 'int', security: 'int', state: 'text', repo_id: 'int' } as const
      await tx.insertMany('host_update', columns, [
        [1, 1, 1, 'pending', 1],
        [2, 1, 0, 'pending', 1],
      ])
      await countUpdates(tx, [{ updateId: 1, hosts: 2, securityHosts: 1 }])
    })
    expect(await db.transaction(recountHosts)).toBe(0)
    await db.transaction(async (tx) => {
      await uncountHosts(tx, [1])
      await sql`delete from host where id = 1`.execute(tx.query)
    })
    expect(await counts(db, 'package')).toEqual([1, 0, 1, 0])
    expect(await counts(db, 'package_name')).toEqual([1, 1])
    expect(await db.transaction(recountHosts)).toBe(0)
    await sql`update package set host_count = 7 where id = 1`.execute(db.query)
    expect(await db.transaction(recountHosts)).toBe(1)
    expect(await counts(db, 'package')).toEqual([1, 0, 1, 0])
  })
})
