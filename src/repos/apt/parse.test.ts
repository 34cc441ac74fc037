import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../model/candidate.ts'
import type { Reject } from '../../model/reject.ts'
import { parsePackages } from './parse.ts'

async function parse(
  data: string | Buffer,
  pieceSize = 65_536,
): Promise<{ candidates: Candidate[]; rejects: Reject[] }> {
  const bytes = Buffer.from(data as string)
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize)
  }
  const all = { candidates: [] as Candidate[], rejects: [] as Reject[] }
  for await (const { candidates, rejects } of parsePackages(pieces(), 'Packages')) {
    all.candidates.push(...candidates)
    all.rejects.push(...rejects)
  }
  return all
}

const stanza = (fields: Record<string, string>) =>
  `${Object.entries({ Package: 'a', Version: '1-1', Architecture: 'amd64', ...fields })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n`

const one = async (fields: Record<string, string>) => {
  const { candidates, rejects } = await parse(stanza(fields) + stanza({ Package: 'z' }))
  return candidates.length === 2 ? candidates[0] : rejects[0]?.reason
}

describe('a stanza', () => {
  test('becomes a candidate', async () => {
    const text = [
      'Package: libssl3',
      'Source: openssl (1:3.0-2)',
      'Version: 2:3.0.15~rc1-1-1~deb12u1',
      'Architecture: amd64',
      'Description: Version: 9 is not it',
      ' Version: 8',
      ' .',
      ' Package: nor this',
      'Phased-Update-Percentage: 30',
      '',
      '',
    ]
    const expected = {
      type: 'deb',
      category: '',
      name: 'libssl3',
      epoch: '2',
      version: '3.0.15~rc1-1',
      release: '1~deb12u1',
      arch: 'amd64',
      source: 'openssl',
      sourceVersion: '1:3.0-2',
      phased: 30,
      vendor: '',
      obsoletes: [],
    }
    for (const pieceSize of [1, 7, 1000])
      expect(await parse(text.join('\n'), pieceSize)).toEqual({ candidates: [expected], rejects: [] })
    expect((await parse(text.join('\r\n'))).candidates).toEqual([expected])
    expect((await parse(text.join('\n').trim())).candidates).toEqual([expected])
  })

  test.each([
    [{ Version: '1.2' }, { epoch: '', version: '1.2', release: '' }],
    [{ Version: '0:1.2-3' }, { epoch: '', version: '1.2', release: '3' }],
    [{ Version: '1:1-2-3' }, { epoch: '1', version: '1-2', release: '3' }],
    [{ Version: '1:2:3-4' }, { epoch: '1', version: '2:3', release: '4' }],
    [{ Source: 'b' }, { source: 'b', sourceVersion: '' }],
    [{ Source: 'b (2)' }, { source: 'b', sourceVersion: '2' }],
    [{ Source: 'b (2' }, { source: 'b', sourceVersion: '2' }],
    [{ 'Phased-Update-Percentage': '0' }, { phased: 0 }],
    [{ 'Phased-Update-Percentage': '101' }, { phased: 100 }],
    [{ 'Phased-Update-Percentage': 'x' }, { phased: 100 }],
    [{ Package: 'ImageMagick' }, { name: 'ImageMagick' }],
    [
      { Package: '', package: 'small', VERSION: '9', Version: '' },
      { name: 'small', version: '9' },
    ],
    [{ Package: 'gr\u00fcn' }, { name: 'gr\u00fcn' }],
  ])('%j', async (fields, expected) => {
    expect(await one(fields as Record<string, string>)).toMatchObject(expected)
  })

  test.each([
    [{ Version: '' }, 'It has no Version.'],
    [{ Package: '', Architecture: '' }, 'It has no Package and no Architecture.'],
    [{ Package: 'a b' }, 'Its Package holds blanks or control characters.'],
    [{ Version: '1\u00002' }, 'Its Version holds blanks or control characters.'],
    [{ Version: 'x:1' }, 'The epoch of its Version is not a number.'],
  ])('%j is a reject', async (fields, reason) => {
    expect(await one(fields as Record<string, string>)).toBe(reason)
  })
})

describe('an index', () => {
  test('rejects say which stanza it was, and the others are used', async () => {
    const { candidates, rejects } = await parse(
      stanza({}) + stanza({ Package: 'bad\u0007', Version: '' }) + stanza({ Package: 'c' }),
    )
    expect(candidates.map((c) => c.name)).toEqual(['a', 'c'])
    expect(rejects).toEqual([
      { section: 'Packages', position: 2, text: 'bad\ufffd amd64', reason: 'It has no Version.' },
    ])
  })

  test('the same package twice is one; with another checksum the second is a visible reject', async () => {
    const [x, y] = ['a'.repeat(64), 'b'.repeat(64)]
    expect(await parse(stanza({ SHA256: x }) + stanza({ SHA256: x }))).toMatchObject({
      candidates: [{ name: 'a' }],
      rejects: [],
    })
    const { candidates, rejects } = await parse(stanza({ SHA256: x, MD5sum: 'c'.repeat(32) }) + stanza({ SHA256: y }))
    expect(candidates).toHaveLength(1)
    expect(rejects).toMatchObject([
      { position: 2, text: 'a 1-1 amd64', reason: expect.stringContaining('another checksum') },
    ])
  })

  test('Latin-1 anywhere is a warning, and the package is used', async () => {
    const latin1 = Buffer.from(stanza({ Package: 'b', Maintainer: 'J\u00fcrgen' }), 'latin1')
    const { candidates, rejects } = await parse(
      Buffer.concat([
        Buffer.from(stanza({})),
        latin1,
        Buffer.from(stanza({ Package: 'c', Maintainer: 'J\u00fcrgen' })),
      ]),
    )
    expect(candidates.map((c) => c.name)).toEqual(['a', 'b', 'c'])
    expect(rejects).toMatchObject([{ position: 2, text: 'b 1-1 amd64', reason: expect.stringContaining('UTF-8') }])
    const name = await parse(
      Buffer.concat([Buffer.from('Package: gr\u00fcn\n', 'latin1'), Buffer.from('Version: 1\nArchitecture: all\n')]),
    )
    expect(name.candidates[0]!.name).toBe('gr\ufffdn')
    expect(name.rejects).toHaveLength(1)
  })

  test.each(['', '\n', '\n\n\n'])('%j is an empty one', async (text) => {
    expect(await parse(text)).toEqual({ candidates: [], rejects: [] })
  })

  test.each(['<!DOCTYPE html><html>', '\n <HTML><body>log in', '<?xml version="1.0"?>'])(
    '%j is a web page',
    async (text) => {
      await expect(parse(text)).rejects.toMatchObject({ code: 'html-instead-of-index' })
    },
  )

  test('text of another kind is no index', async () => {
    await expect(parse('It works!\n')).rejects.toMatchObject({ code: 'bad-response' })
    await expect(parse(Buffer.alloc(6_000_000, 'x'))).rejects.toMatchObject({ code: 'bad-response' })
  })
})

const real = join(import.meta.dirname, '../../../../shared/data/deb/flat/Packages')

test.skipIf(!existsSync(real))('a real flat index (skipped where there is no ../shared)', async () => {
  const data = readFileSync(real)
  const { candidates, rejects } = await parse(data, 999)
  expect(rejects).toEqual([])
  expect(candidates).toHaveLength(
    data
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('Package:')).length,
  )
})

test('a value that ends in a byte that is a no-break space in Latin-1 keeps it', async () => {
  const source = 'voil\u00e0'
  const { candidates, rejects } = await parse(stanza({ Source: source }))
  expect([candidates[0]?.source, rejects]).toEqual([source, []])
})
