import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import {
  findCandidates,
  mirrors,
  offered,
  refresh,
  repos,
  sendReport,
  server,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'
import { makeTar } from '../../tests/support/tar.ts'
import type { Db } from '../db/open.ts'

setUpRefreshing()

const archDatabase = (versions: Record<string, string>) =>
  makeTar(
    Object.fromEntries(
      Object.entries(versions).map(([name, version]) => [
        `${name}-${version}/desc`,
        `%NAME%\n${name}\n\n%VERSION%\n${version}\n\n%ARCH%\nx86_64\n\n`,
      ]),
    ),
  )

const apkIndex = (versions: Record<string, string>) => {
  const records = Object.entries(versions).map(([name, version]) => `P:${name}\nV:${version}\nA:x86_64\n\n`)
  return gzipSync(makeTar({ APKINDEX: records.join('') }))
}

const serve = (path: string, body: Buffer) => server.on(path, body)

interface Sent {
  os: string
  packages: [name: string, version: string, release: string][]
  repos: object[]
  [extra: string]: unknown
}

async function send(db: Db, type: 'arch' | 'apk', { packages, repos: named, ...more }: Sent): Promise<void> {
  const body = {
    ...{ hostname: 'a.example.org', arch: 'x86_64', kernel: '6.9', ...more },
    packages: packages.map(([name, version, release]) => ({ name, epoch: '', version, release, arch: 'x86_64', type })),
    repos: named.map((repo) => ({ type, priority: 0, ...repo })),
  }
  await sendReport(db, body)
}

async function updates(db: Db): Promise<string[]> {
  const rows = await findCandidates(db)
  return rows.map((r) => `${r.name} ${r.version}-${r.release} ${r.state} ${r.repo_id || r.repo}`).sort()
}

forEachDatabase('pacman and apk', (databases) => {
  test('pacman: databases in any compression, the first repository decides, ignored packages', async () => {
    const db = await databases.open()
    serve('/core/os/x86_64/core.db', gzipSync(archDatabase({ zlib: '1.3-1', linux: '6.9.1-1', bash: '5.2-1' })))
    serve('/own/x86_64/own.db', zstdCompressSync(archDatabase({ zlib: '1.4-1', yay: '12-2' })))
    const host = {
      os: 'Arch Linux',
      packages: [
        ['zlib', '1.2', '1'],
        ['linux', '6.9', '1'],
        ['yay', '12', '1'],
      ] as Sent['packages'],
      repos: [
        { name: 'own', id: 'own', urls: [`${server.url}/own/$arch`] },
        { name: 'core', id: 'core', urls: [`${server.url}/$repo/os/$arch`] },
      ],
    }
    await send(db, 'arch', { ...host, repo_order: ['core', 'own'], excludes: ['linux*'] })
    expect((await mirrors(db)).map(({ url }) => url.replace(server.url, '')).sort()).toEqual([
      '/core/os/x86_64/core.db',
      '/own/x86_64/own.db',
    ])
    expect(await refresh(db)).toMatchObject({ changed: 2, failed: 0 })
    expect(await updates(db)).toEqual([
      'linux 6.9.1-1 excluded core',
      'yay 12-2 pending own',
      'zlib 1.3-1 pending core',
    ])
    expect(await refresh(db)).toMatchObject({ unchanged: 2 })
    // the order alone is another answer
    await send(db, 'arch', { ...host, repo_order: ['own', 'core'], excludes: ['linux*'] })
    expect(await updates(db)).toContain('zlib 1.4-1 pending own')
  })

  test('pacman: an address without the architecture, and two repositories at one address', async () => {
    const db = await databases.open()
    serve('/core/os/x86_64/core.db', archDatabase({ zlib: '1.3-1' }))
    serve('/pkg/one.db', archDatabase({ a: '2-1' }))
    serve('/pkg/two.db', archDatabase({ b: '2-1' }))
    await send(db, 'arch', {
      os: 'Arch Linux',
      packages: [['zlib', '1.2', '1']],
      repos: [
        { name: 'core', id: 'core', urls: [`${server.url}/core/os/`] },
        { name: 'one', id: 'one', urls: [`${server.url}/pkg`] },
        { name: 'two', id: 'two', urls: [`${server.url}/pkg`] },
      ],
    })
    expect(await repos(db)).toHaveLength(3)
    expect(await refresh(db)).toMatchObject({ changed: 3, failed: 0 })
    expect(await offered(db)).toEqual(['a 2-1', 'b 2-1', 'zlib 1.3-1'])
  })

  test('pacman: what no repository has any more is replaced by what says so, for one host and for a fleet', async () => {
    const db = await databases.open()
    const fresh = '%NAME%\nnew\n\n%VERSION%\n2-1\n\n%ARCH%\nx86_64\n\n%REPLACES%\nold<2\nkept\nboth\n\n'
    const kept = '%NAME%\nkept\n\n%VERSION%\n1-1\n\n%ARCH%\nx86_64\n\n'
    // there is a newer one, and somebody else would replace it too
    const both = '%NAME%\nboth\n\n%VERSION%\n2-1\n\n%ARCH%\nx86_64\n\n'
    const files = { 'new-2-1/desc': fresh, 'kept-1-1/desc': kept, 'both-2-1/desc': both }
    serve('/core/os/x86_64/core.db', makeTar(files))
    const host: Sent = {
      os: 'Arch Linux',
      packages: [
        ['old', '1', '1'],
        ['kept', '1', '1'],
        ['both', '1', '1'],
      ],
      repos: [{ name: 'core', id: 'core', urls: [`${server.url}/core/os/x86_64`] }],
    }
    const found = ['both 2-1 pending core', 'new 2-1 replacement core']
    await send(db, 'arch', host)
    await refresh(db)
    expect(await updates(db)).toEqual(found)
    for (let i = 0; i < 45; i++) await send(db, 'arch', { ...host, hostname: `h${i}.example.org` })
    expect((await updates(db)).sort()).toEqual(found.flatMap((update) => Array(46).fill(update)))
  })

  test('apk: the highest of all repositories; a tagged one only for what is pinned to it', async () => {
    const db = await databases.open()
    serve(
      '/alpine/v3.20/main/x86_64/APKINDEX.tar.gz',
      apkIndex({ musl: '1.2.5-r1', zlib: '1.3.1-r1', php: '8.3.1-r0' }),
    )
    serve('/alpine/edge/main/x86_64/APKINDEX.tar.gz', apkIndex({ zlib: '1.3.2-r0', php: '8.4.0-r0' }))
    await send(db, 'apk', {
      os: 'Alpine 3.20.3',
      packages: [
        ['musl', '1.2.5', 'r0'],
        ['zlib', '1.3.1', 'r1'],
        ['php', '8.3.0', 'r5'],
      ],
      repos: [
        { name: 'main', id: '', urls: [`${server.url}/alpine/v3.20/main`] },
        { name: '@edge', id: '@edge', includes: ['php'], urls: [`${server.url}/alpine/edge/main/`] },
      ],
    })
    expect(await refresh(db)).toMatchObject({ changed: 2, failed: 0 })
    expect(await updates(db)).toEqual(['musl 1.2.5-r1 pending main', 'php 8.4.0-r0 pending @edge'])
  })

  test('what is cut, no archive or a web page is told, and what was in force stays', async () => {
    const db = await databases.open()
    const path = '/core/os/x86_64/core.db'
    const whole = gzipSync(archDatabase({ zlib: '1.3-1' }))
    serve(path, whole)
    const named = [{ name: 'core', id: 'core', urls: [`${server.url}/core/os/x86_64`] }]
    await send(db, 'arch', { os: 'Arch Linux', packages: [['zlib', '1.2', '1']], repos: named })
    await refresh(db)
    for (const [body, reason] of [
      [whole.subarray(0, 60), /ends/],
      [gzipSync(archDatabase({ zlib: '1.4-1' }).subarray(0, 700)), /ends/],
      [Buffer.from('<!doctype html><title>Hello</title>'.repeat(30)), /archive/],
      [gzipSync(Buffer.from('x'.repeat(2000))), /archive/],
    ] as const) {
      serve(path, Buffer.from(body))
      expect((await refresh(db)).outcomes[0]).toMatchObject({ result: 'failed', reason: expect.stringMatching(reason) })
      expect(await offered(db)).toEqual(['zlib 1.3-1'])
    }
    serve(path, gzipSync(archDatabase({ zlib: '1.4-1' })))
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(await updates(db)).toEqual(['zlib 1.4-1 pending core'])
  })
})
