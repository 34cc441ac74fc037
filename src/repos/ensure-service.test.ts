import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import type { Db } from '../db/open.ts'
import type { NamedRepo } from '../model/report.ts'
import { ensureRepos } from './ensure-service.ts'

const deb = (name: string, ...urls: string[]): NamedRepo => ({ type: 'deb', name, id: '', priority: 500, urls })
const MAIN = 'http://deb.debian.org/debian/dists/bookworm/main/binary-amd64'

const ensure = (db: Db, ...repos: NamedRepo[]) =>
  db.transaction((tx) => ensureRepos(tx, repos, { arch: 'x86_64' }, 1000))
const repos = (db: Db) => db.query.selectFrom('repo').selectAll().orderBy('id').execute()
const mirrors = (db: Db) => db.query.selectFrom('mirror').selectAll().orderBy('id').execute()

forEachDatabase('reported repositories', (databases) => {
  test('a new one gets its name, architecture and mirror from the report; a known one is only found', async () => {
    const db = await databases.open()
    const [first] = await ensure(db, deb('Debian 12 main', `${MAIN}/`))
    expect(first).toMatchObject({ priority: 500, enabled: true })
    expect(await repos(db)).toMatchObject([{ id: first!.repoId, type: 'deb', name: 'Debian 12 main', arch: 'amd64' }])
    expect(await mirrors(db)).toMatchObject([{ repo_id: first!.repoId, url: MAIN, state: 'new', refresh: 1 }])
    const again = await ensure(db, { ...deb('other name', MAIN.replace('.org/', '.org//')), priority: 100 })
    expect(again).toEqual([{ repoId: first!.repoId, priority: 100, enabled: true }])
    expect(await mirrors(db)).toHaveLength(1)
  })

  test('https is the same repository as http, by a mirror of its own', async () => {
    const db = await databases.open()
    const [a] = await ensure(db, deb('main', MAIN))
    const [b] = await ensure(db, deb('main', MAIN.replace('http:', 'https:')))
    expect(b!.repoId).toBe(a!.repoId)
    expect(await mirrors(db)).toHaveLength(2)
  })

  test('the URLs of a line are one repository, in whatever order and by whatever scheme they come', async () => {
    const db = await databases.open()
    const [a] = await ensure(db, deb('main', 'http://a.example/x', 'http://b.example/x'))
    const [b] = await ensure(db, deb('main', 'https://b.example/x/', 'http://a.example/x', 'http://A.example/x'))
    expect(b!.repoId).toBe(a!.repoId)
    expect((await mirrors(db)).map((m) => m.url).sort()).toEqual([
      'http://a.example/x',
      'http://b.example/x',
      'https://b.example/x',
    ])
    expect(await repos(db)).toHaveLength(1)
  })

  test.each([
    ['after the others', [MAIN], [MAIN, 'http://evil.example/x']],
    ['before the others', ['http://evil.example/x', MAIN], [MAIN]],
    ['among several', [MAIN, 'http://b.example/x'], [MAIN, 'http://b.example/x', 'http://evil.example/x']],
  ])('a host that names its own URL beside that of others, %s, adds no mirror to theirs', async (_, first, second) => {
    const db = await databases.open()
    const [a] = await ensure(db, deb('main', ...first))
    const [b] = await ensure(db, deb('main', ...second))
    expect(a!.repoId).not.toBe(b!.repoId)
    const named = (id: number) =>
      mirrors(db).then((all) => all.filter((mirror) => mirror.repo_id === id).map((mirror) => mirror.url))
    expect((await named(a!.repoId)).sort()).toEqual([...first].sort())
    expect((await named(b!.repoId)).sort()).toEqual([...second].sort())
    expect(await ensure(db, deb('main', ...first))).toEqual([a])
  })

  test('lines of one report that share a URL have a repository each, in order', async () => {
    const db = await databases.open()
    const answer = await ensure(
      db,
      deb('z', 'http://z.example/x'),
      deb('a', 'http://a.example/x', 'http://b.example/x'),
      deb('b', 'http://b.example/x'),
      deb('z again', 'http://z.example/x/'),
    )
    expect(answer[3]!.repoId).toBe(answer[0]!.repoId)
    const names = new Map((await repos(db)).map((r) => [r.id, r.name]))
    expect(answer.map((r) => names.get(r.repoId))).toEqual(['z', 'a', 'b', 'z'])
  })

  test('as many and as long URLs as a report may name', async () => {
    const db = await databases.open()
    const urls = Array.from({ length: 100 }, (_, i) => `http://m${i}.example/${'x'.repeat(480)}`)
    const [a, b] = await ensure(db, deb('many', ...urls), deb('many', ...urls.slice(1)))
    expect(a!.repoId).not.toBe(b!.repoId)
    expect(await ensure(db, deb('many', ...urls.reverse()))).toEqual([a])
    expect(await mirrors(db)).toHaveLength(199)
  })

  test('the same name for other URLs is another repository; so is the same URL of another type', async () => {
    const db = await databases.open()
    const [a, b, c] = await ensure(db, deb('base', 'http://a.example/x'), deb('base', 'http://b.example/x'), {
      ...deb('base', 'http://a.example/x'),
      type: 'rpm',
      id: 'base',
    })
    expect(new Set([a!.repoId, b!.repoId, c!.repoId]).size).toBe(3)
    expect((await repos(db)).map((r) => r.arch)).toEqual(['amd64', 'amd64', 'x86_64'].sort())
  })

  test('credentials are not kept; such a mirror is host-only until a host names it without them', async () => {
    const db = await databases.open()
    await ensure(db, deb('esm', 'https://bearer:s3cret@esm.example.com/apps/dists/x/main/binary-amd64'))
    expect(JSON.stringify([await repos(db), await mirrors(db)])).not.toMatch(/s3cret|bearer/)
    expect(await mirrors(db)).toMatchObject(
      [{ state: 'host-only', refresh: 0, reason: /./ }].map((m) => ({
        ...m,
        reason: expect.stringContaining('password'),
      })),
    )
    await ensure(db, deb('esm', 'https://esm.example.com/apps/dists/x/main/binary-amd64'))
    expect(await mirrors(db)).toMatchObject([{ state: 'new', refresh: 1, reason: '' }])
  })

  test.each(['file:/srv/mirror', 'cdrom:[Debian]/x', 'http://mirror/debian', 'no url'])(
    '%s is host-only',
    async (url) => {
      const db = await databases.open()
      const [answer] = await ensure(db, deb('local', url))
      expect(await mirrors(db)).toMatchObject([{ repo_id: answer!.repoId, state: 'host-only', refresh: 0 }])
    },
  )

  test('many hosts that report the same at once make one repository', async () => {
    const db = await databases.open()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => ensure(db, deb('b', `http://b${i % 2}.example/x`), deb('a', MAIN))),
    )
    expect(new Set(answers.map((a) => a[1]!.repoId)).size).toBe(1)
    expect(await repos(db)).toHaveLength(3)
  })

  test('variables that a client left in an address: hosts of another release or architecture have another repository', async () => {
    const db = await databases.open()
    const line = { ...deb('base', 'http://m.example/$releasever/$basearch/os'), type: 'rpm' as const, id: 'base' }
    const from = (arch: string, releasever: string) =>
      db.transaction((tx) => ensureRepos(tx, [line], { arch, releasever }, 1000)).then(([repo]) => repo!.repoId)
    const ids = [
      await from('x86_64', '9'),
      await from('i686', '9'),
      await from('x86_64', '10'),
      await from('x86_64', '9'),
    ]
    expect(new Set(ids).size).toBe(3)
    expect(ids[3]).toBe(ids[0])
    expect((await mirrors(db)).map((mirror) => mirror.url)).toEqual([
      'http://m.example/9/x86_64/os',
      'http://m.example/9/i386/os',
      'http://m.example/10/x86_64/os',
    ])
  })

  test.each([
    ['http://m.example/$infra/os', /cannot know what \$infra in its address stands for/],
    ['https://cdn.redhat.com/content/dist/rhel9/9/x86_64/baseos/os', /certificate of their subscription/],
    ['https://rhui3.us-east-1.aws.ce.redhat.com/pulp/mirror/os', /certificate of their subscription/],
    ['https://user:secret@updates.suse.com/SUSE/Products/x', /password/],
    ['plugin:/susecloud?credentials=SCC_x&path=/repo/SUSE', /plugin: is for hosts only/],
    ['dir:///mnt', /dir: is for hosts only/],
  ])('%s is for hosts only', async (url, reason) => {
    const db = await databases.open()
    await ensure(db, { ...deb('base', url), type: 'rpm', id: 'base' })
    expect(await mirrors(db)).toMatchObject([{ state: 'host-only', refresh: 0, reason: expect.stringMatching(reason) }])
    const isClosed = /certificate|password/.test(String(reason))
    expect(await repos(db)).toMatchObject([{ auth_required: isClosed ? 1 : 0 }])
  })
})
