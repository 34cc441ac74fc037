import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseGlsa } from './parse.ts'
import { parseDay } from './parse-day.ts'

const read = (text: string | Buffer, size?: number) => collect(parseGlsa(toPieces(text, size), 'glsa'))

const glsa = (affected: string, id = '202401-09') => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE glsa SYSTEM "http://www.gentoo.org/dtd/glsa.dtd">
<glsa id="${id}">
  <title>Example:  Two things</title>
  <synopsis>Something
    is wrong.</synopsis>
  <product type="ebuild">example</product>
  <announced>2024-01-12</announced>
  <revised count="2">2024-02-01</revised>
  <bug>12345</bug>
  <affected>${affected}</affected>
  <description><p>Text with <c>marks</c> in it.</p></description>
  <impact type="High"><p>Bad.</p></impact>
  <references>
    <uri link="https://example.org/CVE-2024-0001">CVE-2024-0001</uri>
    <uri link="CAN-2003-0780">CAN-2003-0780</uri>
    <uri link="javascript:alert(1)">x</uri>
  </references>
</glsa>
`
const PACKAGE = `<package name="app-misc/example" auto="yes" arch="*">
    <unaffected range="ge" slot="2">2.1</unaffected><unaffected range="rgt">1.8-r1</unaffected>
    <vulnerable range="lt">2.1</vulnerable>
  </package>`

test.each([1, 50, 100_000])('an advisory with its ranges (pieces of %i bytes)', async (size) => {
  const { errata, rejects } = await read(glsa(PACKAGE), size)
  expect(rejects).toEqual([])
  expect(errata).toMatchObject([
    {
      ...{ name: 'GLSA-202401-09', type: 'security', severity: 'high', title: 'Example: Two things' },
      ...{ description: 'Something is wrong.', cves: ['CVE-2024-0001', 'CVE-2003-0780'], packages: [] },
      ...{ issuedAt: Date.UTC(2024, 0, 12), updatedAt: Date.UTC(2024, 1, 1) },
      fixes: [
        {
          ...{ of: 'binary', type: 'gentoo', category: 'app-misc', name: 'example', arches: [], state: 'fixed' },
          vulnerable: [{ relation: '<', version: '2.1', slot: '', isRevision: false }],
          unaffected: [
            { relation: '>=', version: '2.1', slot: '2', isRevision: false },
            { relation: '>', version: '1.8-r1', slot: '', isRevision: true },
          ],
        },
      ],
    },
  ])
  expect(errata[0]?.references.map(({ url }) => url)).toEqual([
    'https://security.gentoo.org/glsa/202401-09',
    'https://example.org/CVE-2024-0001',
    'https://bugs.gentoo.org/12345',
  ])
})

test.each([
  ['app-misc/a', 'arch="amd64 x86"', '<vulnerable range="le">1</vulnerable>', ['amd64', 'x86'], 'fixed'],
  ['app-misc/a', '', '<vulnerable range="ge">1</vulnerable>', [], 'unfixed'],
  ['app-misc/a', '', '<vulnerable range="eq">1.2*</vulnerable>', [], 'unfixed'],
])('%s %s %s', async (name, arch, ranges, arches, state) => {
  const { errata } = await read(glsa(`<package name="${name}" ${arch}>${ranges}</package>`))
  expect(errata[0]?.fixes).toMatchObject([{ arches, state }])
})

test('a package that cannot be understood is a reject, the others stay', async () => {
  const bad = ['lt">', 'xx">1', 'lt">1 2', 'ge">1*', 'lt">abc'].map(
    (range) => `<package name="app-misc/bad"><vulnerable range="${range}</vulnerable></package>`,
  )
  const none = '<package name="bad"><vulnerable range="lt">1</vulnerable></package><package name="a/bad"/>'
  const { errata, rejects } = await read(glsa(bad.join('') + PACKAGE + none))
  expect(errata[0]?.fixes.map(({ name }) => name)).toEqual(['example'])
  expect(rejects.map(({ reason }) => reason.split(' ').slice(0, 3).join(' '))).toEqual([
    ...bad.map(() => 'A range of'),
    'A package of',
    'A package of',
  ])
})

test('one without packages is a notice; one without a right id, or with broken ranges, a reject', async () => {
  expect((await read(glsa(''))).errata).toMatchObject([{ type: 'notice', fixes: [] }])
  expect(await read(glsa(PACKAGE, 'x'))).toMatchObject({ errata: [], rejects: [{ text: 'x' }] })
  const broken = PACKAGE.replace('range="lt"', 'range=lt')
  expect(await read(glsa(broken))).toMatchObject({ errata: [], rejects: [{ text: '202401-09' }] })
})

test.each([
  ['an empty file', '', 'bad-response'],
  ['a cut one', glsa(PACKAGE).slice(0, 700), 'truncated'],
  ['a web page', '<!DOCTYPE html><html>', 'html-instead-of-index'],
  ['another document', '<updates/>', 'bad-response'],
  ['entities', '<!DOCTYPE glsa [<!ENTITY a "b">]><glsa id="202401-09"/>', 'bad-response'],
])('%s is refused', async (_, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code })
})

test.each([
  ['2023-05-21', '2023-05-21'],
  ['2004-01-01: 02', '2004-01-01'],
  ['October 20, 2003', '2003-10-20'],
  ['May 22, 2006: 01', '2006-05-22'],
  ['2023-02-31', undefined],
  ['Foo 1, 2003', undefined],
  ['', undefined],
])('the day %j', (text, day) => {
  expect(parseDay(text)).toBe(day === undefined ? 0 : Date.parse(day))
})

const data = join(import.meta.dirname, '../../../../shared/data/advisories/gentoo')

describe.skipIf(!existsSync(data))('real ones (skipped where there is no ../shared)', () => {
  test('each parses whole', async () => {
    const found: unknown[] = []
    for (const file of readdirSync(data).sort()) {
      const { errata, rejects } = await read(readFileSync(join(data, file)))
      expect(rejects).toEqual([])
      for (const { name, severity, cves, fixes } of errata) {
        const ranges = fixes.flatMap(({ vulnerable, unaffected }) => [vulnerable.length, unaffected.length])
        found.push([name, severity, cves.length, fixes.map((fix) => `${fix.category}/${fix.name}`), ranges])
      }
    }
    expect(found).toEqual([
      ['GLSA-201709-09', 'normal', 1, ['dev-vcs/subversion'], [2, 2]],
      ['GLSA-202305-28', 'low', 5, ['dev-java/snakeyaml'], [1, 1]],
      ['GLSA-202511-02', 'high', 25, ['net-libs/webkit-gtk'], [2, 2]],
      ['GLSA-202512-01', 'high', 0, ['app-crypt/gnupg'], [1, 1]],
    ])
  })
})
