import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import { addSubmodule, commitFiles, hasGit, makeGitRepository, serveGit } from '../../tests/support/git-server.ts'
import {
  findCandidates,
  mirrors,
  now,
  offered,
  refresh,
  sendReport,
  server,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'
import { makeTar } from '../../tests/support/tar.ts'
import type { Db } from '../db/open.ts'
import { explain } from '../updates/explain-service.ts'

setUpRefreshing()

/** `category/name-version`: slot and keywords. */
type Tree = Record<string, [slot: string, keywords: string]>

const toSnapshot = (tree: Tree) =>
  gzipSync(
    makeTar({
      'gentoo/profiles/repo_name': 'gentoo',
      ...Object.fromEntries(
        Object.entries(tree).map(([id, [slot, keywords]]) => [
          `gentoo/metadata/md5-cache/${id}`,
          `EAPI=8\nKEYWORDS=${keywords}\nSLOT=${slot}\n`,
        ]),
      ),
    }),
  )

function serveSnapshot(base: string, snapshot: Buffer, sum = createHash('md5').update(snapshot).digest('hex')): void {
  server.on(`${base}/snapshots/gentoo-latest.tar.xz`, snapshot)
  server.on(`${base}/snapshots/gentoo-latest.tar.xz.md5sum`, (request, response) => {
    const etag = `"${sum}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
    response.writeHead(200, { etag }).end(`${sum}  gentoo-20261122.tar.xz\n`)
  })
}

interface Sent {
  packages: [category: string, name: string, slot: string, version: string, arch?: string][]
  repos: { name: string; urls: string[] }[]
}

async function send(db: Db, { packages, repos }: Sent): Promise<void> {
  const body = {
    ...{ hostname: 'g.example.org', arch: 'x86_64', kernel: '6.9', os: 'Gentoo Linux' },
    packages: packages.map(([category, name, epoch, full, arch = 'amd64']) => {
      const [version, release = ''] = full.split('-')
      return { category, name, epoch, version, release, arch, type: 'gentoo', repo: 'gentoo' }
    }),
    repos: repos.map((repo) => ({ type: 'gentoo', id: repo.name, priority: 0, ...repo })),
  }
  await sendReport(db, body)
}

async function updates(db: Db): Promise<string[]> {
  const rows = await findCandidates(db)
  return rows
    .map((r) => `${r.category}/${r.name}:${r.epoch} ${r.version} ${r.release} ${r.state} ${r.repo}`.replace(/ +/g, ' '))
    .sort()
}

const TREE: Tree = {
  'dev-lang/python-3.11.4': ['3.11', 'amd64 arm64'],
  'dev-lang/python-3.11.9-r1': ['3.11', 'amd64 ~arm64'],
  'dev-lang/python-3.12.3': ['3.12', 'amd64'],
  'dev-lang/python-3.13.0': ['3.13', '~amd64'],
  'dev-python/yaml-2.0': ['0', 'amd64'],
  'dev-libs/icu-74.2': ['0/74.2', 'amd64'],
  'app-misc/live-9999': ['0', 'amd64'],
}

const HOST: Sent['packages'] = [
  ['dev-lang', 'python', '3.11', '3.11.4'],
  ['dev-lang', 'python', '3.12', '3.12.3'],
  ['dev-haskell', 'yaml', '0', '1.0'],
  ['dev-libs', 'icu', '0/73.2', '73.2'],
  ['app-misc', 'live', '0', '1.0'],
]

forEachDatabase('portage', (databases) => {
  test('a mirror that the host names: slots, categories, live ebuilds, one request where nothing changed', async () => {
    const db = await databases.open()
    serveSnapshot('/gentoo', toSnapshot(TREE))
    await send(db, { packages: HOST, repos: [{ name: 'gentoo', urls: [`${server.url}/gentoo/`] }] })
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    expect(await updates(db)).toEqual([
      'dev-lang/python:3.11 3.11.9 r1 pending gentoo',
      'dev-libs/icu: 74.2 pending gentoo',
    ])
    const { lines } = await explain({ db, clock: () => now }, 'g.example.org', 'python')
    expect(lines.map(({ sentences }) => sentences[0])).toEqual([
      '3.11.9-r1 is the update: it is the best visible version in slot 3.11.',
      'The installed 3.12.3 stays: the best visible version in slot 3.12 is 3.12.3.',
    ])
    expect(lines.map(({ name, installed, candidate }) => [name, installed, candidate])).toEqual([
      ['dev-lang/python', '3.11.4:3.11', '3.11.9-r1:3.11'],
      ['dev-lang/python', '3.12.3:3.12', '3.12.3:3.12'],
    ])
    const ofName = async (name: string) => {
      const explained = await explain({ db, clock: () => now }, 'g.example.org', name)
      return explained.lines.map((line) => `${line.name} ${line.sentences[0]}`)
    }
    expect(await ofName('dev-lang/python')).toHaveLength(2)
    expect(await ofName('dev-python/yaml')).toEqual(['dev-python/yaml It is not installed.'])
    expect(await ofName('yaml')).toEqual([
      'dev-haskell/yaml The installed 1.0 stays: no repository of the host has a visible version in slot 0.',
    ])
    server.requests.length = 0
    expect(await refresh(db)).toMatchObject({ unchanged: 1 })
    expect(server.requests).toHaveLength(1)
  })

  test('the list of mirrors gives one; where it fails another one takes its place', async () => {
    const db = await databases.open()
    serveSnapshot('/two', toSnapshot(TREE))
    const uris = ['one', 'two', 'three'].map((name) => `<uri protocol="http">${server.url}/${name}/</uri>`)
    const list = `<mirrors><mirrorgroup><mirror><name>x</name>${uris.join('')}</mirror></mirrorgroup></mirrors>`
    server.on('/mirrors/distfiles.xml', list)
    await send(db, { packages: HOST, repos: [{ name: 'gentoo', urls: [`${server.url}/mirrors/distfiles.xml`] }] })
    await refresh(db)
    const given = (await mirrors(db)).filter(({ from_mirror_id }) => from_mirror_id !== null)
    expect(given.filter(({ state }) => state === 'ok').map(({ url }) => url)).toEqual([`${server.url}/two`])
    expect(server.requests.filter((request) => request.includes('/three/'))).toEqual([])
    expect(await updates(db)).toHaveLength(2)
  })

  test('an overlay by the archive that its git server makes; the best version of all trees counts', async () => {
    const db = await databases.open()
    serveSnapshot('/gentoo', toSnapshot(TREE))
    const overlay = makeTar({
      'guru-HEAD/app-misc/own/own-1.5.ebuild': 'SLOT="0"\nKEYWORDS="~amd64"\n',
      'guru-HEAD/dev-libs/icu/icu-75.1.ebuild': 'SLOT="0/75"\nKEYWORDS="amd64"\n',
      'guru-HEAD/app-misc/odd/odd-1.ebuild': 'SLOT="$(rm -rf /)"\nKEYWORDS="amd64"\n',
    })
    server.on('/o/guru/archive/main.tar.gz', gzipSync(overlay))
    await send(db, {
      packages: [...HOST, ['app-misc', 'own', '0', '1.0', '~amd64']],
      repos: [
        { name: 'gentoo', urls: [`${server.url}/gentoo`] },
        { name: 'guru', urls: [`${server.url}/o/guru.git`] },
        { name: 'ssh', urls: ['git+ssh://git@git.example.org/x.git'] },
      ],
    })
    expect(await refresh(db)).toMatchObject({ changed: 2, failed: 0 })
    expect(await updates(db)).toEqual([
      'app-misc/own: 1.5 pending guru',
      'dev-lang/python:3.11 3.11.9 r1 pending gentoo',
      'dev-libs/icu: 75.1 pending guru',
    ])
    expect((await mirrors(db)).map(({ state }) => state).sort()).toEqual(['host-only', 'ok', 'ok'])
    expect(await db.query.selectFrom('set_reject').select('text').execute()).toEqual([{ text: 'app-misc/odd-1' }])
  })

  test.runIf(hasGit)('an overlay by git; what is hostile in it does nothing (where git is installed)', async () => {
    const db = await databases.open()
    const root = await mkdtemp(join(tmpdir(), 'overlay-'))
    const overlay = join(root, 'r')
    const ebuild = 'SLOT="0"\nKEYWORDS="~amd64"\n'
    makeGitRepository(overlay, {
      'profiles/repo_name': 'own',
      'app-misc/own/own-1.5.ebuild': ebuild,
      'app-misc/own/own-1.6.ebuild': `KEYWORDS="~amd64"\nSLOT="$(touch ${root}/run)"\n`,
      'app-misc/own/own-1.7.ebuild': `${ebuild}${'#'.repeat(2_100_000)}`,
      'app-misc/own/files/zeros': Buffer.alloc(900_000),
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ${server.url}/x\n`,
      'hooks/post-checkout': `#!/bin/sh\ntouch ${root}/run\n`,
    })
    await symlink('/etc/passwd', join(overlay, 'app-misc/own/own-1.8.ebuild'))
    await symlink('own-1.5.ebuild', join(overlay, 'app-misc/own/own-1.9.ebuild'))
    addSubmodule(overlay, 'x')
    const answer = serveGit(root, '/git')
    const paths = ['/info/refs?service=git-upload-pack', '/git-upload-pack'].map((rest) => `/git/r/.git${rest}`)
    for (const path of paths) server.on(path, answer)
    await send(db, {
      packages: [['app-misc', 'own', '0', '1.0', '~amd64']],
      repos: [{ name: 'own', urls: [`${server.url}/git/r/.git`] }],
    })
    expect((await refresh(db)).outcomes).toMatchObject([{ result: 'changed', reason: '' }])
    expect(await updates(db)).toEqual(['app-misc/own: 1.5 pending own'])
    expect(await db.query.selectFrom('set_reject').select(['text', 'reason']).execute()).toEqual([
      { text: 'app-misc/own-1.6', reason: expect.stringContaining('script') },
      { text: 'app-misc/own-1.7', reason: 'It is too large.' },
    ])
    expect(await readdir(root)).toEqual(['r'])
    server.requests.length = 0
    expect(await refresh(db)).toMatchObject({ unchanged: 1 })
    expect(server.requests).toEqual([`GET ${paths[0]}`])
    commitFiles(overlay, { 'app-misc/own/own-2.0.ebuild': ebuild })
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(await updates(db)).toEqual(['app-misc/own: 2.0 pending own'])
    // what was in force stays where a later state is too large
    commitFiles(overlay, { blob: randomBytes(1_500_000) })
    expect((await refresh(db)).outcomes[0]).toMatchObject({ result: 'failed', reason: expect.stringContaining('1 MB') })
    expect(await updates(db)).toEqual(['app-misc/own: 2.0 pending own'])
    await rm(root, { recursive: true })
  })

  test('a snapshot that is another than its checksum, cut or no tree is told, and what was in force stays', async () => {
    const db = await databases.open()
    const small: Tree = { 'dev-libs/icu-74.2': ['0', 'amd64'] }
    serveSnapshot('/gentoo', toSnapshot(small))
    await send(db, { packages: HOST, repos: [{ name: 'gentoo', urls: [`${server.url}/gentoo`] }] })
    await refresh(db)
    const next = toSnapshot({ 'dev-libs/icu-75.1': ['0', 'amd64'] })
    for (const [snapshot, sum, reason] of [
      [next, '0'.repeat(32), /MD5 differs/],
      [next, 'none', /no checksum/],
      [next.subarray(0, 80), undefined, /ends/],
      [gzipSync(makeTar({ 'README.md': 'x' })), undefined, /no tree/],
    ] as const) {
      serveSnapshot('/gentoo', Buffer.from(snapshot), sum)
      expect((await refresh(db)).outcomes[0]).toMatchObject({ result: 'failed', reason: expect.stringMatching(reason) })
      expect(await offered(db)).toEqual(['icu 74.2-'])
    }
    serveSnapshot('/gentoo', next)
    expect(await refresh(db)).toMatchObject({ changed: 1 })
    expect(await updates(db)).toEqual(['dev-libs/icu: 75.1 pending gentoo'])
  })
})
