import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCveRecord } from './parse.ts'

const RECORD = {
  dataType: 'CVE_RECORD',
  dataVersion: '5.1',
  cveMetadata: {
    cveId: 'CVE-2024-1111',
    assignerShortName: 'example',
    state: 'PUBLISHED',
    datePublished: '2024-02-03T04:05:06.000Z',
    dateReserved: '2024-01-01T00:00:00',
    dateUpdated: '2024-03-04T05:06:07+01:00',
  },
  containers: {
    cna: {
      title: 'A  flaw',
      providerMetadata: { shortName: 'example-cna' },
      descriptions: [
        { lang: 'de', value: 'Ein Fehler' },
        { lang: 'en-US', value: 'A flaw.' },
      ],
      metrics: [
        {
          format: 'CVSS',
          cvssV3_1: { vectorString: 'CVSS:3.1/AV:N', baseScore: 5 },
          cvssV4_0: { vectorString: 'CVSS:4.0/AV:N' },
        },
        { other: { type: 'ssvc' } },
      ],
      problemTypes: [
        {
          descriptions: [
            { cweId: 'CWE-79', description: 'CWE-79 XSS' },
            { description: 'CWE-20: Input' },
            { description: 'n/a' },
          ],
        },
      ],
      references: [
        { url: 'https://example.com/a', tags: ['x_refsource_MISC', 'vendor-advisory'] },
        { url: 'nonsense' },
      ],
    },
    adp: [
      {
        providerMetadata: { shortName: 'CISA-ADP' },
        metrics: [{ cvssV3_1: { vectorString: 'CVSS:3.1/AV:L', baseScore: 3 } }],
        problemTypes: [{ descriptions: [{ cweId: 'CWE-125' }] }],
        references: [{ url: 'https://example.com/b' }, { url: 'https://example.com/a' }],
      },
    ],
  },
}

const read = (changes: object = {}) => parseCveRecord(JSON.stringify({ ...RECORD, ...changes }))

test('a record of its CNA and of others', () => {
  expect(read()).toEqual({
    item: {
      ...{ name: 'CVE-2024-1111', state: 'published', title: 'A flaw', description: 'A flaw.' },
      ...{ publishedAt: Date.UTC(2024, 1, 3, 4, 5, 6), modifiedAt: Date.UTC(2024, 2, 4, 4, 6, 7) },
      scores: [
        { by: 'example-cna', role: 'cna', vector: 'CVSS:4.0/AV:N', stated: undefined },
        { by: 'example-cna', role: 'cna', vector: 'CVSS:3.1/AV:N', stated: 5 },
        { by: 'CISA-ADP', role: 'adp', vector: 'CVSS:3.1/AV:L', stated: 3 },
      ],
      cwes: ['CWE-20', 'CWE-79', 'CWE-125'],
      references: [
        { url: 'https://example.com/a', kind: 'vendor-advisory' },
        { url: 'https://example.com/b', kind: '' },
      ],
    },
  })
})

test('a rejected one says why', () => {
  const cveMetadata = { cveId: 'CVE-2024-2222', state: 'REJECTED', dateReserved: '2024-01-01T00:00:00' }
  const containers = { cna: { rejectedReasons: [{ lang: 'en', value: 'A duplicate of CVE-2024-1111.' }] } }
  expect(read({ cveMetadata, containers })).toMatchObject({
    item: {
      state: 'rejected',
      description: 'A duplicate of CVE-2024-1111.',
      publishedAt: Date.UTC(2024, 0),
      scores: [],
    },
  })
})

test.each([
  ['nothing', '', 'not JSON'],
  ['a cut record', JSON.stringify(RECORD).slice(0, -9), 'not JSON'],
  ['a list', '[]', 'not a CVE record'],
  ['the format before', JSON.stringify({ ...RECORD, dataVersion: '4.0' }), 'not a CVE record'],
  ['no number', JSON.stringify({ ...RECORD, cveMetadata: { cveId: 'CVE-1', state: 'PUBLISHED' } }), 'no cveId'],
  ['another state', JSON.stringify({ ...RECORD, cveMetadata: { cveId: 'CVE-2024-1111', state: 'ODD' } }), 'no state'],
])('%s is refused', (_, text, reason) => {
  expect(parseCveRecord(text)).toEqual({ reason: expect.stringContaining(reason) })
})

test('members of any other type are no reason to fail', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(RECORD.containers.cna)), fc.jsonValue(), (member, value) => {
      const containers = { cna: { ...RECORD.containers.cna, [member]: value }, adp: [value] }
      expect(read({ containers })).toHaveProperty('item.name', 'CVE-2024-1111')
    }),
  )
})
