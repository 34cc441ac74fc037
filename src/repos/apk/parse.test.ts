import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeTar } from '../../../tests/support/tar.ts'
import { decompress } from '../../lib/decompress/decompress.ts'
import type { Candidate } from '../../model/candidate.ts'
import { fullVersion } from '../../model/package.ts'
import type { Reject } from '../../model/reject.ts'
import { parseApkIndex } from './parse.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size))
}

async function read(pieces: AsyncIterable<Buffer>) {
  const all = { candidates: [] as Candidate[], rejects: [] as Reject[] }
  for await (const part of parseApkIndex(pieces, 'APKINDEX')) {
    all.candidates.push(...part.candidates)
    all.rejects.push(...part.rejects)
  }
  return all
}

const record = (lines: string) => `C:Q1abc=\n${lines.trim().replace(/\n\s+/g, '\n')}\n\n`

/** The signature's segment has no end of its own. */
function signed(index: string): Buffer {
  const signature = makeTar({ '.SIGN.RSA.alpine.rsa.pub': 'x'.repeat(256) }, { end: false })
  return Buffer.concat([signature, makeTar({ DESCRIPTION: 'v3.20', APKINDEX: index })])
}

const MUSL = record('P:musl\nV:1.2.5-r1\nA:x86_64\no:musl\nT:the musl c library')

test('records with their parts, in pieces of any size', async () => {
  const bytes = signed(MUSL + record('P:musl-dev\nV:1.2.5_git20240101-r10\nA:x86_64\no:musl\nr:old\nk:100'))
  for (const size of [1, 700, 1_000_000]) {
    const { candidates, rejects } = await read(inPieces(bytes, size))
    expect(rejects).toEqual([])
    expect(candidates.map((c) => [c.name, c.version, c.release, fullVersion(c), c.source, c.obsoletes.length])).toEqual(
      [
        ['musl', '1.2.5', 'r1', '1.2.5-r1', '', 0],
        ['musl-dev', '1.2.5_git20240101', 'r10', '1.2.5_git20240101-r10', 'musl', 0],
      ],
    )
  }
})

test('what cannot be used is a reject, and stops nothing', async () => {
  const bytes = signed(record('P:a\nA:noarch') + MUSL + record('P:b b\nV:1-r0\nA:x86_64'))
  const { candidates, rejects } = await read(inPieces(bytes, 4096))
  expect(candidates.map((c) => c.name)).toEqual(['musl'])
  expect(rejects.map((r) => [r.position, r.reason])).toEqual([
    [1, 'It has no version.'],
    [3, 'Its name, version or architecture holds blanks or control characters.'],
  ])
})

test('an empty index is one; no index, no archive, a cut one and an endless record are refused', async () => {
  expect(await read(inPieces(signed(''), 512))).toEqual({ candidates: [], rejects: [] })
  await expect(read(inPieces(makeTar({ DESCRIPTION: 'x' }), 512))).rejects.toThrow('no APKINDEX')
  await expect(read(inPieces(Buffer.from('<html>'.repeat(500)), 512))).rejects.toMatchObject({ code: 'bad-response' })
  const bytes = signed(MUSL.repeat(50))
  await expect(read(inPieces(bytes.subarray(0, 4096), 512))).rejects.toMatchObject({ code: 'truncated' })
  await expect(read(inPieces(signed('x'.repeat(4_100_000)), 65_536))).rejects.toThrow('never ends')
})

const data = join(import.meta.dirname, '../../../../shared/data/alpine')

describe.skipIf(!existsSync(data))('real indexes (skipped where there is no ../shared)', () => {
  test.each([
    ['alpine-3.12-main-x86-APKINDEX.tar.gz', 'x86', 4828],
    ['alpine-3.20-main-x86_64-APKINDEX.tar.gz', 'x86_64', 5522],
  ])('%s', async (file, arch, count) => {
    const pieces = decompress(createReadStream(join(data, file)), { maxBytes: 100_000_000 })
    const { candidates, rejects } = await read(pieces)
    expect(rejects).toEqual([])
    expect(candidates.length).toBe(count)
    expect(new Set(candidates.map((c) => c.arch))).toEqual(new Set([arch]))
  })
})
