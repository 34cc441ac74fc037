import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { toPieces } from '../../../tests/support/pieces.ts'
import { parseCvss } from '../../security/cvss/cvss.ts'
import { type NvdPage, parseNvdPage } from './parse.ts'

async function read(text: string | Buffer, size?: number) {
  const all = { records: [] as object[], rejects: [] as object[], page: undefined as NvdPage | undefined }
  for await (const { records, rejects, page } of parseNvdPage(toPieces(text, size), 'NVD')) {
    all.records.push(...records)
    all.rejects.push(...rejects)
    all.page = page
  }
  return all
}

const page = (cves: unknown[], root = {}) =>
  JSON.stringify({ startIndex: 0, totalResults: 9, format: 'NVD_CVE', vulnerabilities: cves, ...root })

const CVE = {
  id: 'CVE-2024-1111',
  sourceIdentifier: 'cna@example.com',
  published: '2024-05-14T15:45:11.543',
  lastModified: '2024-06-04T19:20:51.613',
  vulnStatus: 'Analyzed',
  descriptions: [
    { lang: 'es', value: 'Hola' },
    { lang: 'en', value: 'A flaw\nin two lines' },
  ],
  metrics: {
    cvssMetricV31: [
      {
        source: 'nvd@nist.gov',
        cvssData: { vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', baseScore: 9.8 },
      },
      { source: 'cna@example.com', cvssData: { vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N' } },
      { source: 'other', cvssData: {} },
    ],
  },
  weaknesses: [
    { description: [{ value: 'CWE-79' }, { value: 'NVD-CWE-noinfo' }] },
    { description: [{ value: 'CWE-20' }] },
  ],
  references: [
    { url: 'https://example.com/a', tags: [] },
    { url: 'https://example.com/a', tags: ['Vendor Advisory'] },
    { url: 'javascript:alert(1)' },
  ],
}

test.each([1, 100, 100_000])('a CVE with what everyone says of it (pieces of %i bytes)', async (size) => {
  const rejected = { id: 'cve-2024-2222', vulnStatus: 'Rejected', published: 'soon' }
  const { records, rejects, page: told } = await read(page([{ cve: CVE }, { cve: rejected }, { cve: {} }, 7]), size)
  expect(told).toEqual({ start: 0, count: 4, total: 9 })
  expect(records[0]).toEqual({
    ...{ name: 'CVE-2024-1111', state: 'published', title: '', description: 'A flaw\nin two lines' },
    publishedAt: Date.UTC(2024, 4, 14, 15, 45, 11, 543),
    modifiedAt: Date.UTC(2024, 5, 4, 19, 20, 51, 613),
    scores: [
      { by: 'nvd@nist.gov', role: 'nvd', vector: expect.stringContaining('C:H'), stated: 9.8 },
      { by: 'cna@example.com', role: 'cna', vector: expect.stringContaining('C:N'), stated: undefined },
    ],
    cwes: ['CWE-20', 'CWE-79'],
    references: [{ url: 'https://example.com/a', kind: 'vendor-advisory' }],
  })
  expect(records[1]).toMatchObject({ name: 'CVE-2024-2222', state: 'rejected', publishedAt: 0, scores: [] })
  expect(rejects).toMatchObject([{ position: 3 }, { position: 4 }])
})

test.each([
  ['an empty file', '', 'bad-response', 'empty'],
  ['a web page', '<!DOCTYPE html><html>', 'html-instead-of-index', 'web page'],
  ['a list', '[]', 'bad-response', 'a list'],
  ['another shape', page([], { format: 'NVD_CPE' }), 'bad-response', 'not a page'],
  ['one without totals', page([], { totalResults: null }), 'bad-response', 'not a page'],
  ['a cut one', page([{ cve: CVE }]).slice(0, -40), 'truncated', 'before its end'],
])('%s is refused', async (_, text, code, reason) => {
  await expect(read(text)).rejects.toMatchObject({ code, reason: expect.stringContaining(reason) })
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/nvd/api-2.0')

describe.skipIf(!existsSync(data))('real pages (skipped where there is no ../shared)', () => {
  const files = existsSync(data)
    ? readdirSync(data).flatMap((folder) => readdirSync(join(data, folder)).map((file) => `${folder}/${file}`))
    : []

  test.each(files)('%s parses whole', async (file) => {
    const text = readFileSync(join(data, file), 'utf8')
    const { records, rejects, page: told } = await read(text)
    const json = JSON.parse(text)
    expect(rejects).toEqual([])
    expect(told).toEqual({ start: json.startIndex, count: json.vulnerabilities.length, total: json.totalResults })
    const real = records as { name: string; publishedAt: number; scores: { vector: string; stated: number }[] }[]
    expect(real.map(({ name }) => name)).toEqual(json.vulnerabilities.map((one: { cve: { id: string } }) => one.cve.id))
    for (const { publishedAt, scores } of real) {
      expect(publishedAt).toBeGreaterThan(Date.UTC(1998, 0))
      // what is stated is what the vector comes to
      for (const { vector, stated } of scores) expect(parseCvss(vector)).toMatchObject({ base: stated })
    }
  })
})
