import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { decompress } from '../../lib/decompress/decompress.ts'
import { parseTime } from './parse-time.ts'
import { parseUpdateinfo } from './updateinfo.ts'

const file = (updates: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<updates>${updates}</updates>\n`
const parse = (updates: string, size?: number) => collect(parseUpdateinfo(toPieces(file(updates), size), 'updateinfo'))

const PACKAGE = '<package name="bash" epoch="0" version="5.1.8" release="9.el9" arch="x86_64" src="bash.src.rpm"/>'
const update = (p: { attributes?: string; id?: string; rest?: string; packages?: string; collection?: string }) => `
<update ${p.attributes ?? 'type="security" from="a@b.c" status="final" version="3"'}>
  <id>${p.id ?? 'TEST-2024:1'}</id>${p.rest ?? '<title>A title</title>'}
  <pkglist><collection short="repo-9"><name>Repo 9</name>${p.collection ?? ''}${p.packages ?? PACKAGE}</collection></pkglist>
</update>`

const one = async (p: Parameters<typeof update>[0]) => {
  const { errata, rejects } = await parse(update(p) + update({ id: 'OTHER-2024:1' }))
  expect(errata.at(-1)?.name).toBe('OTHER-2024:1')
  return errata.length === 2 ? errata[0] : rejects[0]?.reason
}

const key = (name: string, version: string, release: string, arch = 'x86_64', epoch = '') =>
  ({ type: 'rpm', category: '', name, epoch, version, release, arch }) as const

describe('an erratum', () => {
  test.each([1, 13, 65_536])('is read whole (pieces of %i bytes)', async (size) => {
    const rest = `
  <title>Important:  kernel
    security update</title>
  <issued date="2024-03-01 10:20:30"/><updated date="2024-03-02"/>
  <severity>Important</severity><release>Test Linux 9</release><rights>ours</rights>
  <summary>not read</summary><description>Line 1 &amp; more\nLine 2</description>
  <references>
    <reference href="https://example.com/cve/CVE-2024-1" id="CVE-2024-1111" title="CVE-2024-1111" type="cve"/>
    <reference href="https://example.com/bug?id=1" id="1" title="cve-2024-22222 kernel: a hole (CVE-2024-1111)" type="Bugzilla"/>
    <reference href="https://example.com/bug?id=1" id="1" title="again" type="bugzilla"/>
    <reference href="javascript:alert(1)" id="x" type="self"/>
  </references>`
    const packages = `${PACKAGE}<package name="perl" epoch="4" version="5.32" release="1.module+el9" arch="noarch"/>
      <package name="bash" epoch="0" version="5.1.8" release="9.el9" arch="src"/>`
    const collection = '<module name="perl" stream="5.30" version="9" context="c" arch="x86_64"/>'
    expect(await parse(update({ rest, packages, collection }), size)).toEqual({
      errata: [
        {
          ...{ name: 'TEST-2024:1', type: 'security', severity: 'important' },
          title: 'Important: kernel security update',
          description: 'Line 1 & more\nLine 2',
          issuedAt: Date.UTC(2024, 2, 1, 10, 20, 30),
          updatedAt: Date.UTC(2024, 2, 2),
          products: ['Test Linux 9', 'Repo 9', 'repo-9'],
          cves: ['CVE-2024-1111', 'CVE-2024-22222'],
          references: [
            { url: 'https://example.com/cve/CVE-2024-1', kind: 'cve', title: 'CVE-2024-1111' },
            {
              url: 'https://example.com/bug?id=1',
              kind: 'bugzilla',
              title: 'cve-2024-22222 kernel: a hole (CVE-2024-1111)',
            },
          ],
          packages: [
            { key: key('bash', '5.1.8', '9.el9'), module: 'perl:5.30' },
            { key: key('perl', '5.32', '1.module+el9', 'noarch', '4'), module: 'perl:5.30' },
          ],
        },
      ],
      rejects: [],
    })
  })

  test.each([
    [{ attributes: 'type="Recommended"' }, { type: 'recommended' }],
    [{ attributes: '' }, { type: 'unspecified' }],
    [{ id: 'CESA_2016__0301' }, { name: 'CESA-2016:0301' }],
    [{ id: 'ALASKERNEL-5.10-2022-001' }, { name: 'ALASKERNEL-5.10-2022-001' }],
    [{ id: ' openSUSE-2024-1 ', attributes: 'from="maint@suse.de" version="7"' }, { name: 'openSUSE-2024-1' }],
    [{ id: 'MozillaFirefox', attributes: 'from="maint@suse.de" version="7"' }, { name: 'MozillaFirefox-7' }],
    [{ attributes: 'type="security" status="retracted"' }, { type: 'retracted' }],
    [{ id: 'MozillaFirefox' }, { name: 'MozillaFirefox' }],
    [{ rest: '<severity>None</severity>' }, { severity: '', title: 'TEST-2024:1' }],
    [{ rest: '<severity>N/A</severity><summary>short</summary>' }, { severity: '', title: 'short' }],
    [{ rest: '<description>fixes CVE-2024-3333</description>' }, { cves: ['CVE-2024-3333'] }],
    [{ attributes: 'type="bugfix"', rest: '<description>since CVE-2024-3333</description>' }, { cves: [] }],
    [{ rest: '<references><reference id="CVE-2024-12345678901"/></references>' }, { cves: [], references: [] }],
    [{ packages: '' }, { packages: [] }],
    [{ packages: PACKAGE + PACKAGE }, { packages: [{ key: key('bash', '5.1.8', '9.el9') }] }],
    [
      { packages: '<package arch="x86_64"><filename>Packages/p/perl-libs-4:5.3-1.x86_64.rpm</filename></package>' },
      { packages: [{ key: key('perl-libs', '5.3', '1', 'x86_64', '4') }] },
    ],
  ])('%j', async (p, expected) => {
    expect(await one(p)).toMatchObject(expected)
  })

  test.each([
    [{ id: '' }, 'It has no id.'],
    [{ id: 'x'.repeat(201) }, 'Its id is longer than 200 characters.'],
    [{ attributes: 'type=security' }, expect.stringContaining('not well-formed')],
  ])('%j is rejected', async (p, reason) => {
    expect(await one(p)).toEqual(reason)
  })

  test.each([
    ['<package name="a b" version="1" release="1" arch="noarch"/>', 'blanks'],
    ['<package name="a" version="1" release="1"/>', 'no arch'],
    ['<package><filename>odd</filename></package>', 'no name and no version and no arch'],
    ['<package name="a" epoch="x" version="1" release="1" arch="noarch"/>', 'epoch'],
  ])('loses %s only', async (bad, reason) => {
    const { errata, rejects } = await parse(update({ packages: bad + PACKAGE }))
    expect(errata).toMatchObject([{ packages: [{ key: { name: 'bash' } }] }])
    expect(rejects).toMatchObject([{ position: 1, section: 'updateinfo', reason: expect.stringContaining(reason) }])
  })

  test('with a character that XML does not allow is used, and said', async () => {
    const { errata, rejects } = await parse(update({ rest: '<description>a \u0008 b & c</description>' }))
    expect(errata).toMatchObject([{ description: 'a \ufffd b & c' }])
    expect(rejects).toMatchObject([{ text: 'TEST-2024:1', reason: expect.stringContaining('is used.') }])
  })

  test('that comes twice is one; with other packages both count', async () => {
    const other = update({ packages: PACKAGE.replace('bash', 'zsh') })
    const { errata } = await parse(update({}) + update({}) + other)
    expect(errata.map(({ name, packages }) => [name, packages[0]?.key.name])).toEqual([
      ['TEST-2024:1', 'bash'],
      ['TEST-2024:1', 'zsh'],
    ])
  })
})

test.each([
  ['2023-06-27 00:00:00', '2023-06-27T00:00:00Z'],
  ['2018-01-11 21:05', '2018-01-11T21:05:00Z'],
  ['2018-01-11', '2018-01-11T00:00:00Z'],
  ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
  ['2024-01-02T03:04:05.678+02:00', '2024-01-02T01:04:05Z'],
  ['2024-01-02 03:04:05 UTC', '2024-01-02T03:04:05Z'],
  ['2024-01-02 03:04:05 -0130', '2024-01-02T04:34:05Z'],
  ['1213630432', '2008-06-16T15:33:52Z'],
  ['1213630432.0', '2008-06-16T15:33:52Z'],
  ['', '1970-01-01T00:00:00Z'],
  ['0', '1970-01-01T00:00:00Z'],
  ['yesterday', '1970-01-01T00:00:00Z'],
  ['2024-13-45', '1970-01-01T00:00:00Z'],
  ['99999999999999999999', '1970-01-01T00:00:00Z'],
])('time %j', (text, iso) => {
  expect(parseTime(text)).toBe(Date.parse(iso))
})

const shared = join(import.meta.dirname, '../../../../shared/data/yum')

describe.skipIf(!existsSync(shared))('updateinfo.xml of vendors (skipped where there is no ../shared)', () => {
  const read = (path: string) =>
    collect(parseUpdateinfo(decompress(createReadStream(join(shared, path)), { maxBytes: 1e9 }), 'updateinfo'))
  const [rocky, alma] = ['rocky-vuls/happy/pub/rocky/9', 'alma-vuls/happy/almalinux/9']

  // errata, of them security, packages, CVEs
  test.each([
    ['amazon-vuln-list-update/updateinfo_1_item.xml.gz', 1, 1, 13, 2],
    ['amazon-vuln-list-update/updateinfo_2_items.xml.gz', 2, 2, 22, 16],
    ['amazon-vuln-list-update/updateinfo_AL2022.xml.gz', 1, 1, 32, 4],
    ['amazon-vuln-list-update/updateinfo_AL2023.xml.gz', 1, 1, 61, 2],
    ['centos6-7-cefs-updateinfo/updateinfo.xml.gz', 427, 427, 6613, 0],
    // 2,494 elements: 81 of the security errata are in it twice
    ['fedora19-updates/updateinfo.xml.gz', 2413, 103, 24_652, 131],
    ['opensuse-11.0-update/repodata/updateinfo.xml.gz', 164, 76, 2283, 220],
    [
      `${rocky}/AppStream/x86_64/os/repodata/bbbb125de8ddb7f66ac6a9850f48af285670c3ace1e29f2b0ce002ab69b88ee5-updateinfo.xml.gz`,
      1,
      1,
      1,
      1,
    ],
    [
      `${rocky}/BaseOS/x86_64/os/repodata/aaaa587b7c2316f0b357a284fc32836ceee13fe54e277cc841b30ecefb7cbb42a-updateinfo.xml.gz`,
      2,
      1,
      2,
      1,
    ],
    [
      'rocky-vuls/happy/vault/rocky/8.6/BaseOS/x86_64/os/repodata/dddd587b7c2316f0b357a284fc32836ceee13fe54e277cc841b30ecefb7cbb42a-updateinfo.xml.gz',
      1,
      1,
      1,
      1,
    ],
    [
      `${alma}/AppStream/x86_64/os/repodata/cccc125de8ddb7f66ac6a9850f48af285670c3ace1e29f2b0ce002ab69b88ee5-updateinfo.xml.gz`,
      1,
      1,
      1,
      1,
    ],
    [
      `${alma}/BaseOS/x86_64/os/repodata/106ba7d2cc8d0ba45aebfe29e32dbbc6ac0bb0378413184d62e6198d13fedb76-updateinfo.xml.gz`,
      2,
      1,
      2,
      1,
    ],
    // their ids are odd, which is no reason to miss an advisory
    ['rocky-vuls/badid/pub/rocky/9/BaseOS/x86_64/os/repodata/badid-updateinfo.xml.gz', 1, 1, 0, 0],
    ['alma-vuls/badid/almalinux/9/BaseOS/x86_64/os/repodata/badid-updateinfo.xml.gz', 1, 1, 1, 0],
  ])('%s', async (path, count, security, packages, cves) => {
    const { errata, rejects } = await read(path)
    expect(rejects).toEqual([])
    expect(new Set(errata.map(({ name }) => name)).size).toBe(count)
    expect(errata).toHaveLength(count)
    expect(errata.filter(({ type }) => type === 'security')).toHaveLength(security)
    expect(errata.flatMap((erratum) => erratum.packages)).toHaveLength(packages)
    expect(new Set(errata.flatMap((erratum) => erratum.cves)).size).toBeLessThanOrEqual(cves)
    expect(errata.flatMap((erratum) => erratum.cves)).toHaveLength(cves)
    expect(errata.filter(({ issuedAt, title }) => !(issuedAt > 0) || title === '')).toEqual([])
  })

  test.each([
    ['amazon-vuln-list-update/updateinfo_invalid.xml.gz', 'bad-response'],
    ['rocky-vuls/corruptcrc/pub/rocky/9/BaseOS/x86_64/os/repodata/corrupt-updateinfo.xml.gz', 'bad-compression'],
    ['alma-vuls/corruptcrc/almalinux/9/BaseOS/x86_64/os/repodata/corrupt-updateinfo.xml.gz', 'bad-compression'],
    ['opensuse-11.0-update/repodata/primary.xml.gz', 'bad-response'],
  ])('%s is refused', async (path, code) => {
    await expect(read(path)).rejects.toMatchObject({ name: 'FetchFailure', code })
  })
})
