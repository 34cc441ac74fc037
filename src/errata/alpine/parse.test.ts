import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseSecdb } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseSecdb(toPieces(text, size), 'main.json'))

const HEAD = { archs: ['x86', 'x86_64'], reponame: 'main', distroversion: 'v3.20' }
const file = (...packages: unknown[]) => JSON.stringify({ ...HEAD, packages })
const pkg = (name: unknown, secfixes: unknown) => ({ pkg: { name, secfixes } })

const FIXES = {
  '1.2-r1': ['CVE-2024-0002', 'CVE-2024-0001 (+ regression fix)', 'CVE_2024-0003', 'XSA-207', 'GHSA-aaaa'],
  '0': ['CVE-2023-9999'],
}

test.each([1, 100_000])('each version that fixed something is an erratum (pieces of %i bytes)', async (size) => {
  const { errata, rejects } = await read(file(pkg('example', FIXES), pkg('other', [])), size)
  expect(rejects).toEqual([])
  const fix = { of: 'source', type: 'apk', name: 'example', release: 'v3.20', arches: ['x86', 'x86_64'] }
  expect(errata).toMatchObject([
    {
      ...{ name: 'alpine-v3.20-example-0', cves: ['CVE-2023-9999'], title: 'example: not affected' },
      fixes: [{ ...fix, state: 'not-affected', vulnerable: [], unaffected: [] }],
    },
    {
      ...{ name: 'alpine-v3.20-example-1.2-r1', type: 'security', products: ['v3.20 main'], packages: [] },
      ...{ cves: ['CVE-2024-0002', 'CVE-2024-0001', 'CVE-2024-0003'], description: 'XSA-207, GHSA-aaaa' },
      fixes: [{ ...fix, state: 'fixed', unaffected: [{ relation: '>=', version: '1.2-r1' }] }],
    },
  ])
})

test('what cannot be used is a reject, and takes nothing with it', async () => {
  const bad = [null, pkg('', {}), pkg('a b', {}), pkg('c', 'x'), pkg('d', { x: [], '1-r0': 'CVE-1', '2-r0': null })]
  const { errata, rejects } = await read(file(...bad, pkg('good', { '1-r0': [] })))
  expect(errata.map(({ name }) => name)).toEqual(['alpine-v3.20-d-2-r0', 'alpine-v3.20-good-1-r0'])
  expect(rejects.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 5])
})

test.each([1, 100_000])(
  'the release may be told behind the packages; without one nothing is of use (%i)',
  async (size) => {
    const packages = [pkg('a', { '1-r0': [] })]
    const { errata } = await read(JSON.stringify({ packages, ...HEAD }), size)
    expect(errata.map(({ name }) => name)).toEqual(['alpine-v3.20-a-1-r0'])
    expect(await read(JSON.stringify({ packages, archs: [] }), size)).toMatchObject({
      errata: [],
      rejects: [{ text: 'a', reason: expect.stringContaining('release') }],
    })
  },
)

test.each([
  ['an empty file', '', 'bad-response'],
  ['a cut one', file(pkg('a', FIXES)).slice(0, -20), 'truncated'],
  ['another document', '{"distroversion": "v3.20"}', 'bad-response'],
])('%s is refused', async (_, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code })
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/alpine/secdb-json')

describe.skipIf(!existsSync(data))('real ones (skipped where there is no ../shared)', () => {
  test.each([
    ['edge/community.json', ['alpine-edge-advancecomp-2.1-r2 1', 'alpine-edge-advancecomp-2.4-r0 7']],
    ['edge/main.json', ['alpine-edge-aom-3.1.1-r0 3']],
    ['v3.16/community.json', ['alpine-v3.16-advancecomp-2.1-r2 1']],
    ['v3.16/main.json', ['alpine-v3.16-apache2-2.4.27-r1 1', 'alpine-v3.16-apache2-2.4.35-r0 1']],
    ['v3.2/main.json', ['alpine-v3.2-bash-4.3.33-r2 1']],
  ])('%s parses whole', async (name, found) => {
    const { errata, rejects } = await read(readFileSync(join(data, name)))
    expect(rejects).toEqual([])
    expect(errata.map((erratum) => `${erratum.name} ${erratum.cves.length}`)).toEqual(found)
  })

  test.each(['', 'edge/', 'v3.16/', 'v3.2/'])('the server’s list of files in %j is none', async (folder) => {
    const text = readFileSync(join(data, folder, 'indexof.html'))
    await expect(read(text)).rejects.toMatchObject({ code: 'html-instead-of-index' })
  })
})
