import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { decompress } from '../../lib/decompress/decompress.ts'
import { parseModules } from './modules.ts'

const parse = (text: string, size?: number) => collect(parseModules(toPieces(text, size), 'modules'))

const PERL = `---
document: modulemd
version: 2
data:
  name: perl
  stream: 5.30
  version: 8040020200923213406
  context: 1e7
  arch: x86_64
  summary: >-
    Practical Extraction
    and Report Language
  description: |
    name: not this
  license: { module: [MIT] }
  xmd:
    name: nor this
  artifacts:
    rpms:
    - perl-4:5.30.1-1.module+el8.x86_64
    - perl-libs-4:5.30.1-1.module+el8.x86_64
    - perl-4:5.30.1-1.module+el8.src
    - perl-4:5.30.1-1.module+el8.x86_64
...
`
const stream = (fields: string) => `---\ndocument: modulemd\nversion: 2\ndata:\n${fields.replace(/^/gm, '  ')}\n...\n`
const fallback = (module: string, rest: string) =>
  `---\ndocument: modulemd-defaults\nversion: 1\ndata: { module: ${module}, profiles: { '5.30': [common] }${rest} }\n...\n`

const key = (name: string, epoch: string, version: string, release: string) =>
  ({ type: 'rpm', category: '', name, epoch, version, release, arch: 'x86_64' }) as const

const module = (name: string, streamName: string) => ({
  ...{ name, stream: streamName, version: '', context: '', arch: '', summary: '', artifacts: [], requires: [] },
})

describe('what a build was made for', () => {
  const requiresOf = async (dependencies: string) => {
    const { modules } = await parse(stream(`name: perl-DBI\nstream: 1.641\n${dependencies}`))
    return modules[0]?.requires
  }

  test.each([
    ['- requires:\n    perl: [5.30]\n    platform: [el8]\n  buildrequires:\n    go: [1]', [{ perl: ['5.30'] }]],
    [
      '- requires: { perl: [5.24], platform: [el8] }\n- requires: { perl: [-5.26], x: [] }',
      [{ perl: ['5.24'] }, { perl: ['-5.26'], x: [] }],
    ],
    ['- requires: { platform: [el8] }', []],
    ['- requires: { perl: [5.24] }\n- requires: { platform: [el8] }', []],
    ['requires: { perl: 5.30, platform: el8 }', [{ perl: ['5.30'] }]],
    ['- nonsense', []],
  ])('%j', async (text, requires) => {
    expect(await requiresOf(`dependencies:\n${text.replace(/^/gm, '  ')}`)).toEqual(requires)
  })

  test('is any where it says nothing', async () => expect(await requiresOf('summary: x')).toEqual([]))
})

describe('a stream', () => {
  test.each([1, 7, 65_536])('is read whole (pieces of %i bytes)', async (size) => {
    expect(await parse(PERL, size)).toEqual({
      modules: [
        {
          ...{ name: 'perl', stream: '5.30', version: '8040020200923213406', context: '1e7', arch: 'x86_64' },
          summary: 'Practical Extraction and Report Language',
          artifacts: [key('perl', '4', '5.30.1', '1.module+el8'), key('perl-libs', '4', '5.30.1', '1.module+el8')],
          requires: [],
        },
      ],
      defaults: [],
      rejects: [],
    })
  })

  test.each(['1.10', '5.30', '010', '1_0', 'true', 'null', '0x1f', '2024-01-01', '1e3', '~', '.inf'])(
    '%s stays text',
    async (name) => {
      const { modules } = await parse(stream(`name: m\nstream: ${name}`) + stream(`name: n\nstream: "${name}"`))
      expect(modules).toEqual([module('m', name), module('n', name)])
    },
  )

  test('in version 1, in flow style, of another name of the document, with comments', async () => {
    const { modules, rejects } = await parse(
      `# head\n%YAML 1.1\n--- # one\ndocument: modulemd\nversion: 1\ndata: { name: a, stream: "1",\n  artifacts: { rpms: [a-0:1-1.x86_64] } }\n` +
        stream('name: b\nstream: 1').replace('modulemd', 'modulemd-stream') +
        '---\n{"document": "modulemd", "version": 2, "data": {"name": "c", "stream": "1"}}\n',
    )
    expect(modules.map(({ name, artifacts }) => [name, artifacts.length])).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 0],
    ])
    expect(rejects).toEqual([])
  })

  test('with texts that only libyaml takes for YAML, where they are not read', async () => {
    const odd = "name: m\nstream: 1\ncomponents:\n  rpms:\n    x:\n      rationale: 'Module API.\n\n"
    const text = stream(odd).replace(
      /\n\.\.\.\n$/,
      `\n'\n        ref: 1\n${'  '}artifacts:\n    rpms:\n    - x-0:1-1.x86_64\n...\n`,
    )
    const { modules, rejects } = await parse(text)
    expect(rejects).toEqual([])
    expect(modules).toMatchObject([{ name: 'm', artifacts: [{ name: 'x' }] }])
  })

  test('that came before is a reject', async () => {
    const { modules, rejects } = await parse(PERL + PERL)
    expect(modules).toHaveLength(1)
    expect(rejects).toMatchObject([
      {
        position: 2,
        section: 'modules',
        text: 'perl:5.30:8040020200923213406:1e7:x86_64',
        reason: expect.stringContaining('before'),
      },
    ])
  })

  test('loses only the artifacts that are none', async () => {
    const { modules, rejects } = await parse(
      stream('name: m\nstream: 1\nartifacts:\n  rpms: [odd, {a: b}, "a b-1-1.x86_64", ok-0:1-1.x86_64]'),
    )
    expect(modules).toMatchObject([{ artifacts: [{ name: 'ok' }] }])
    expect(rejects.map(({ text }) => text)).toEqual(['m:1::: odd', 'm:1::: object', 'm:1::: a b-1-1.x86_64'])
  })
})

test('defaults: the one that was changed last, none of two that differ', async () => {
  const { defaults } = await parse(
    fallback('perl', ', stream: 5.30') +
      fallback('ant', '') +
      fallback('a', ', stream: 1') +
      fallback('a', ', stream: 2') +
      fallback('b', ', stream: 1, modified: 2') +
      fallback('b', ', stream: 2, modified: 3') +
      fallback('b', ', stream: 3, modified: 1') +
      fallback('perl', ', stream: "5.30"'),
  )
  expect(defaults).toEqual([
    { name: 'perl', stream: '5.30' },
    { name: 'b', stream: '2' },
  ])
})

test('other documents are passed over', async () => {
  const other = ['modulemd-obsoletes', 'modulemd-translations', 'modulemd-packager'].map(
    (kind) => `---\ndocument: ${kind}\nversion: 1\ndata: { module: m, stream: 1 }\n`,
  )
  expect(await parse(other.join('') + PERL)).toMatchObject({ modules: [{ name: 'perl' }], defaults: [], rejects: [] })
})

test.each(['', '\n\n', '# nothing\n---\n...\n'])('%j has none', async (text) => {
  expect(await parse(text)).toEqual({ modules: [], defaults: [], rejects: [] })
})

const LAUGHS = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`).join('\n')

test.each([
  ['no name', 'stream: 1', 'It has no name.'],
  ['no stream', 'name: m', 'It has no stream.'],
  ['blanks', 'name: a b\nstream: 1', 'blanks'],
  ['an odd name', 'name: [a]\nstream: 1', 'It has no name.'],
  ['aliases', `name: &a m\nstream: *a`, 'not YAML'],
  ['a billion laughs', `summary: &l0 [lol]\n${LAUGHS}\nname: m\nstream: *l9`, 'not YAML'],
  ['depth', `name: m\nstream: 1\nartifacts: ${'['.repeat(50_000)}`, 'not YAML'],
  ['a tag', 'name: !!js/function m\nstream: 1', 'not YAML'],
  ['what is not YAML', 'name: m\nstream: "1', 'not YAML'],
  ['tabs', 'name: m\n\tstream: 1', 'not YAML'],
])('a document with %s is a reject, and costs no other', async (_, fields, reason) => {
  const { modules, rejects } = await parse(PERL + stream(fields) + stream('name: last\nstream: 1'))
  expect(modules.map(({ name }) => name)).toEqual(['perl', 'last'])
  expect(rejects).toMatchObject([{ position: 2, reason: expect.stringContaining(reason) }])
})

test('a key called __proto__ is none', async () => {
  const { modules } = await parse(stream('__proto__: { name: bad, stream: 1 }\nname: m\nstream: 2'))
  expect(modules).toEqual([module('m', '2')])
  expect(({} as Record<string, unknown>).stream).toBeUndefined()
})

test.each([
  ['text', 'It works!\n'],
  ['a web page', '<!doctype html>\n<html></html>\n'],
  ['YAML of another kind', 'a: 1\n---\nb: 2\n'],
  ['a document without end', `---\n${'a: 1\n'.repeat(2e6)}`],
  ['a line without end', 'x'.repeat(5e6)],
])('%s is refused', async (_, text) => {
  await expect(parse(text)).rejects.toMatchObject({ name: 'FetchFailure', code: 'bad-response' })
})

const shared = join(import.meta.dirname, '../../../../shared/data/yum')

describe.skipIf(!existsSync(shared))('modules.yaml of real repositories (skipped where there is no ../shared)', () => {
  const read = (path: string) =>
    collect(parseModules(decompress(createReadStream(join(shared, path)), { maxBytes: 1e9 }), 'modules'))
  const [rocky, alma, centos] = [
    'rocky-vuls/happy/pub/rocky/9/AppStream/x86_64/os/repodata/cccc979380c1b87ab61dd547f52e1d891a43362c407a1a47c4031d6bea903057d',
    'alma-vuls/happy/almalinux/9/AppStream/x86_64/os/repodata/bce3e949236bb3c7f420be2b2c547133aa7183bbe7d6e2f5cc0488d7fb335ac7',
    'centos-stream9-appstream/repodata/ffe6aa44abe8480c2f7a59b9e92f251f10018e1e79ac33e2807260dd03955592',
  ]

  // streams, their binary artifacts, defaults
  test.each([
    ['rhel8-modules/rhel8.modules.yaml.gz', 862, 32_408, 49],
    ['fedora29-modules/f29.yaml.gz', 48, 1226, 2],
    ['fedora29-modules/f29-updates.yaml.gz', 56, 1447, 3],
    [`${centos}-modules.yaml.xz`, 31, 968, 0],
    [`${rocky}-modules.yaml.xz`, 1, 1, 0],
    [`${alma}-modules.yaml.gz`, 1, 1, 0],
  ])('%s', async (path, streams, artifacts, defaults) => {
    const all = await read(path)
    expect(all.rejects).toEqual([])
    expect(all.modules).toHaveLength(streams)
    expect(all.modules.flatMap((one) => one.artifacts)).toHaveLength(artifacts)
    expect(all.defaults).toHaveLength(defaults)
    expect(all.modules.filter(({ context, version, summary }) => [context, version, summary].includes(''))).toEqual([])
  })

  test('streams that look like numbers are as written', async () => {
    const { modules } = await read('rhel8-modules/rhel8.modules.yaml.gz')
    const streams = new Set(modules.map(({ name, stream: of }) => `${name}:${of}`))
    for (const name of ['ant:1.10', 'perl:5.30', 'nginx:1.20', 'ruby:2.5']) expect(streams).toContain(name)
  })
})
