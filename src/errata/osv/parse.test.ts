import { expect, test } from 'vitest'
import { parseOsv } from './parse.ts'

const OSV = {
  schema_version: '1.6.0',
  id: 'GHSA-aaaa-bbbb-cccc',
  aliases: ['PYSEC-1', 'CVE-2024-1111'],
  modified: '2024-03-04T05:06:07.123456Z',
  published: '2024-02-03T04:05:06Z',
  summary: 'A flaw',
  details: 'In\nsome lines',
  severity: [
    { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
    { type: 'Ubuntu', score: 'low' },
  ],
  affected: [{ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/of-a-package' }] }],
  references: [{ type: 'FIX', url: 'https://example.com/fix' }],
  database_specific: { cwe_ids: ['CWE-79'], severity: 'HIGH' },
}

test('what it says of the CVE that it is another name of', () => {
  expect(parseOsv(JSON.stringify(OSV))).toEqual({
    item: {
      ...{ name: 'CVE-2024-1111', state: 'published', title: 'A flaw', description: 'In\nsome lines' },
      ...{ publishedAt: Date.UTC(2024, 1, 3, 4, 5, 6), modifiedAt: Date.UTC(2024, 2, 4, 5, 6, 7, 123) },
      scores: [{ by: 'osv.dev', role: 'other', vector: OSV.severity[0]?.score, stated: undefined }],
      cwes: ['CWE-79'],
      references: [{ url: 'https://example.com/fix', kind: 'fix' }],
    },
  })
})

test('severity of packages where the whole has none; withdrawn', () => {
  const text = JSON.stringify({ ...OSV, id: 'CVE-2024-2222', severity: undefined, withdrawn: '2024-05-01T00:00:00Z' })
  expect(parseOsv(text)).toMatchObject({
    item: { name: 'CVE-2024-2222', state: 'rejected', scores: [{ vector: 'CVSS:3.1/of-a-package' }] },
  })
})

test.each([
  ['nothing', '', 'not JSON'],
  ['a web page', '<html>', 'not JSON'],
  ['an error', '{"code":5,"message":"Bug not found."}', 'not an OSV record'],
  ['no CVE', JSON.stringify({ ...OSV, aliases: [] }), 'is no CVE'],
])('%s is refused', (_, text, reason) => {
  expect(parseOsv(text)).toEqual({ reason: expect.stringContaining(reason) })
})
