// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are shell
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeTar, toHeader } from '../../../tests/support/tar.ts'
import type { Candidate } from '../../model/candidate.ts'
import { fullVersion } from '../../model/package.ts'
import type { Reject } from '../../model/reject.ts'
import { parseTree } from './parse.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}

async function read(bytes: Uint8Array, size = 65_536) {
  const all = { candidates: [] as Candidate[], rejects: [] as Reject[] }
  for await (const part of parseTree(inPieces(bytes, size), 'tree.tar')) {
    all.candidates.push(...part.candidates)
    all.rejects.push(...part.rejects)
  }
  return all
}

const show = (c: Candidate) => `${c.category}/${c.name} ${fullVersion(c)} ${c.arch}`
const cache = (slot: string, keywords: string) => `DESCRIPTION=x\nEAPI=8\nKEYWORDS=${keywords}\nSLOT=${slot}\n_md5_=0\n`
const CACHE = 'gentoo-20261122/metadata/md5-cache'

test('the metadata cache: slots, keywords, revisions, in pieces of any size', async () => {
  const bytes = makeTar({
    'gentoo-20261122/': '',
    [`${CACHE}/Manifest.gz`]: 'x',
    [`${CACHE}/dev-lang/Manifest.gz`]: 'x',
    [`${CACHE}/dev-lang/python-3.11.9-r1`]: cache('3.11', 'amd64 ~arm64 -ppc'),
    [`${CACHE}/dev-libs/icu-74.2-r0`]: cache('0/74.2', '~amd64 amd64 ~x64-macos -*'),
    [`${CACHE}/app-misc/g++-tool-1-9999`]: cache('0', ''),
    [`${CACHE}/virtual/x-1.0_p20240101`]: cache('0', 'amd64'),
  })
  for (const size of [1, 700, 1_000_000]) {
    const { candidates, rejects } = await read(bytes, size)
    expect(rejects).toEqual([])
    expect(candidates.map(show)).toEqual([
      'dev-lang/python 3.11:3.11.9-r1 amd64',
      'dev-lang/python 3.11:3.11.9-r1 ~arm64',
      'dev-libs/icu 74.2 amd64',
      'virtual/x 1.0_p20240101 amd64',
    ])
  }
})

test('masks of all profiles and of those of an architecture, which may lift others', async () => {
  const { candidates } = await read(
    makeTar({
      [`${CACHE}/app-misc/a-1`]: cache('0', 'amd64 ~arm64'),
      [`${CACHE}/app-misc/b-1`]: cache('0', 'amd64 ~arm64'),
      [`${CACHE}/app-misc/c-1`]: cache('0', 'amd64 ~arm64'),
      [`${CACHE}/app-misc/d-1`]: cache('0', 'amd64'),
      'gentoo-20261122/profiles/package.mask': '=app-misc/a-1\n',
      'gentoo-20261122/profiles/base/package.mask': 'app-misc/b\n',
      'gentoo-20261122/profiles/arch/arm64/package.mask': '-=app-misc/a-1\napp-misc/c\n',
      // profiles that a host may or may not follow
      'gentoo-20261122/profiles/arch/amd64/x32/package.mask': 'app-misc/d\n',
      'gentoo-20261122/profiles/features/musl/package.mask': 'app-misc/d\n',
    }),
  )
  expect(candidates.map(show)).toEqual(['app-misc/a 1 ~arm64', 'app-misc/c 1 amd64', 'app-misc/d 1 amd64'])
})

test('ebuilds where the cache says nothing, whichever comes first', async () => {
  const files = {
    'app-misc/a/a-1.0.ebuild': 'EAPI=8\nSLOT="0"\nKEYWORDS="amd64"\n',
    'metadata/md5-cache/app-misc/a-1.0': cache('1', '~amd64'),
    'app-misc/b/b-2.0-r3.ebuild': 'SLOT="0"\nKEYWORDS="\n\tamd64 \\\n\t~arm64"\n',
    'app-misc/b/Manifest': 'x',
    'app-misc/b/files/b-9.0.ebuild': 'SLOT=0\nKEYWORDS=amd64',
    'eclass/b.eclass': 'SLOT=0',
    'scripts/tests/deep/app-misc/b/b-8.0.ebuild': 'SLOT=0\nKEYWORDS=amd64',
  }
  const expected = ['app-misc/a 1:1.0 ~amd64', 'app-misc/b 2.0-r3 amd64', 'app-misc/b 2.0-r3 ~arm64']
  const turned = Object.fromEntries(Object.entries(files).reverse())
  for (const order of [files, turned]) {
    const { candidates, rejects } = await read(makeTar(order))
    expect([candidates.map(show).sort(), rejects]).toEqual([expected, []])
  }
})

test.each([
  ['if [[ ${PV} == 9999 ]]; then\n  KEYWORDS=""\nelse\n  KEYWORDS="~amd64"\nfi\nSLOT=0', ['app-misc/a 1.2.3 ~amd64']],
  ['[[ ${PV} == *9999 ]] || KEYWORDS="amd64"\nSLOT=\'0\'', ['app-misc/a 1.2.3 amd64']],
  ['# KEYWORDS="amd64"\nSLOT="0"', []],
  ['SLOT="${PV}"\nKEYWORDS="amd64"', ['app-misc/a 1.2.3:1.2.3 amd64']],
  ['SLOT="0/$(ver_cut 1-2)"\nKEYWORDS="amd64"', ['app-misc/a 1.2.3 amd64']],
  ['SLOT="$(ver_cut 1)"\nKEYWORDS="amd64"', 'Its SLOT is worked out by a script, which is not run.'],
  ['SLOT="0"\nKEYWORDS="`touch /tmp/x`"', 'Its KEYWORDS is worked out by a script, which is not run.'],
  ['KEYWORDS="amd64"', 'It has no SLOT.'],
  ['SLOT="a b"\nKEYWORDS="amd64"', 'Its SLOT is none: a b'],
])('an ebuild: %j', async (text, expected) => {
  const { candidates, rejects } = await read(makeTar({ 'top/app-misc/a/a-1.2.3.ebuild': text }))
  if (typeof expected === 'string') expect(rejects).toMatchObject([{ text: 'app-misc/a-1.2.3', reason: expected }])
  else expect([candidates.map(show), rejects]).toEqual([expected, []])
})

test('what the tree masks is left out, wherever the file is in the archive', async () => {
  const { candidates } = await read(
    makeTar({
      'x/metadata/md5-cache/app-misc/a-1': cache('0', 'amd64'),
      'x/metadata/md5-cache/app-misc/a-2': cache('0', 'amd64'),
      'x/app-misc/b/b-1.ebuild': 'SLOT=0\nKEYWORDS=amd64',
      'x/profiles/package.mask': '# Somebody (2026-01-01)\n# Breaks.\n>=app-misc/a-2\n\napp-misc/b\n',
      'x/profiles/default/linux/package.mask': 'app-misc/a\n',
    }),
  )
  expect(candidates.map(show)).toEqual(['app-misc/a 1 amd64'])
})

test('what cannot be used is a reject, and stops nothing', async () => {
  const { candidates, rejects } = await read(
    makeTar({
      'metadata/md5-cache/app-misc/noversion': cache('0', 'amd64'),
      'metadata/md5-cache/../a-1': cache('0', 'amd64'),
      'metadata/md5-cache/app-misc/b-1': 'KEYWORDS=amd64\n',
      'metadata/md5-cache/app-misc/c-1': `${cache('0', 'amd64')}RDEPEND=${'x'.repeat(2_000_001)}`,
      'metadata/md5-cache/app-misc/d-1': cache('0', `amd64 ${'k'.repeat(500)} ../x`),
      'metadata/md5-cache/app-misc/e-1': cache('0', Array.from({ length: 5000 }, (_, i) => `k${i}`).join(' ')),
    }),
  )
  expect([candidates.slice(0, 1).map(show), candidates.length]).toEqual([['app-misc/d 1 amd64'], 31])
  expect(rejects.map(({ text, reason }) => [text, reason])).toEqual([
    ['app-misc/noversion', 'Its name is not that of a version of a package.'],
    ['../a-1', 'Its name is not that of a version of a package.'],
    ['app-misc/b-1', 'It has no SLOT.'],
    ['app-misc/c-1', 'It is too large.'],
  ])
})

test('an overlay without packages is one; what is no tree, no archive or is cut is refused', async () => {
  expect(await read(makeTar({ 'x-HEAD/profiles/repo_name': 'x' }))).toEqual({ candidates: [], rejects: [] })
  await expect(read(makeTar({ 'README.md': 'x' }))).rejects.toThrow('no tree of ebuilds')
  await expect(read(Buffer.from('<html>'.repeat(500)))).rejects.toMatchObject({ code: 'bad-response' })
  await expect(read(Buffer.alloc(0))).rejects.toMatchObject({ code: 'bad-response' })
  const whole = makeTar({ 'metadata/md5-cache/app-misc/a-1': cache('0', 'amd64'.repeat(300)) })
  await expect(read(whole.subarray(0, 1000))).rejects.toMatchObject({ code: 'truncated' })
})

test('links and devices of a hostile archive are passed over; a huge file ends it', async () => {
  const link = (name: string, kind: string) => toHeader(name, 0, kind)
  const tree = makeTar({ 'metadata/md5-cache/app-misc/a-1': cache('0', 'amd64') })
  const hostile = Buffer.concat([
    link('metadata/md5-cache/app-misc/b-1', '2'),
    link('metadata/md5-cache/app-misc/c-1', '1'),
    link('app-misc/d/d-1.ebuild', '3'),
    tree,
  ])
  expect((await read(hostile)).candidates.map(show)).toEqual(['app-misc/a 1 amd64'])
  const huge = Buffer.concat([toHeader('blob', 5_000_000_000), Buffer.alloc(4096)])
  await expect(read(huge)).rejects.toMatchObject({ code: 'truncated' })
})

const guru = join(import.meta.dirname, '../../../../shared/data/gentoo/guru-tree')

describe.skipIf(!existsSync(guru))('the GURU overlay (skipped where there is no ../shared)', () => {
  const files = existsSync(guru)
    ? readdirSync(guru, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : []
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  const isCache = (path: string) => path.includes('/md5-cache/')

  // profiles/package.mask names these, all others of it are not in the sample
  const isMasked = (path: string) => /\/(run0edit-0|megasync-|wlvncc-2026|dmemcg-booster-)[^/]*$/.test(path)

  test('loads whole', async () => {
    const tree = Object.fromEntries(paths.map((path) => [`guru/${relative(guru, path)}`, readFileSync(path)]))
    const { candidates, rejects } = await read(makeTar(tree))
    expect(rejects).toEqual([])
    const words = (path: string) => /^KEYWORDS=(.*)$/m.exec(readFileSync(path, 'utf8'))?.[1]?.split(' ') ?? []
    const caches = paths.filter(isCache)
    const wanted = caches
      .filter((path) => !isMasked(path))
      .flatMap((path) => words(path).filter((word) => word !== '-*'))
    expect([caches.length, candidates.length]).toEqual([290, wanted.length])
    expect(candidates.map(show)).toContain('sys-kernel/uek-sources 5.15.0.300.161.13:5.15.0.300.161.13 ~amd64')
  })
})
