import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTar } from '../../../tests/support/tar.ts'
import { decompress } from '../../lib/decompress/decompress.ts'
import type { Candidate } from '../../model/candidate.ts'
import { fullVersion } from '../../model/package.ts'
import type { Reject } from '../../model/reject.ts'
import { parseArchDatabase } from './parse.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}

async function read(pieces: AsyncIterable<Buffer>) {
  const all = { candidates: [] as Candidate[], rejects: [] as Reject[] }
  for await (const part of parseArchDatabase(pieces, 'core.db')) {
    all.candidates.push(...part.candidates)
    all.rejects.push(...part.rejects)
  }
  return all
}

const desc = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([key, value]) => `%${key}%\n${value}\n\n`)
    .join('')

const BASH = desc({ FILENAME: 'bash.pkg.tar.zst', NAME: 'bash', BASE: 'bash', VERSION: '5.2.015-1', ARCH: 'x86_64' })

test('packages with their parts, in pieces of any size', async () => {
  const bytes = makeTar({
    'bash-5.2.015-1/': '',
    'bash-5.2.015-1/desc': BASH,
    'bash-5.2.015-1/files': '%FILES%\nusr/\n',
    'lib32-x-2:1.0-2.1/desc': desc({
      NAME: 'lib32-x',
      BASE: 'x',
      VERSION: '2:1.0-2.1',
      ARCH: 'any',
      REPLACES: 'old\nolder<2.0-1\nodd thing\nnewer>=3',
    }),
  })
  for (const size of [1, 511, 4096, 1_000_000]) {
    const { candidates, rejects } = await read(inPieces(bytes, size))
    expect(rejects).toEqual([])
    expect(candidates.map((c) => [c.name, fullVersion(c), c.arch, c.source])).toEqual([
      ['bash', '5.2.015-1', 'x86_64', ''],
      ['lib32-x', '2:1.0-2.1', 'any', 'x'],
    ])
    expect(candidates[1]?.obsoletes).toEqual([
      { name: 'old', relation: '', version: '' },
      { name: 'older', relation: '<', version: '2.0-1' },
      { name: 'newer', relation: '>=', version: '3' },
    ])
  }
})

test('what cannot be used is a reject with its folder, and stops nothing', async () => {
  const bytes = makeTar({
    'a-1-1/desc': desc({ NAME: 'a', ARCH: 'any' }),
    'b-1-1/desc': desc({ NAME: 'b b', VERSION: '1-1', ARCH: 'any' }),
    'bash-5.2.015-1/desc': BASH,
    'c-1-1/desc': `%NAME%\nc\n\n%DESC%\n${'x'.repeat(1_000_001)}`,
  })
  const { candidates, rejects } = await read(inPieces(bytes, 4096))
  expect(candidates.map((c) => c.name)).toEqual(['bash'])
  expect(rejects.map((r) => [r.position, r.text, r.reason])).toEqual([
    [1, 'a-1-1', 'It has no VERSION.'],
    [2, 'b-1-1', 'Its name, version or architecture holds blanks or control characters.'],
    [4, 'c-1-1', 'Its description is too large.'],
  ])
})

test('an empty repository is one; what is no archive, or is cut, is refused', async () => {
  expect(await read(inPieces(makeTar({}), 512))).toEqual({ candidates: [], rejects: [] })
  await expect(read(inPieces(Buffer.from('<html>'.repeat(500)), 512))).rejects.toMatchObject({ code: 'bad-response' })
  const whole = makeTar({ 'bash-5.2.015-1/desc': BASH.repeat(30) })
  await expect(read(inPieces(whole.subarray(0, 1500), 512))).rejects.toMatchObject({ code: 'truncated' })
  const useless = makeTar({ 'a-1-1/desc': desc({ NAME: 'a' }) })
  await expect(read(inPieces(useless, 512))).rejects.toThrow('not a database of packages')
})

const core = join(import.meta.dirname, '../../../../shared/data/arch/core.db.tar.gz')

test.skipIf(!existsSync(core))('a whole core database (skipped where there is no ../shared)', async () => {
  const { candidates, rejects } = await read(decompress(createReadStream(core), { maxBytes: 100_000_000 }))
  expect([candidates.length, rejects]).toEqual([261, []])
  expect(candidates.find((c) => c.name === 'acl')).toMatchObject({ version: '2.3.1', release: '2', arch: 'x86_64' })
})
