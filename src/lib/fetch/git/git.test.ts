import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  addSubmodule,
  commitFiles,
  git,
  hasGit,
  makeGitRepository,
  serveGit,
} from '../../../../tests/support/git-server.ts'
import { type LoopbackServer, openLoopbackServer } from '../../../../tests/support/loopback-server.ts'
import { readTar } from '../../tar.ts'
import { createFetcher, type Fetcher, type GetOptions } from '../fetcher.ts'
import type { FetchPolicy } from '../policy.ts'
import { isNewEnough } from './version.ts'

let server: LoopbackServer
let fetcher: Fetcher
let root: string
/** Where the fetcher makes its folders: other tests do so at the same time. */
let folders: string

beforeEach(async () => {
  server = await openLoopbackServer()
  root = mkdtempSync(join(tmpdir(), 'git-test-'))
  folders = mkdtempSync(join(tmpdir(), 'git-folders-'))
  vi.stubEnv('TMPDIR', folders)
  allow({})
})

afterEach(async () => {
  await fetcher.close()
  await server.close()
  rmSync(root, { recursive: true })
  vi.unstubAllEnvs()
  const left = readdirSync(folders)
  rmSync(folders, { recursive: true })
  expect(left).toEqual([])
})

function allow(policy: Partial<FetchPolicy>): void {
  fetcher = createFetcher({ allow: ['127.0.0.1/32', '::1/128'], retryDelayMs: 1, maxBytes: 1e6, ...policy })
}

/** Names of the files of the newest state, and its commit. */
async function read(url: string, options: GetOptions = {}): Promise<{ files: string[]; etag: string }> {
  const answer = await fetcher.get(`git+${url}`, options)
  if (answer.status === 'not-modified') return { files: ['not modified'], etag: '' }
  const files: string[] = []
  for await (const { name } of readTar(answer.body)) if (name !== 'pax_global_header') files.push(name)
  return { files, etag: answer.etag }
}

function serve(path = '/git'): string {
  const answer = serveGit(root, path)
  for (const rest of ['/info/refs?service=git-upload-pack', '/git-upload-pack'])
    server.on(`${path}/r/.git${rest}`, answer)
  return `${server.url}${path}/r/.git`
}

test('the least version', () => {
  expect(['git version 2.37.0', 'git version 2.39.5', 'git version 3.0.1 (Apple)'].map(isNewEnough)).toEqual([
    true,
    true,
    true,
  ])
  expect(['git version 2.36.9', 'git version 1.9', '', 'sh: git: not found'].map(isNewEnough)).toEqual(
    Array(4).fill(false),
  )
})

describe.runIf(hasGit)('a git repository (where git is installed)', () => {
  const repository = () => join(root, 'r')

  test('its newest state alone; one request where it has not changed', async () => {
    makeGitRepository(repository(), { 'a/b.txt': 'one', gone: 'x' })
    git(repository(), 'rm', '--quiet', 'gone')
    commitFiles(repository(), { 'c.txt': 'two' })
    const url = serve()
    const { files, etag } = await read(url)
    expect(files).toEqual(['a/b.txt', 'c.txt'])
    expect(etag).toBe(git(repository(), 'rev-parse', 'HEAD').trim())
    server.requests.length = 0
    expect((await read(url, { etag })).files).toEqual(['not modified'])
    expect(server.requests).toHaveLength(1)
    commitFiles(repository(), { 'd.txt': 'three' })
    expect((await read(url, { etag })).files).toEqual(['a/b.txt', 'c.txt', 'd.txt'])
  })

  test('folders that a killed process left a day ago are removed, those of today are somebody’s', async () => {
    for (const name of ['patchman-git-old', 'patchman-git-new']) mkdirSync(join(folders, name))
    const old = new Date(Date.now() - 25 * 3_600_000)
    writeFileSync(join(folders, 'patchman-git-old', 'pack'), 'x')
    utimesSync(join(folders, 'patchman-git-old'), old, old)
    makeGitRepository(repository(), { a: 'one' })
    await read(serve())
    expect(readdirSync(folders)).toEqual(['patchman-git-new'])
    rmSync(join(folders, 'patchman-git-new'), { recursive: true })
  })

  test('links, hooks, submodules and filters of a hostile one do nothing', async () => {
    const touch = (name: string) => `#!/bin/sh\ntouch ${join(root, name)}\n`
    const hooks = ['post-checkout', 'post-merge', 'reference-transaction', 'pre-auto-gc', 'fsmonitor-watchman']
    makeGitRepository(repository(), {
      '.gitattributes': '* filter=evil diff=evil\nb.txt export-subst\n',
      '.gitmodules': `[submodule "s"]\n\tpath = s\n\turl = ${server.url}/sub\n\tupdate = !touch ${join(root, 'sub')}\n`,
      '.lfsconfig': `[lfs]\n\turl = ${server.url}/lfs\n`,
      'b.txt': '$Format:%(trailers)$',
      ...Object.fromEntries(hooks.map((name) => [`hooks/${name}`, touch(name)])),
      config: `[core]\n\tfsmonitor = touch ${join(root, 'config')}\n[filter "evil"]\n\tsmudge = touch ${join(root, 'smudge')}\n`,
    })
    symlinkSync('/etc/passwd', join(repository(), 'passwd.txt'))
    symlinkSync('../../../../..', join(repository(), 'up'))
    addSubmodule(repository(), 's')
    const { files } = await read(serve())
    expect(files).toContain('b.txt')
    expect(files.filter((name) => /passwd|up|^s/.test(name))).toEqual([])
    expect(readdirSync(root)).toEqual(['r'])
    expect(server.requests.filter((request) => !request.includes('/git/r/.git/'))).toEqual([])
  })

  test('a large file ends the transfer, one that unpacks to much ends the archive', async () => {
    makeGitRepository(repository(), { 'blob.bin': randomBytes(3_000_000) })
    await expect(read(serve())).rejects.toThrow(/larger than 1 MB/)
    git(repository(), 'rm', '--quiet', 'blob.bin')
    git(repository(), 'commit', '--quiet', '--message', 'x')
    commitFiles(repository(), { 'zeros.bin': Buffer.alloc(10_000_000) })
    await expect(read(serve())).rejects.toMatchObject({ code: 'too-large' })
    expect((await read(serve(), { maxBytes: 12_000_000 })).files).toEqual(['zeros.bin'])
  })

  test('trees of trees without end', async () => {
    makeGitRepository(repository(), { a: 'x' })
    let tree = git(repository(), 'write-tree').trim()
    for (let depth = 0; depth < 8; depth++) tree = makeTree(tree)
    git(repository(), 'update-ref', 'HEAD', git(repository(), 'commit-tree', '-m', 'x', tree).trim())
    await expect(read(serve())).rejects.toMatchObject({ code: 'too-large' })
  })

  /** A tree of ten times the same one. */
  function makeTree(tree: string): string {
    const entry = (i: number) => Buffer.concat([Buffer.from(`40000 ${i}\0`), Buffer.from(tree, 'hex')])
    const file = join(root, 'tree')
    writeFileSync(file, Buffer.concat(Array.from({ length: 10 }, (_, i) => entry(i))))
    return git(repository(), 'hash-object', '-t', 'tree', '-w', file).trim()
  }

  test('addresses are those of the policy: refused ones, redirects to them, names', async () => {
    makeGitRepository(repository(), { a: 'x' })
    const url = serve()
    server.on('/moved/info/refs?service=git-upload-pack', (_, response) => {
      response.writeHead(301, { location: `${url}/info/refs?service=git-upload-pack` }).end()
    })
    server.on('/inside/info/refs?service=git-upload-pack', (_, response) => {
      response.writeHead(301, { location: 'http://169.254.169.254/info/refs?service=git-upload-pack' }).end()
    })
    expect((await read(`${server.url}/moved`)).files).toEqual(['a'])
    expect((await read(url.replace('127.0.0.1', 'localhost'))).files).toEqual(['a'])
    await expect(read(`${server.url}/inside`)).rejects.toMatchObject({ code: 'refused-address' })
    allow({ allow: [] })
    server.requests.length = 0
    for (const refused of [url, url.replace('127.0.0.1', 'localhost'), 'http://[::1]/r.git', 'http://0x7f.1/r.git']) {
      await expect(read(refused)).rejects.toMatchObject({ code: 'refused-address' })
    }
    for (const other of ['file:///etc', 'ssh://a.example/r', 'ext::sh -c id', '--upload-pack=id']) {
      await expect(read(other)).rejects.toMatchObject({ code: 'bad-url' })
    }
    expect(server.requests).toEqual([])
  })

  test('by a proxy, which is the only address that is connected to', async () => {
    makeGitRepository(repository(), { a: 'x' })
    const answer = serveGit(root, '/git')
    for (const rest of ['/info/refs?service=git-upload-pack', '/git-upload-pack']) {
      server.on(`http://forge.invalid/git/r/.git${rest}`, (request, response) => {
        request.url = (request.url ?? '').slice('http://forge.invalid'.length)
        answer(request, response)
      })
    }
    allow({ allow: [], httpProxy: server.url })
    expect((await read('http://forge.invalid/git/r/.git')).files).toEqual(['a'])
    expect(server.requests.every((request) => request.includes('http://forge.invalid/'))).toBe(true)
    allow({ allow: [], httpProxy: server.url, noProxy: '.invalid' })
    await expect(read('http://forge.invalid/git/r/.git')).rejects.toMatchObject({ code: 'dns' })
  })

  test('what is no git, plain files, without HEAD or needs a password', async () => {
    const refs = '/info/refs?service=git-upload-pack'
    const type = { 'content-type': 'application/x-git-upload-pack-advertisement' }
    const sha = 'a'.repeat(40)
    const head = '001e# service=git-upload-pack\n0000'
    for (const [name, headers, body] of [
      ['html', { 'content-type': 'text/html' }, '<html>'],
      ['plain', { 'content-type': 'text/plain' }, `${sha}\trefs/heads/main\n`],
      ['none', type, `${head}003f${sha} refs/heads/main\0 ofs-delta`],
      ['empty', type, `${head}003f${'0'.repeat(40)} capabilities^{}\0 x`],
      ['new', type, `${head}005f${sha}${'b'.repeat(24)} HEAD\0 object-format=sha256`],
      ['lies', type, `${head}003f${sha} HEAD\0 ofs-delta`],
    ] as const) {
      server.on(`/${name}${refs}`, (_, response) => response.writeHead(200, headers).end(body))
    }
    server.on(`/closed${refs}`, (_, response) => response.writeHead(401, { 'www-authenticate': 'Basic' }).end())
    const codes = ['html', 'plain', 'none', 'empty', 'new', 'lies', 'closed', 'absent'].map((name) =>
      read(`${server.url}/${name}`).then(
        () => 'read',
        (error: { code: string }) => error.code,
      ),
    )
    const odd = 'bad-response'
    expect(await Promise.all(codes)).toEqual(['not-git', 'not-git', odd, odd, odd, odd, 'http-401', 'http-404'])
  })

  test('a server that stops in the middle, and work that is called off', async () => {
    makeGitRepository(repository(), { a: 'x' })
    const url = serve()
    server.on('/git/r/.git/git-upload-pack', (_, response) => void response.writeHead(200))
    const started = Date.now()
    await expect(read(url, { timeoutMs: 500 })).rejects.toMatchObject({ code: 'timeout' })
    const off = new AbortController()
    setTimeout(() => off.abort(), 300)
    await expect(read(url, { signal: off.signal })).rejects.toThrow()
    expect(Date.now() - started).toBeLessThan(5000)
  })
})
