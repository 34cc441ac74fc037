import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { addPackageSet, fillWorld, WORLD_TIME } from '../../tests/support/world.ts'
import type { Db } from '../db/open.ts'
import { deleteUnused } from '../db/unused-rows.ts'
import { listUpdateHosts } from '../db/update-hosts.ts'
import { updateBatch } from './batch-service.ts'
import { PairIds } from './pair-ids.ts'
import { readPlan } from './plan-service.ts'
import { readHostSources } from './sources-service.ts'

const REPOS = { main: { packages: ['bash 5'] }, updates: { packages: ['bash 6'] }, extra: { packages: ['bash 9'] } }
const OF_MAIN = { packages: ['bash 4'], repos: { main: 500 } }
const OF_UPDATES = { packages: ['bash 5'], repos: { updates: 500 } }

forEachDatabase('writing the updates of a batch of hosts', (databases) => {
  const plan = async (db: Db) => {
    const hosts = await listUpdateHosts(db, {})
    return { hosts, plan: await readPlan(db, hosts, await readHostSources(db, hosts, WORLD_TIME), new Map()) }
  }
  const write = (db: Db, { hosts, plan: planned }: Awaited<ReturnType<typeof plan>>) => {
    return updateBatch(db, hosts, planned, new PairIds(), WORLD_TIME)
  }
  const listWritten = async (db: Db) => {
    const rows = await db.query.selectFrom('host_update').select('host_id').execute()
    return rows.map((row) => row.host_id)
  }

  test('hosts whose repositories have other packages since they were planned are left for another round', async () => {
    const db = await databases.open()
    const world = await fillWorld(db, REPOS, { one: OF_MAIN, two: OF_UPDATES })
    const planned = await plan(db)
    await db.query
      .updateTable('mirror')
      .set({ package_set_id: await addPackageSet(db, ['bash 7']) })
      .where('repo_id', '=', world.repos.updates as number)
      .execute()
    expect(await write(db, planned)).toMatchObject({ hosts: 1, moved: [world.hosts.two] })
    expect(await listWritten(db)).toEqual([world.hosts.one])
    expect(await write(db, await plan(db))).toMatchObject({ hosts: 2, moved: [], updates: 2 })
  })

  test('a release that got a repository moves the hosts that look at those of their release', async () => {
    const db = await databases.open()
    const world = await fillWorld(db, REPOS, { own: OF_MAIN, both: { ...OF_MAIN, hostReposOnly: 0 as const } })
    const planned = await plan(db)
    const { os_release_id } = await db.query.selectFrom('os_variant').select('os_release_id').executeTakeFirstOrThrow()
    await db.query
      .insertInto('os_release_repo')
      .values({ os_release_id: os_release_id as number, repo_id: world.repos.extra as number })
      .execute()
    expect((await write(db, planned)).moved).toEqual([world.hosts.both])
  })

  test('a host that was told otherwise since it was planned is left for another round, one that is gone for none', async () => {
    const db = await databases.open()
    const world = await fillWorld(db, REPOS, { one: OF_MAIN, two: OF_UPDATES, gone: OF_UPDATES })
    const planned = await plan(db)
    await db.query
      .updateTable('host')
      .set({ excludes: '["bash"]' })
      .where('id', '=', world.hosts.two as number)
      .execute()
    await db.query
      .deleteFrom('host')
      .where('id', '=', world.hosts.gone as number)
      .execute()
    expect(await write(db, planned)).toMatchObject({ hosts: 1, moved: [world.hosts.two] })
  })

  test('a pair that was removed since another batch used it is made again', async () => {
    const db = await databases.open()
    await fillWorld(db, REPOS, { one: OF_MAIN, two: OF_MAIN })
    const { hosts, plan: planned } = await plan(db)
    const kept = new PairIds()
    const first = await updateBatch(db, hosts.slice(0, 1), planned, kept, WORLD_TIME)
    for (const pair of first.pairs) kept.add(pair)
    await db.query.deleteFrom('host_update').execute()
    expect(await deleteUnused(db, 'package_update')).toEqual({ deleted: 1, kept: 0 })
    expect((await updateBatch(db, hosts.slice(1), planned, kept, WORLD_TIME)).pairs).toHaveLength(1)
    const shown = await db.query
      .selectFrom('host_update as u')
      .innerJoin('package_update as p', 'p.id', 'u.update_id')
      .select('u.host_id')
      .execute()
    expect(shown).toEqual([{ host_id: hosts[1]?.id }])
  })
})
