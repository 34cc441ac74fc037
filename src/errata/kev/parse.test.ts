import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseKev } from './parse.ts'

const read = (text: string | Buffer, size?: number) => collect(parseKev(toPieces(text, size), 'KEV'))

const ENTRY = {
  cveID: 'CVE-2025-48384',
  vendorProject: 'Git',
  product: 'Git',
  vulnerabilityName: 'Git Link Following Vulnerability',
  dateAdded: '2025-08-25',
  shortDescription: 'It follows, links.',
  requiredAction: 'Apply "mitigations".',
  dueDate: '2025-09-15',
  knownRansomwareCampaignUse: 'Known',
  notes: '',
  cwes: ['CWE-59', 'CWE-436'],
}
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const CSV = `${Object.keys(ENTRY).join(',')}\n${Object.values(ENTRY)
  .map((value) => quoted(String(value)))
  .join(',')}\n`

test.each([
  ['JSON', JSON.stringify({ count: 1, vulnerabilities: [ENTRY] })],
  ['CSV', CSV],
])('an entry as %s', async (_, text) => {
  for (const size of [1, 50, 10_000]) {
    expect(await read(text, size)).toEqual({
      exploited: [
        {
          ...{ name: 'CVE-2025-48384', title: 'Git Link Following Vulnerability', vendor: 'Git', product: 'Git' },
          ...{ description: 'It follows, links.', action: 'Apply "mitigations".', isRansomware: true },
          ...{ addedAt: Date.UTC(2025, 7, 25), dueAt: Date.UTC(2025, 8, 15), cwes: ['CWE-59', 'CWE-436'] },
        },
      ],
      rejects: [],
    })
  }
})

test('an entry that cannot be used is a reject', async () => {
  const list = [{ ...ENTRY, cveID: 'CVE-1' }, { ...ENTRY, dateAdded: '25 August' }, 'x', { ...ENTRY, cwes: 7 }]
  const { exploited, rejects } = await read(JSON.stringify({ vulnerabilities: list }))
  expect(exploited?.length).toBe(1)
  expect(rejects?.map(({ position }) => position)).toEqual([1, 2, 3])
})

test.each([
  ['an empty file', '', 'bad-response', 'empty'],
  ['a web page', '<!DOCTYPE html>\n<html>', 'html-instead-of-index', 'web page'],
  ['other columns', 'cve,score\n', 'bad-response', 'not the catalogue'],
  ['other JSON', '{}', 'bad-response', 'no list'],
  ['fewer than it says', JSON.stringify({ count: 2, vulnerabilities: [ENTRY] }), 'truncated', 'says that it has 2'],
  ['a cut CSV', CSV.slice(0, -3), 'truncated', 'middle'],
])('%s is refused', async (_, text, code, reason) => {
  await expect(read(text)).rejects.toMatchObject({ code, reason: expect.stringContaining(reason) })
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/kev')

describe.skipIf(!existsSync(data))('the real catalogue (skipped where there is no ../shared)', () => {
  test('parses whole, and both forms say the same', async () => {
    const [json, csv] = ['json', 'csv'].map((type) =>
      gunzipSync(readFileSync(join(data, `known_exploited_vulnerabilities.${type}.gz`))),
    )
    const [a, b] = [await read(json as Buffer), await read(csv as Buffer)]
    expect(a.rejects).toEqual([])
    expect(a.exploited.length).toBe(1404)
    expect(b).toEqual(a)
  })
})
