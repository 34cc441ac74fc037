import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { silentLog } from '../../tests/support/log.ts'
import { addPackageSet, fillWorld, setHostPackages, WORLD_TIME, type World } from '../../tests/support/world.ts'
import type { Db } from '../db/open.ts'
import { updateHosts } from './service.ts'

const clock = () => WORLD_TIME + 1000

/** `name installed > candidate state [security] repository`, sorted. */
async function listUpdates(db: Db, hostname: string): Promise<string[]> {
  const rows = await db.query
    .selectFrom('host_update as u')
    .innerJoin('host as h', 'h.id', 'u.host_id')
    .innerJoin('package_update as pair', 'pair.id', 'u.update_id')
    .innerJoin('package as i', 'i.id', 'pair.installed_id')
    .innerJoin('package as c', 'c.id', 'pair.candidate_id')
    .innerJoin('package_name as n', 'n.id', 'i.name_id')
    .innerJoin('repo as r', 'r.id', 'u.repo_id')
    .select(['n.name', 'i.version as old', 'c.version as new', 'u.state', 'u.security', 'r.name as repo'])
    .where('h.hostname', '=', hostname)
    .execute()
  return rows.map((r) => `${r.name} ${r.old} > ${r.new} ${r.state}${r.security ? ' security' : ''} ${r.repo}`).sort()
}

async function countsOf(db: Db, hostname: string): Promise<number[]> {
  const host = await db.query.selectFrom('host').selectAll().where('hostname', '=', hostname).executeTakeFirstOrThrow()
  return [host.security_count, host.bugfix_count, host.has_unknown]
}

/** Each update knows on how many hosts it is pending. */
async function expectCounted(db: Db): Promise<void> {
  const pairs = await db.query.selectFrom('package_update').selectAll().execute()
  const rows = await db.query.selectFrom('host_update').selectAll().where('state', '=', 'pending').execute()
  for (const pair of pairs) {
    const pending = rows.filter((row) => row.update_id === pair.id)
    const security = pending.filter((row) => row.security === 1)
    expect([pair.host_count, pair.security_host_count]).toEqual([pending.length, security.length])
  }
}

const REPOS = {
  main: { packages: ['openssl 1', 'bash 5', 'docs 2 all', 'zlib 1'] },
  security: { packages: ['openssl 3', 'zlib 2 amd64 phased=0'], security: 1 as const },
  updates: { packages: ['openssl 4', 'bash 6'] },
}
const USUAL = { main: 500, security: 500, updates: 500 }

forEachDatabase('finding updates', (databases) => {
  const find = (db: Db, scope = {}) => updateHosts({ db, clock, log: silentLog }, scope)

  test('stores each host’s updates with its counts, and writes only differences after that', async () => {
    const db = await databases.open()
    const world = await fillWorld(db, REPOS, {
      web: { packages: ['openssl 2', 'bash 5', 'docs 1 amd64', 'own 1'], repos: USUAL },
      db: { packages: ['openssl 4', 'bash 5 amd64 held'], repos: USUAL },
      old: { packages: ['openssl 2'], repos: { main: 500 } },
    })
    expect(await find(db)).toMatchObject({ hosts: 3, updates: 4 })
    expect(await listUpdates(db, 'web')).toEqual([
      'bash 5 > 6 pending updates',
      'docs 1 > 2 pending main',
      'openssl 2 > 4 pending security updates',
    ])
    expect(await listUpdates(db, 'db')).toEqual(['bash 5 > 6 held updates'])
    expect(await listUpdates(db, 'old')).toEqual([])
    expect(await countsOf(db, 'web')).toEqual([1, 2, 0])
    expect(await countsOf(db, 'db')).toEqual([0, 0, 0])
    const [day] = await db.query.selectFrom('fleet_day').selectAll().execute()
    expect(day).toEqual({ day: '2025-06-01', hosts: 3, security_hosts: 1, security_updates: 1, bugfix_updates: 2 })

    await setHostPackages(db, world.hosts.web as number, ['openssl 4', 'bash 5'])
    await find(db, { hostIds: [world.hosts.web as number] })
    expect(await listUpdates(db, 'web')).toEqual(['bash 5 > 6 pending updates'])
    expect(await countsOf(db, 'web')).toEqual([0, 1, 0])
    await expectCounted(db)
  })

  test('one by one or all at once: the same answer', async () => {
    const db = await databases.open()
    const many = Array.from({ length: 60 }, (_, i) => {
      const repos = i % 3 === 0 ? { main: 990, updates: 500 } : i % 3 === 1 ? USUAL : { security: 100, updates: 1 }
      const packages = [`openssl ${i % 5}`, `bash ${i % 7}${i % 2 ? ' amd64 held' : ''}`, 'zlib 1', `docs ${i % 3} all`]
      return [`h${i}`, { packages, repos, machineId: i % 2 ? `${i}` : '' }] as const
    })
    const world = await fillWorld(db, REPOS, Object.fromEntries(many))
    await find(db)
    const read = () => db.query.selectFrom('host_update').selectAll().orderBy('host_id').orderBy('update_id').execute()
    const together = await read()
    expect(together.length).toBeGreaterThan(80)
    await expectCounted(db)
    await db.query.deleteFrom('host_update').execute()
    await db.query.updateTable('package_update').set({ host_count: 0, security_host_count: 0 }).execute()
    for (const id of Object.values(world.hosts)) await find(db, { hostIds: [id] })
    expect(await read()).toEqual(together)
  })

  test('disabled for one host, disabled for all, a disabled mirror: no candidates', async () => {
    const db = await databases.open()
    const off = {
      ...REPOS,
      updates: { ...REPOS.updates, mirrorEnabled: 0 as const },
      gone: { packages: ['bash 9'], enabled: 0 as const },
    }
    await fillWorld(db, off, {
      one: { packages: ['openssl 2', 'bash 5'], repos: { main: 500, security: 'off', gone: 500 } },
      two: { packages: ['openssl 2', 'bash 5'], repos: { ...USUAL, gone: 500 } },
    })
    await find(db)
    expect(await listUpdates(db, 'one')).toEqual([])
    expect(await listUpdates(db, 'two')).toEqual(['openssl 2 > 3 pending security security'])
    expect(await countsOf(db, 'one')).toEqual([0, 0, 0])
    expect(await countsOf(db, 'two')).toEqual([1, 0, 1])
  })

  test('the OS release’s repositories count for hosts that look at them, not those of another architecture', async () => {
    const db = await databases.open()
    const repos = { ...REPOS, ports: { packages: ['bash 9'], arch: 'arm64' } }
    await fillWorld(
      db,
      repos,
      {
        own: { packages: ['bash 5'], repos: { main: 500 } },
        both: { packages: ['bash 5'], repos: { main: 500 }, hostReposOnly: 0 },
        refuses: { packages: ['bash 5'], repos: { main: 500, updates: 'off' }, hostReposOnly: 0 },
      },
      ['updates', 'ports'],
    )
    await find(db, { repoIds: [3] })
    expect(await listUpdates(db, 'own')).toEqual([])
    expect(await listUpdates(db, 'both')).toEqual(['bash 5 > 6 pending updates'])
    expect(await listUpdates(db, 'refuses')).toEqual([])
  })

  test('what could not be read makes an answer unknown, and old data is used all the same', async () => {
    const db = await databases.open()
    const day = 86_400_000
    await fillWorld(
      db,
      {
        ok: { packages: ['bash 6'] },
        never: {},
        failing: { packages: ['bash 6'], state: 'failing', reason: 'HTTP 500' },
        hidden: { state: 'host-only' },
        old: { packages: ['bash 6'], confirmedAt: WORLD_TIME - 8 * day },
      },
      {
        ...Object.fromEntries(
          ['ok', 'never', 'failing', 'hidden', 'old'].map((n) => [n, { packages: ['bash 5'], repos: { [n]: 500 } }]),
        ),
        none: { packages: ['bash 5'], repos: {} },
      },
    )
    await find(db)
    expect(await countsOf(db, 'ok')).toEqual([0, 1, 0])
    expect(await countsOf(db, 'never')).toEqual([0, 0, 1])
    expect(await countsOf(db, 'failing')).toEqual([0, 1, 1])
    expect(await countsOf(db, 'hidden')).toEqual([0, 0, 1])
    expect(await countsOf(db, 'old')).toEqual([0, 1, 1])
    expect(await countsOf(db, 'none')).toEqual([0, 0, 1])
  })

  test('the host’s own dpkg tells its architecture, whatever its kernel is', async () => {
    const db = await databases.open()
    await fillWorld(
      db,
      { main: { packages: ['tool 2 i386', 'tool 3 amd64', 'docs 2 all'] } },
      { small: { packages: ['dpkg 1 i386', 'tool 1 i386', 'docs 1 i386'], repos: { main: 500 } } },
    )
    await find(db)
    expect(await listUpdates(db, 'small')).toEqual(['docs 1 > 2 pending main', 'tool 1 > 2 pending main'])
  })

  test('a host that reports while its updates are found ends with those of its last report', async () => {
    const db = await databases.open()
    const hosts = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`h${i}`, { packages: ['bash 5', 'openssl 2'], repos: USUAL }]),
    )
    const world: World = await fillWorld(db, REPOS, hosts)
    const reports = (async () => {
      for (const id of Object.values(world.hosts)) {
        await setHostPackages(db, id, ['bash 5'])
        await find(db, { hostIds: [id] })
      }
    })()
    await Promise.all([find(db), reports, find(db)])
    for (const name of Object.keys(world.hosts)) {
      expect(await listUpdates(db, name)).toEqual(['bash 5 > 6 pending updates'])
      expect(await countsOf(db, name)).toEqual([0, 1, 0])
    }
    await expectCounted(db)
  })

  test('a new package set of a mirror changes the answer', async () => {
    const db = await databases.open()
    const world = await fillWorld(db, REPOS, { web: { packages: ['bash 5'], repos: USUAL } })
    await find(db)
    const set = await addPackageSet(db, ['bash 7'])
    await db.query
      .updateTable('mirror')
      .set({ package_set_id: set })
      .where('repo_id', '=', world.repos.updates as number)
      .execute()
    await find(db, { repoIds: [world.repos.updates as number] })
    expect(await listUpdates(db, 'web')).toEqual(['bash 5 > 7 pending updates'])
    await db.query
      .updateTable('repo')
      .set({ enabled: 0 })
      .where('id', '=', world.repos.updates as number)
      .execute()
    await find(db)
    expect(await listUpdates(db, 'web')).toEqual([])
    await expectCounted(db)
  })

  test('hosts of which nothing changed are confirmed, not found again', async () => {
    const db = await databases.open()
    const world = await fillWorld(db, REPOS, {
      web: { packages: ['bash 5', 'openssl 2'], repos: USUAL },
      db: { packages: ['bash 5'], repos: USUAL },
    })
    let now = clock()
    const findAt = (ms: number, scope = {}) => updateHosts({ db, clock: () => (now = ms), log: silentLog }, scope)
    await findAt(now)
    // as nothing but a mistake would: what is stored shows whether anybody looked
    const loseUpdates = async () => {
      await db.query.deleteFrom('host_update').execute()
      await db.query.updateTable('package_update').set({ host_count: 0, security_host_count: 0 }).execute()
    }
    await loseUpdates()
    expect(await findAt(now + 1000)).toMatchObject({ hosts: 2, updates: 0 })
    expect(await listUpdates(db, 'web')).toEqual([])
    const asOf = await db.query.selectFrom('host').select('updates_as_of').execute()
    expect(asOf.map((host) => host.updates_as_of)).toEqual([now, now])

    // a report, its own wish, another set, a failing mirror
    await setHostPackages(db, world.hosts.db as number, ['bash 5', 'openssl 2'])
    await findAt(now)
    expect(await listUpdates(db, 'db')).toHaveLength(2)
    expect(await listUpdates(db, 'web')).toEqual([])
    await findAt(now, { hostIds: [world.hosts.web as number] })
    expect(await listUpdates(db, 'web')).toHaveLength(2)
    const updates = world.repos.updates as number
    const mirror = db.query.updateTable('mirror').where('repo_id', '=', updates)
    await mirror.set({ state: 'failing', reason: 'HTTP 500' }).execute()
    await findAt(now)
    expect(await countsOf(db, 'web')).toEqual([1, 1, 1])
    await mirror.set({ state: 'ok', package_set_id: await addPackageSet(db, ['bash 5']) }).execute()
    await findAt(now)
    expect(await listUpdates(db, 'web')).toEqual(['openssl 2 > 3 pending security security'])
    expect(await countsOf(db, 'web')).toEqual([1, 0, 0])
    await expectCounted(db)

    await loseUpdates()
    await findAt(now + 7 * 86_400_000)
    expect(await listUpdates(db, 'web')).toHaveLength(1)
  })
})
