import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseDebianList } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseDebianList(toPieces(text, size), 'DSA'))

const LIST = `[05 Mar 2024] DSA-9001-1 example-lib - security update
	{CVE-2024-1111 CVE-2024-2222  CVE-2024-1111 }
	[bookworm] - example-lib 2:1.4-2+deb12u1
	[bullseye] - example-lib 1.3-1~deb11u2 (with a remark)
        [buster] - example-lib <not-affected> (Code came later)
	NOTE: needs a restart
	NOTE: of the service
[1 Feb 2024] DLA-12-2 other - regression update
	[buster] - other 0:1.0-1
[31 Jan 2024] DSA-9000-1 buster end-of-life
	NOTE: no more
`

test.each([1, 7, 100_000])(
  'entries with their source packages, release by release (pieces of %i bytes)',
  async (size) => {
    const { errata, rejects } = await read(LIST, size)
    expect(rejects).toEqual([])
    expect(errata.map((e) => [e.name, e.type, e.title, new Date(e.issuedAt).toISOString().slice(0, 10)])).toEqual([
      ['DSA-9001-1', 'security', 'example-lib - security update', '2024-03-05'],
      ['DLA-12-2', 'security', 'other - regression update', '2024-02-01'],
      ['DSA-9000-1', 'notice', 'buster end-of-life', '2024-01-31'],
    ])
    const [first, second] = errata
    expect(first?.cves).toEqual(['CVE-2024-1111', 'CVE-2024-2222'])
    expect(first?.description).toBe('needs a restart\nof the service')
    expect(first?.products).toEqual(['bookworm', 'bullseye', 'buster'])
    expect(first?.packages).toEqual([])
    expect(first?.fixes.map((f) => [f.of, f.release, f.name, f.state, f.note])).toEqual([
      ['source', 'bookworm', 'example-lib', 'fixed', ''],
      ['source', 'bullseye', 'example-lib', 'fixed', 'with a remark'],
      ['source', 'buster', 'example-lib', 'not-affected', 'Code came later'],
    ])
    expect(first?.fixes[0]).toMatchObject({
      vulnerable: [{ relation: '<', version: '2:1.4-2+deb12u1' }],
      unaffected: [{ relation: '>=', version: '2:1.4-2+deb12u1' }],
    })
    expect(first?.fixes[2]).toMatchObject({ vulnerable: [], unaffected: [] })
    expect(second?.fixes[0]?.unaffected[0]?.version).toBe('1.0-1')
  },
)

test('a line that cannot be used is a reject, and takes nothing with it', async () => {
  const { errata, rejects } = await read(`[05 Mar 2024] DSA-1-1 a - security update
	{CVE-2024-1111 TEMP-0000001
	[bookworm] - a
	[bookworm] - a nonsense
	[bookworm] - a <what>
	[bookworm] - a 1.0 and more
	[sid] - a <unfixed>
	\u0001?
[05 Foo 2024] DSA-2-1 b - security update
	[bookworm] - b 1
DSA-3-1 c
[05 Mar 2024] DSA-4-1 d - security update
	[bookworm] - d 1-1
`)
  expect(errata.map((e) => [e.name, e.cves.length, e.fixes.map((f) => f.state)])).toEqual([
    ['DSA-1-1', 1, ['unfixed']],
    ['DSA-4-1', 0, ['fixed']],
  ])
  expect(rejects.map((r) => r.position)).toEqual([2, 3, 4, 5, 6, 8, 9, 10, 11])
  expect(rejects.map((r) => r.reason)).toEqual(expect.arrayContaining(['It names what is not a CVE: TEMP-0000001.']))
  expect(rejects.map((r) => r.text).join('')).not.toContain('\u0001')
})

test.each([
  ['an empty file', '', 'bad-response', 'empty'],
  ['a web page', '<!DOCTYPE html><html>', 'html-instead-of-index', 'web page'],
  ['JSON', '{"openssl": {}}\n', 'bad-response', 'not a list'],
  ['a cut one', LIST.slice(0, LIST.indexOf('deb12u1')), 'truncated', 'middle'],
  ['a line without end', `[05 Mar 2024] DSA-1-1 ${'a'.repeat(5_000_000)}`, 'bad-response', 'no end'],
])('%s is refused', async (_, text, code, reason) => {
  await expect(read(text)).rejects.toMatchObject({ code, reason: expect.stringContaining(reason) })
})

test('bytes may be cut anywhere', async () => {
  const bytes = Buffer.from(LIST.replace('of the service', 'für Größe'))
  const whole = await read(bytes)
  expect(whole.errata[0]?.description).toContain('für Größe')
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (size) => {
      expect(await read(bytes, size)).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/debian')

describe.skipIf(!existsSync(data))('the real lists (skipped where there is no ../shared)', () => {
  const file = (name: string) => {
    const bytes = readFileSync(join(data, name))
    return name.endsWith('.gz') ? gunzipSync(bytes) : bytes
  }

  test.each([
    // a package has its own name in the place of a version
    ['DSA-list.txt.gz', 5406, ['DSA-423 [woody] - kernel-image-2.4.17-ia64 kernel-image-2.4.17-ia64']],
    ['DLA-list.txt.gz', 3534, []],
  ])('%s parses whole', async (name, count, bad) => {
    const text = file(name).toString()
    const { errata, rejects } = await read(text)
    expect(rejects.map((r) => r.text)).toEqual(bad)
    expect(errata.length).toBe(count)
    const fixes = text.split('\n').filter((line) => /^\s+\[/.test(line)).length
    expect(errata.flatMap((e) => e.fixes).length).toBe(fixes - bad.length)
    for (const cve of new Set(text.match(/^\s+\{.*/gm)?.flatMap((line) => line.match(/CVE-[\d-]+/g) ?? []))) {
      expect(cve).toMatch(/^CVE-\d{4}-\d+$/)
    }
    const named = errata.reduce((sum, e) => sum + e.cves.length, 0)
    expect(named).toBeGreaterThan(10_000)
  })

  test('a known one', async () => {
    const { errata } = await read(file('DSA-list.txt.gz'))
    expect(errata.find((e) => e.name === 'DSA-5376-1')).toMatchObject({
      title: 'apache2 - security update',
      cves: ['CVE-2006-20001', 'CVE-2022-36760', 'CVE-2022-37436', 'CVE-2023-25690', 'CVE-2023-27522'],
      fixes: [{ release: 'bullseye', name: 'apache2', unaffected: [{ version: '2.4.56-1~deb11u1' }] }],
    })
  })

  test.each(['vulnerablecode', 'vuls', 'vunnel'])('the tracker’s %s.json is not such a list', async (name) => {
    await expect(read(file(`tracker-json/${name}.json`))).rejects.toMatchObject({ code: 'bad-response' })
  })
})
