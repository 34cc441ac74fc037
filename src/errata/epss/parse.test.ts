import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseEpss } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseEpss(toPieces(text, size), 'EPSS'))

const LIST = `#model_version:v2025.03.14,score_date:2025-12-26T12:55:00Z
cve,epss,percentile
CVE-1999-0001,0.01151,0.7802
CVE-2025-9970,7e-05,0.00428
CVE-2025-9971,1,1.0
`

test.each([1, 9, 10_000])('chances (pieces of %i bytes)', async (size) => {
  expect(await read(LIST, size)).toEqual({
    chances: [
      { name: 'CVE-1999-0001', epss: 0.01151, percentile: 0.7802 },
      { name: 'CVE-2025-9970', epss: 0.00007, percentile: 0.00428 },
      { name: 'CVE-2025-9971', epss: 1, percentile: 1 },
    ],
    rejects: [],
  })
})

test('a row that cannot be used is a reject', async () => {
  const bad = [
    'CVE-2025-1,0.1,0.1',
    'CVE-2025-9972,1.1,0.1',
    'CVE-2025-9973,0.1',
    'CVE-2025-9974,x,0.1',
    'CVE-2025-9975,,1',
  ]
  const { chances, rejects } = await read(`${LIST}${bad.join('\n')}\n`)
  expect(chances?.length).toBe(3)
  expect(rejects?.map(({ position, text }) => [position, text])).toEqual(bad.map((text, i) => [i + 6, text]))
})

test.each([
  ['an empty file', '', 'bad-response', 'empty'],
  ['a web page', '<!DOCTYPE html>\n<html>', 'bad-response', 'not a list'],
  ['other columns', 'cve,score\n', 'bad-response', 'not a list'],
])('%s is refused', async (_, text, code, reason) => {
  await expect(read(text)).rejects.toMatchObject({ code, reason: expect.stringContaining(reason) })
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/epss')

describe.skipIf(!existsSync(data))('real lists (skipped where there is no ../shared)', () => {
  test.each(['claircore-epss.csv', 'epss_scores-2025.csv'])('%s parses whole', async (name) => {
    const text = readFileSync(join(data, name), 'utf8')
    const { chances, rejects } = await read(text)
    expect(rejects).toEqual([])
    expect(chances?.length).toBe(text.match(/^CVE/gm)?.length)
  })
})
