import { expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { parseYastPackages } from './yast-packages.ts'

const parse = (text: string, size?: number) => collect(parseYastPackages(toPieces(text, size), 'packages'))

const FILE = `=Ver: 2.0
##----------------------------------------
=Pkg: yast2 2.16.68 1.1 x86_64
+Req:
rpmlib(CompressedFileNames) <= 3.0.4-1
=Pkg: not this
-Req:
+Obs:
yast2-old
yast2-trans < 2.14-3
y2a >= 1:2
-Obs:
=Cks: SHA1 0123456789abcdef0123456789abcdef01234567
=Grp: System/YaST
=Src: yast2 2.16.68 1.1 src
=Vnd: SUSE LINUX Products GmbH, Nuernberg, Germany
=Loc: 1 yast2-2.16.68-1.1.x86_64.rpm
##----------------------------------------
=Pkg: perl 4:5.10.0 62.1 x86_64
=Src: perl 5.10.0 62.1 src
=Pkg: perl 5.10.0 62.1 src
=Pkg: broken 1
=Pkg: last 1 1 noarch
`

test.each([1, 9, 65_536])('packages, without sources (pieces of %i bytes)', async (size) => {
  for (const text of [FILE, FILE.replaceAll('\n', '\r\n'), FILE.trimEnd()]) {
    const { candidates, rejects } = await parse(text, size)
    expect(candidates).toEqual([
      {
        ...{ type: 'rpm', category: '', name: 'yast2', epoch: '', version: '2.16.68', release: '1.1', arch: 'x86_64' },
        ...{ source: 'yast2', sourceVersion: '2.16.68-1.1', phased: 100 },
        vendor: 'SUSE LINUX Products GmbH, Nuernberg, Germany',
        obsoletes: [
          { name: 'yast2-old', relation: '', version: '' },
          { name: 'yast2-trans', relation: '<', version: '2.14-3' },
          { name: 'y2a', relation: '>=', version: '1:2' },
        ],
      },
      expect.objectContaining({ name: 'perl', epoch: '4', version: '5.10.0', release: '62.1', source: 'perl' }),
      expect.objectContaining({ name: 'last', arch: 'noarch', vendor: '', obsoletes: [] }),
    ])
    expect(rejects).toMatchObject([{ section: 'packages', position: 4, text: 'broken 1', reason: 'It has no arch.' }])
  }
})

test.each(['', '=Ver: 2.0\n'])('%j is an empty one', async (text) => {
  expect(await parse(text)).toEqual({ candidates: [], rejects: [] })
})

test.each([
  ['text', 'It works!\n', 'bad-response'],
  ['a web page', '<!doctype html><html>', 'bad-response'],
  ['packages without a version', '=Pkg: a 1 1 noarch\n', 'bad-response'],
  ['a list without end', '=Ver: 2.0\n=Pkg: a 1 1 noarch\n+Obs:\nb\n', 'truncated'],
  ['a line without end', `=Ver: 2.0\n=Pkg: ${'a'.repeat(5e6)}`, 'bad-response'],
  ['nothing but rejects', '=Ver: 2.0\n=Pkg: a\n', 'bad-response'],
])('%s is refused', async (_, text, code) => {
  await expect(parse(text)).rejects.toMatchObject({ name: 'FetchFailure', code })
})
