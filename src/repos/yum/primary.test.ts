import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { decompress } from '../../lib/decompress/decompress.ts'
import { parsePrimary } from './primary.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm"`

const pkg = (p: Partial<typeof DEFAULTS> = {}) => {
  const { name, arch, version, checksum, head, format } = { ...DEFAULTS, ...p }
  return `<package type="rpm">
  <name>${name}</name>
  <arch>${arch}</arch>
  <version ${version}/>
  <checksum type="sha256" pkgid="YES">${checksum}</checksum>${head}
  <packager>nobody</packager>
  <format>${format}
  </format>
</package>
`
}
const DEFAULTS = {
  name: 'bash',
  arch: 'x86_64',
  version: 'epoch="0" ver="5.1.8" rel="9.el9"',
  checksum: 'ab'.repeat(32),
  head: '\n  <description>a shell</description>',
  format: '\n    <rpm:vendor>Rocky</rpm:vendor>\n    <rpm:sourcerpm>bash-5.1.8-9.el9.src.rpm</rpm:sourcerpm>',
}

const file = (packages: string, count = packages.split('<package ').length - 1) =>
  `${HEAD} packages="${count}">\n${packages}</metadata>\n`

/** The same to an XML parser; the tags cannot be looked for, because of the comment. */
const forParser = (text: string) => text.replace('<metadata', '<!-- slow --><metadata')

const parse = (text: string | Buffer, size?: number) => collect(parsePrimary(toPieces(text, size), 'primary'))

/** Both ways of reading it come to the same. */
async function parseBoth(packages: string) {
  const text = file(packages)
  const fast = await parse(text)
  expect(await parse(forParser(text))).toEqual(fast)
  return fast
}

const only = async (p: Partial<typeof DEFAULTS>) => {
  const { candidates, rejects } = await parseBoth(pkg(p) + pkg({ name: 'other' }))
  expect(candidates.at(-1)?.name).toBe('other')
  return candidates.length === 2 ? candidates[0] : rejects[0]?.reason
}

const BASH = {
  ...{ type: 'rpm', category: '', name: 'bash', epoch: '', version: '5.1.8', release: '9.el9', arch: 'x86_64' },
  ...{ source: 'bash', sourceVersion: '5.1.8-9.el9', phased: 100, vendor: 'Rocky', obsoletes: [] },
}

describe('a package', () => {
  test.each([1, 7, 1000, 1_000_000])('becomes a candidate (pieces of %i bytes)', async (size) => {
    const text = file(pkg() + pkg({ name: 'ImageMagick' }))
    const expected = { candidates: [BASH, { ...BASH, name: 'ImageMagick' }], rejects: [] }
    expect(await parse(text, size)).toEqual(expected)
    expect(await parse(forParser(text), size)).toEqual(expected)
  })

  test.each([
    [{ version: 'epoch="4" ver="5" rel="1"' }, { epoch: '4', version: '5', release: '1' }],
    [{ version: 'ver="5" rel="1"' }, { epoch: '', version: '5', release: '1' }],
    [{ version: 'epoch="00" ver="5"' }, { epoch: '', version: '5', release: '' }],
    [{ version: "rel='1' ver='5' epoch='0'" }, { epoch: '', version: '5', release: '1' }],
    [{ name: 'a&amp;b' }, { name: 'a&b' }],
    [{ name: 'gr\u00fcn' }, { name: 'gr\u00fcn' }],
    [{ name: '<![CDATA[bash]]>' }, { name: 'bash' }],
    [{ arch: 'noarch' }, { arch: 'noarch' }],
    [{ head: '<!-- <name>no</name> </package> --><x>1 &lt; 2</x>' }, { name: 'bash' }],
    [{ head: '<description><![CDATA[</package><package>]]></description>' }, { name: 'bash' }],
    [{ format: '<rpm:vendor/><rpm:sourcerpm/>' }, { vendor: '', source: '', sourceVersion: '' }],
    [{ format: '' }, { vendor: '', source: '', sourceVersion: '' }],
    [{ format: '<rpm:vendor>A &amp; B\u00e9\n Ltd</rpm:vendor>' }, { vendor: 'A & B\u00e9 Ltd' }],
    [{ format: '<rpm:sourcerpm>a-b-1.2-3.nosrc.rpm</rpm:sourcerpm>' }, { source: 'a-b', sourceVersion: '1.2-3' }],
    [{ format: '<rpm:sourcerpm>odd</rpm:sourcerpm>' }, { source: '', sourceVersion: '' }],
  ])('%j', async (fields, expected) => {
    expect(await only(fields)).toMatchObject(expected)
  })

  test('tells what it obsoletes', async () => {
    const format = `<rpm:provides><rpm:entry name="sh" flags="EQ" ver="1"/></rpm:provides><rpm:obsoletes>
      <rpm:entry name="a"/>
      <rpm:entry name="b" flags="LT" epoch="0" ver="2" rel="1"/>
      <rpm:entry name="c" flags="GE" epoch="1" ver="2"/>
      <rpm:entry name="d-with-a-long-name" flags="EQ" ver="2.0" rel="1"/>
      <rpm:entry name="e" flags="XX" ver="2"/>
      <rpm:entry name="a"/>
    </rpm:obsoletes><rpm:recommends><rpm:entry name="no"/></rpm:recommends>`
    const { candidates } = await parseBoth(pkg() + pkg({ name: 'new', format }) + pkg({ name: 'z' }))
    expect(candidates.map(({ obsoletes }) => obsoletes)).toEqual([
      [],
      [
        { name: 'a', relation: '', version: '' },
        { name: 'b', relation: '<', version: '2-1' },
        { name: 'c', relation: '>=', version: '1:2' },
        { name: 'd-with-a-long-name', relation: '=', version: '2.0-1' },
        { name: 'e', relation: '', version: '' },
      ],
      [],
    ])
  })

  test.each([
    [{ name: '' }, 'It has no name.'],
    [{ version: '' }, 'It has no version.'],
    [{ arch: '', version: 'ver=""' }, 'It has no version and no arch.'],
    [{ name: 'a b' }, 'Its name holds blanks or control characters.'],
    [{ version: 'epoch="x" ver="1"' }, 'Its epoch is not a number.'],
  ])('%j is rejected', async (fields, reason) => {
    expect(await only(fields)).toBe(reason)
  })

  test.each(['src', 'nosrc'])('of sources (%s) is left out', async (arch) => {
    const { candidates, rejects } = await parseBoth(pkg({ arch }) + pkg({ name: 'z' }))
    expect(candidates).toMatchObject([{ name: 'z' }])
    expect(rejects).toEqual([])
  })

  test('that comes twice counts once; with another checksum it is a reject', async () => {
    expect(await parseBoth(pkg() + pkg())).toMatchObject({ candidates: [{ name: 'bash' }], rejects: [] })
    const { candidates, rejects } = await parseBoth(pkg() + pkg({ checksum: 'cd'.repeat(32) }))
    expect(candidates).toHaveLength(1)
    expect(rejects).toMatchObject([
      { section: 'primary', position: 2, text: 'bash 5.1.8-9.el9 x86_64', reason: expect.stringContaining('checksum') },
    ])
  })

  test('of many versions counts once each', async () => {
    const versions = Array.from({ length: 50 }, (_, i) => pkg({ version: `ver="${i}" rel="1"` })).join('')
    expect(await parseBoth(versions + versions)).toMatchObject({ candidates: { length: 50 }, rejects: [] })
    const { rejects } = await parse(file(versions + pkg({ version: 'ver="40" rel="1"', checksum: 'cd'.repeat(32) })))
    expect(rejects).toMatchObject([{ position: 51, text: 'bash 40-1 x86_64' }])
  })

  test('with a control character or Latin-1 in its description is used', async () => {
    const middle = pkg({ name: 'b', head: '<description>\u0007 J\u00fcrgen</description>' })
    const text = file(pkg() + middle + pkg({ name: 'c' }))
    for (const bytes of [Buffer.from(text), Buffer.from(text, 'latin1'), Buffer.from(forParser(text))]) {
      const { candidates } = await parse(bytes)
      expect(candidates.map(({ name }) => name)).toEqual(['bash', 'b', 'c'])
    }
    const { rejects } = await parse(Buffer.from(text, 'latin1'))
    expect(rejects).toMatchObject([
      { position: 2, text: 'b 5.1.8-9.el9 x86_64', reason: expect.stringContaining('UTF-8') },
    ])
  })

  test('that is not well-formed costs no other', async () => {
    const { candidates, rejects } = await parse(
      file(pkg() + pkg({ name: 'b', version: 'ver=1 rel="1"' }) + pkg({ name: 'c', head: '<x>a & b</x>' })),
    )
    expect(candidates.map(({ name }) => name)).toEqual(['bash', 'c'])
    expect(rejects[0]).toMatchObject({ position: 2, reason: expect.stringContaining('not well-formed') })
  })
})

describe('a file', () => {
  test('with another prefix, other elements and other types of packages', async () => {
    const text = file(`<other/>${pkg()}${pkg({ name: 'p' }).replace('type="rpm"', 'type="patch"')}`, 1)
    const other = text.replaceAll('rpm:', 'r:').replace('xmlns:rpm', 'xmlns:r')
    expect(await parse(other)).toEqual({ candidates: [BASH], rejects: [] })
  })

  test('that counts wrong says so', async () => {
    const { candidates, rejects } = await parse(file(pkg(), 3))
    expect(candidates).toHaveLength(1)
    expect(rejects).toMatchObject([{ reason: 'The index says that it has 3 packages; it has 1.' }])
  })

  test.each([`${HEAD} packages="0"/>`, `${HEAD} packages="0"></metadata>`, file('')])(
    'without packages',
    async (text) => {
      expect(await parse(text)).toEqual({ candidates: [], rejects: [] })
    },
  )

  test.each([
    ['cut between packages', file(pkg()).replace('</metadata>', ''), 'truncated'],
    ['cut in a package', file(pkg()).slice(0, -40), 'truncated'],
    ['cut in the root', HEAD, 'truncated'],
    ['empty', '', 'bad-response'],
    ['text', 'It works!', 'bad-response'],
    ['a web page', '<!doctype html><html>', 'html-instead-of-index'],
    ['updateinfo.xml', '<?xml version="1.0"?><updates></updates>', 'bad-response'],
    ['of rejects', file(pkg({ name: '' })), 'bad-response'],
    ['with entities', `<!DOCTYPE x [<!ENTITY a "b">]>${file(pkg())}`, 'bad-response'],
    ['with a package of 20 MB', file(pkg({ head: 'x'.repeat(20_000_000) })), 'bad-response'],
    [
      'with a package that never ends',
      `${HEAD}>${pkg()}<package type="rpm">${'<name>a</name>'.repeat(2e6)}`,
      'bad-response',
    ],
    ['nested deep', `${HEAD}>${pkg()}<package>${'<a>'.repeat(1e6)}`, 'bad-response'],
  ])('%s is refused', async (_, text, code) => {
    await expect(parse(text)).rejects.toMatchObject({ name: 'FetchFailure', code })
  })
})

const shared = join(import.meta.dirname, '../../../../shared/data/yum')

describe.skipIf(!existsSync(shared))('primary.xml of real repositories (skipped where there is no ../shared)', () => {
  const find = (folder: string) =>
    join(shared, folder, readdirSync(join(shared, folder)).find((name) => name.endsWith('primary.xml.gz')) ?? '')

  test.each([
    ['centos-stream9-appstream/repodata', 17_649, 5845],
    ['opensuse-11.0-update/repodata', 2266, 1342],
    ['artipie', 100, 37],
  ])('%s', async (folder, count, obsoletes) => {
    const open = () => decompress(createReadStream(find(folder)), { maxBytes: 1e9 })
    const { candidates, rejects } = await collect(parsePrimary(open(), 'primary'))
    expect(rejects).toEqual([])
    expect(candidates).toHaveLength(count)
    expect(candidates.flatMap((candidate) => candidate.obsoletes)).toHaveLength(obsoletes)
    expect(candidates.filter(({ vendor, source }) => vendor === '' || source === '')).toEqual([])
    const slow = await collect(parsePrimary(commented(open()), 'primary'))
    expect(slow).toEqual({ candidates, rejects: [] })
  })

  async function* commented(pieces: AsyncIterable<Buffer>) {
    let text = '<metadata'
    for await (const piece of pieces) {
      yield text === '' ? piece : Buffer.from(piece.toString('latin1').replace(text, `<!-- slow -->${text}`), 'latin1')
      text = ''
    }
  }
})
