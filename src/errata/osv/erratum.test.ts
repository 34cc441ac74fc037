import { expect, test } from 'vitest'
import { mayBeInOsv, parseOsvErratum } from './erratum.ts'

const OSV = {
  ...{ schema_version: '1.7.0', id: 'RHSA-2024:1234', modified: '2024-03-04T05:06:07Z', summary: 'openssl' },
  ...{ aliases: ['cve-2024-1111'], upstream: ['CVE-2024-2222', 'GHSA-aaaa'], related: ['CVE-2024-1111'] },
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  references: [
    { type: 'ADVISORY', url: 'https://example.com/a' },
    { type: 'REPORT', url: 'https://example.com/b' },
    { type: 'WEB', url: 'javascript:alert(1)' },
  ],
}

const read = (changes: object) => parseOsvErratum(JSON.stringify({ ...OSV, ...changes }), OSV.id)

test('its CVEs and references; a score is no word of its vendor', () => {
  expect(read({})).toEqual({
    item: {
      cves: ['CVE-2024-1111', 'CVE-2024-2222'],
      severity: '',
      references: [
        { url: 'https://example.com/a', kind: 'advisory', title: '' },
        { url: 'https://example.com/b', kind: 'report', title: '' },
      ],
    },
  })
})

test.each([
  [{ database_specific: { severity: 'Important' } }, 'important'],
  [{ database_specific: { severity: 'NONE' } }, ''],
  [{ database_specific: { severity: '<b>' } }, ''],
  [{ database_specific: [] }, ''],
])('%j is %j', (changes, severity) => {
  expect(read(changes)).toMatchObject({ item: { severity } })
})

test('what was withdrawn says nothing', () => {
  expect(read({ withdrawn: '2024-05-01T00:00:00Z' })).toEqual({ item: { cves: [], severity: '', references: [] } })
})

test.each([
  ['nothing', '', 'not JSON'],
  ['another record', JSON.stringify({ ...OSV, id: 'RHSA-2024:9' }), 'not the OSV record of RHSA-2024:1234'],
  ['an error', '{"code":5,"message":"Bug not found."}', 'not the OSV record'],
])('%s is refused', (_, text, reason) => {
  expect(parseOsvErratum(text, OSV.id)).toEqual({ reason: expect.stringContaining(reason) })
})

test('names that it can have', () => {
  const names = [
    'DSA-1-1',
    'DLA-1-1',
    'USN-1-1',
    'RHSA-1:1',
    'RLSA-1:1',
    'ALSA-1:1',
    'SUSE-SU-1:1-1',
    'openSUSE-SU-1:1-1',
  ]
  expect(names.filter((name) => !mayBeInOsv(name))).toEqual([])
  expect(['GLSA-1', 'AVG-1', 'CESA-1:1', 'alpine-v3-a', 'XDSA-1', 'FEDORA-1'].filter(mayBeInOsv)).toEqual([])
})
