import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import type { Db } from '../db/open.ts'
import { checkDns } from './dns-service.ts'
import { cleanReports } from './reports-service.ts'
import { checkDatabase } from './service.ts'

const DAY_MS = 86_400_000
const NOW = 1_000 * DAY_MS

/** A release, a variant and hosts of these names, ids from 1. */
async function withHosts(db: Db, ...names: string[]): Promise<Db> {
  await db.query.insertInto('os_release').values({ id: 1, name: 'Debian 12', codename: '', cpe_name: '' }).execute()
  await db.query
    .insertInto('os_variant')
    .values({ id: 1, name: 'Debian 12.8', arch: 'x86_64', codename: '', os_release_id: 1 })
    .execute()
  await db.transaction((tx) =>
    tx.insertMany(
      'host',
      {
        id: 'int',
        hostname: 'text',
        ip: 'text',
        check_dns: 'int',
        os_variant_id: 'int',
        created_at: 'int',
        updated_at: 'int',
      },
      names.map((name, i) => [i + 1, name, `10.0.0.${i + 1}`, 1, 1, 0, 0]),
    ),
  )
  return db
}

async function insertPackages(db: Db, ...names: string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insertMany(
      'package_name',
      { id: 'int', name: 'text' },
      names.map((name, i) => [i + 1, name]),
    )
    const columns = { id: 'int', name_id: 'int', type: 'text', epoch: 'text', version: 'text' } as const
    await tx.insertMany(
      'package',
      { ...columns, release: 'text', arch: 'text', sort_key: 'bytes' },
      names.map((_, i) => [i + 1, i + 1, 'deb', '', '1', '1', 'amd64', Buffer.from([i])]),
    )
  })
}

const ids = async (db: Db, table: 'package' | 'package_name' | 'package_update' | 'module' | 'repo' | 'package_set') =>
  (await db.query.selectFrom(table).select('id').orderBy('id').execute()).map((row) => row.id)

forEachDatabase('database check', (databases) => {
  const deps = (db: Db) => ({ db, clock: () => NOW, log: silentLog })

  test('what nothing uses goes in one run, what something uses stays', async () => {
    const db = await withHosts(await databases.open(), 'web01')
    await insertPackages(db, 'installed', 'offered', 'candidate', 'stale-installed', 'stale-candidate', 'nowhere')
    await db.transaction(async (tx) => {
      await tx.insertMany('host_package', { host_id: 'int', package_id: 'int' }, [[1, 1]])
      const sets = [
        [1, 'a', 1, NOW - 9 * DAY_MS],
        [2, 'unused', 1, NOW - 9 * DAY_MS],
        [3, 'in the making', 0, NOW - 1000],
      ]
      await tx.insertMany('package_set', { id: 'int', checksum: 'text', ready: 'int', created_at: 'int' }, sets)
      const entries = [
        [2, 1],
        [6, 2],
        [3, 3],
      ]
      await tx.insertMany('package_set_entry', { package_id: 'int', set_id: 'int' }, entries)
      const pairs = [
        [1, 1, 3],
        [2, 4, 5],
      ]
      await tx.insertMany('package_update', { id: 'int', installed_id: 'int', candidate_id: 'int' }, pairs)
      const update = { host_id: 'int', update_id: 'int', security: 'int', state: 'text', repo_id: 'int' } as const
      await tx.insertMany('host_update', update, [[1, 1, 1, 'pending', 1]])
      const repo = {
        id: 'int',
        key: 'text',
        type: 'text',
        name: 'text',
        repo_id: 'text',
        arch: 'text',
        created_at: 'int',
      } as const
      const repos = [1, 2, 3].map((id) => [id, `deb ${id}`, 'deb', `r${id}`, '', 'amd64', 0])
      await tx.insertMany('repo', repo, repos)
      const mirror = { repo_id: 'int', type: 'text', url: 'text', package_set_id: 'int' } as const
      await tx.insertMany('mirror', mirror, [[1, 'deb', 'http://a.example/', 1]])
      await tx.insertMany('host_repo', { host_id: 'int', repo_id: 'int', priority: 'int' }, [[1, 2, 500]])
      const names = ['name', 'stream', 'version', 'context', 'arch', 'repo'] as const
      const module = Object.fromEntries(names.map((name) => [name, 'text' as const]))
      await tx.insertMany('module', { id: 'int', ...module }, [
        [1, 'used', '', '', '', '', ''],
        [2, 'unused', '', '', '', '', ''],
      ])
      await tx.insertMany('host_module', { host_id: 'int', module_id: 'int' }, [[1, 1]])
      const variant = { id: 'int', name: 'text', arch: 'text', os_release_id: 'int' } as const
      await tx.insertMany('os_release', { id: 'int', name: 'text' }, [[2, 'Debian 9']])
      await tx.insertMany('os_variant', variant, [[2, 'Debian 9.1', 'x86_64', 2]])
    })

    const texts = { type: 'security', severity: '', title: '', description: '', issued_at: 0, updated_at: 0 }
    await db.query
      .insertInto('erratum')
      .values({ name: 'OLD-1', source: 'debian', checksum: '', ...texts })
      .execute()
    const { removed } = await checkDatabase(deps(db))
    expect(removed).toEqual({
      erratum: 1,
      package_set: 1,
      package_update: 1,
      package: 3,
      package_name: 3,
      module: 1,
      repo: 1,
      os_variant: 1,
      os_release: 1,
    })
    expect(await ids(db, 'package')).toEqual([1, 2, 3])
    expect(await ids(db, 'package_update')).toEqual([1])
    expect(await ids(db, 'package_set')).toEqual([1, 3])
    expect(await ids(db, 'repo')).toEqual([1, 2])
    expect(await ids(db, 'module')).toEqual([1])
    const again = await checkDatabase(deps(db))
    expect(Object.values(again.removed).every((count) => count === 0)).toBe(true)
  })

  test('more than a batch goes', async () => {
    const db = await databases.open()
    await insertPackages(db, ...Array.from({ length: 4500 }, (_, i) => `p${i}`))
    expect((await checkDatabase(deps(db))).removed).toMatchObject({ package: 4500, package_name: 4500 })
  })

  test('counts that differ from what they count are corrected, and told', async () => {
    const db = await withHosts(await databases.open(), 'web01', 'web02')
    await insertPackages(db, 'a', 'b')
    await db.transaction(async (tx) => {
      await tx.insertMany('host_package', { host_id: 'int', package_id: 'int' }, [[1, 1]])
      await tx.insertMany('package_update', { id: 'int', installed_id: 'int', candidate_id: 'int' }, [[1, 1, 2]])
      const update = { host_id: 'int', update_id: 'int', security: 'int', state: 'text', repo_id: 'int' } as const
      await tx.insertMany('host_update', update, [
        [1, 1, 1, 'pending', 1],
        [2, 1, 0, 'held', 1],
      ])
    })
    expect((await checkDatabase(deps(db))).countsCorrected).toBeGreaterThan(0)
    const counts = ['package_count', 'security_count', 'bugfix_count'] as const
    expect(await db.query.selectFrom('host').select(counts).orderBy('id').execute()).toEqual([
      { package_count: 1, security_count: 1, bugfix_count: 0 },
      { package_count: 0, security_count: 0, bugfix_count: 0 },
    ])
    expect((await checkDatabase(deps(db))).countsCorrected).toBe(0)
  })

  test('mirrors with equal sets share one when asked to', async () => {
    const db = await databases.open()
    await db.transaction(async (tx) => {
      const set = { id: 'int', checksum: 'text', ready: 'int', created_at: 'int' } as const
      await tx.insertMany('package_set', set, [
        [1, 'same', 1, 0],
        [2, 'same', 1, 0],
        [3, 'other', 1, 0],
      ])
      const repo = {
        id: 'int',
        key: 'text',
        type: 'text',
        name: 'text',
        repo_id: 'text',
        arch: 'text',
        created_at: 'int',
      } as const
      await tx.insertMany('repo', repo, [[1, 'deb 1', 'deb', 'r', '', 'amd64', 0]])
      const mirror = { repo_id: 'int', type: 'text', url: 'text', package_set_id: 'int' } as const
      await tx.insertMany('mirror', mirror, [
        [1, 'deb', 'http://a.example/', 1],
        [1, 'deb', 'http://b.example/', 2],
        [1, 'deb', 'http://c.example/', 3],
      ])
    })
    expect((await checkDatabase(deps(db))).duplicatesMerged).toBe(0)
    expect(await checkDatabase(deps(db), { removeDuplicates: true })).toMatchObject({
      duplicatesMerged: 1,
      removed: { package_set: 1 },
    })
    const used = await db.query.selectFrom('mirror').select('package_set_id').orderBy('id').execute()
    expect(used.map((row) => row.package_set_id)).toEqual([1, 1, 3])
  })

  test('the fleet of the day is noted, once a day', async () => {
    const db = await withHosts(await databases.open(), 'web01')
    await checkDatabase(deps(db))
    await checkDatabase(deps(db))
    expect(await db.query.selectFrom('fleet_day').selectAll().execute()).toEqual([
      { day: '1972-09-27', hosts: 1, security_hosts: 0, security_updates: 0, bugfix_updates: 0 },
    ])
  })
})

forEachDatabase('report cleaning', (databases) => {
  test('each host keeps its last three; pending ones stay; those of deleted hosts go', async () => {
    const db = await withHosts(await databases.open(), 'web01')
    const report = (id: number, hostname: string, state: string, receivedAt: number) => [
      id,
      hostname,
      '',
      2,
      '',
      '',
      '',
      '',
      '',
      receivedAt,
      state,
    ]
    const text = 'text' as const
    const columns = { id: 'int', hostname: text, ip: text, protocol: 'int', user_agent: text, os: text } as const
    await db.transaction((tx) =>
      tx.insertMany('report', { ...columns, arch: text, kernel: text, tags: text, received_at: 'int', state: text }, [
        report(1, 'web01', 'pending', 0),
        report(2, 'web01', 'processed', 0),
        report(3, 'web01', 'failed', 0),
        report(4, 'web01', 'processed', 0),
        report(5, 'web01', 'processed', 0),
        report(6, 'web01', 'processed', 0),
        report(7, 'gone', 'processed', 0),
        report(8, 'gone', 'pending', 0),
        report(9, 'new', 'processed', NOW - 1000),
      ]),
    )
    const left = async () => (await db.query.selectFrom('report').select('id').orderBy('id').execute()).map((r) => r.id)
    expect(await cleanReports({ db, clock: () => NOW }, { withoutHost: false })).toEqual({ old: 2, withoutHost: 0 })
    expect(await left()).toEqual([1, 4, 5, 6, 7, 8, 9])
    expect(await cleanReports({ db, clock: () => NOW })).toEqual({ old: 0, withoutHost: 1 })
    expect(await left()).toEqual([1, 4, 5, 6, 8, 9])
  })
})

forEachDatabase('DNS checks', (databases) => {
  test('the reverse name is kept beside the host; what DNS does not tell changes nothing', async () => {
    const db = await withHosts(await databases.open(), 'same.example', 'other.example', 'none.example', 'mute.example')
    await db.query.updateTable('host').set({ reverse_dns: 'old.example' }).where('id', '>=', 3).execute()
    const answers: Record<string, string[] | string> = {
      '10.0.0.1': ['alias.example', 'Same.Example.'],
      '10.0.0.2': ['real.example'],
      '10.0.0.3': 'ENOTFOUND',
      '10.0.0.4': 'ETIMEOUT',
    }
    const reverse = async (address: string) => {
      const answer = answers[address]!
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer })
      return answer
    }
    expect(await checkDns({ db, reverse })).toEqual({ checked: 4, different: 2, failed: 1 })
    const names = await db.query.selectFrom('host').select('reverse_dns').orderBy('id').execute()
    expect(names.map((row) => row.reverse_dns)).toEqual(['same.example', 'real.example', '', 'old.example'])
  })

  test('only hosts that are to be checked, or those of them that are named', async () => {
    const db = await withHosts(await databases.open(), 'a.example', 'b.example', 'c.example')
    await db.query.updateTable('host').set({ check_dns: 0 }).where('id', '=', 2).execute()
    const asked: string[] = []
    const reverse = async (address: string) => {
      asked.push(address)
      return []
    }
    await checkDns({ db, reverse })
    expect(asked.toSorted()).toEqual(['10.0.0.1', '10.0.0.3'])
    await checkDns({ db, reverse }, { hostIds: [2, 3] })
    expect(asked).toHaveLength(3)
  })
})
