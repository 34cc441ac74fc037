import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import type { Db } from '../db/open.ts'
import { changeMirrors, changeRepos, joinMirrors, removeMirrors, removeRepos } from './admin-service.ts'
import { ensureRepos } from './ensure-service.ts'

const SUM = 'ab'.repeat(32)

function administer(db: Db) {
  const asked: string[] = []
  const deps = {
    db,
    enqueue: async (kind: string, subject = '') => {
      asked.push(`${kind} ${subject}`)
      return 1
    },
  }
  return { deps, asked }
}

const report = async (db: Db, ...urls: string[]) => {
  const repos = urls.map((url) => ({ type: 'deb' as const, name: url, id: '', priority: 500, urls: [url] }))
  return (await db.transaction((tx) => ensureRepos(tx, repos, { arch: 'x86_64' }, 1))).map((repo) => repo.repoId)
}

const repos = (db: Db) => db.query.selectFrom('repo').selectAll().orderBy('id').execute()
const mirrors = (db: Db) => db.query.selectFrom('mirror').selectAll().orderBy('id').execute()

/** A host that uses these repositories. */
async function addHost(db: Db, repoIds: number[]): Promise<number> {
  return db.transaction(async (tx) => {
    const release = await tx.query
      .insertInto('os_release')
      .values({ name: 'Debian 12', codename: '', cpe_name: '' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const [variantId] = [release.id]
    await tx.insertMany('os_variant', { id: 'int', name: 'text', arch: 'text', os_release_id: 'int' }, [
      [variantId, 'Debian 12.8', 'x86_64', release.id],
    ])
    const columns = {
      id: 'int',
      hostname: 'text',
      os_variant_id: 'int',
      created_at: 'int',
      updated_at: 'int',
      repos_digest: 'text',
    } as const
    await tx.insertMany('host', columns, [[7, 'web01', variantId, 1, 1, 'digest']])
    await tx.insertMany(
      'host_repo',
      { host_id: 'int', repo_id: 'int', priority: 'int' },
      repoIds.map((id) => [7, id, 500]),
    )
    return 7
  })
}

forEachDatabase('administration of repositories', (databases) => {
  test('flags: updates are found again where they matter, and only where something changed', async () => {
    const db = await databases.open()
    const [a, b] = await report(db, 'http://a.example/x', 'http://b.example/x')
    const { deps, asked } = administer(db)
    expect(await changeRepos(deps, [a!, b!], { security: true })).toBe(2)
    expect(await changeRepos(deps, [a!], { security: true })).toBe(0)
    expect(await changeRepos(deps, [a!], { muted: true })).toBe(1)
    expect(await changeRepos(deps, [b!], { enabled: false })).toBe(1)
    expect(asked).toEqual([`find-updates repo:${a},${b}`, `find-updates repo:${b}`])
    expect(await repos(db)).toMatchObject([
      { security: 1, muted: 1, enabled: 1 },
      { security: 1, muted: 0, enabled: 0 },
    ])
  })

  test('a deleted repository comes back with the next report of a host that names it', async () => {
    const db = await databases.open()
    const [a] = await report(db, 'http://a.example/x')
    const host = await addHost(db, [a!])
    const { deps, asked } = administer(db)
    expect(await removeRepos(deps, [a!])).toBe(1)
    expect(asked).toEqual([`find-updates host:${host}`])
    expect([await repos(db), await mirrors(db)]).toEqual([[], []])
    expect(await db.query.selectFrom('host').select('repos_digest').execute()).toEqual([{ repos_digest: '' }])
    const [again] = await report(db, 'http://a.example/x')
    expect(again).toBeGreaterThan(a!)
  })

  test('a mirror that is refreshed again begins without failures; a deleted one is gone', async () => {
    const db = await databases.open()
    await report(db, 'http://a.example/x')
    const [mirror] = await mirrors(db)
    await db.query.updateTable('mirror').set({ fail_count: 14, refresh: 0 }).execute()
    const { deps } = administer(db)
    await changeMirrors(deps, [mirror!.id], { refresh: true })
    expect(await mirrors(db)).toMatchObject([{ fail_count: 0, refresh: 1 }])
    expect(await removeMirrors(deps, [mirror!.id])).toBe(1)
    expect(await mirrors(db)).toEqual([])
  })

  test('another address is normalised and read at once; one that another mirror of the repository has is refused', async () => {
    const db = await databases.open()
    const [a] = await report(db, 'http://a.example/x', 'https://a.example/x')
    const [mirror] = await mirrors(db)
    await db.query
      .updateTable('mirror')
      .set({ etag: '"1"', index_url: 'x', checksum: SUM, state: 'failing', failing_since: 5 })
      .execute()
    const { deps, asked } = administer(db)
    await changeMirrors(deps, [mirror!.id], { url: 'HTTP://c.example//x/' })
    expect((await mirrors(db))[0]).toMatchObject({
      url: 'http://c.example/x',
      state: 'new',
      etag: '',
      checksum: '',
      failing_since: 0,
    })
    expect(asked).toEqual([`refresh-repos ${a}`])
    await expect(changeMirrors(deps, [mirror!.id], { url: 'https://a.example/x/' })).rejects.toMatchObject({
      status: 409,
    })
  })

  test('mirrors of one index become one repository, with its hosts; others are refused', async () => {
    const db = await databases.open()
    const [a, b] = await report(db, 'http://a.example/x', 'http://b.example/x')
    const host = await addHost(db, [b!])
    const ids = (await mirrors(db)).map((mirror) => mirror.id)
    const { deps } = administer(db)
    await expect(joinMirrors(deps, ids)).rejects.toMatchObject({ status: 409 })
    await db.query.updateTable('mirror').set({ checksum: SUM }).execute()
    expect(await joinMirrors(deps, ids)).toBe(2)
    expect((await repos(db)).map((repo) => repo.id)).toEqual([a])
    expect((await mirrors(db)).map((mirror) => mirror.repo_id)).toEqual([a, a])
    expect(await db.query.selectFrom('host_repo').select(['host_id', 'repo_id']).execute()).toEqual([
      { host_id: host, repo_id: a },
    ])
    expect(await report(db, 'http://b.example/x')).toEqual([a])
  })
  test('mirrors of one address in several repositories become one mirror', async () => {
    const db = await databases.open()
    const lines = [['http://a.example/x'], ['http://a.example/x', 'http://b.example/x'], ['http://c.example/x']]
    const named = (urls: string[]) => ({ type: 'rpm' as const, name: 'r', id: 'r', priority: 99, urls })
    const ensured = () => db.transaction((tx) => ensureRepos(tx, lines.map(named), { arch: 'x86_64' }, 1))
    const [a] = await ensured()
    await db.query.updateTable('mirror').set({ checksum: SUM }).execute()
    const ids = (await mirrors(db)).map((mirror) => mirror.id)
    expect(await joinMirrors(administer(db).deps, ids)).toBe(4)
    expect((await mirrors(db)).map((mirror) => [mirror.repo_id, mirror.url])).toEqual([
      [a!.repoId, 'http://a.example/x'],
      [a!.repoId, 'http://b.example/x'],
      [a!.repoId, 'http://c.example/x'],
    ])
    expect((await ensured()).map((repo) => repo.repoId)).toEqual([a!.repoId, a!.repoId, a!.repoId])
    expect(await repos(db)).toHaveLength(1)
  })
})
