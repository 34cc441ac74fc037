import { describe, expect, test } from 'vitest'
import { redHatAdvisory } from '../../../tests/support/csaf.ts'
import { suseAdvisory } from '../../../tests/support/csaf-suse.ts'
import { collect, toPieces } from '../../../tests/support/pieces.ts'
import { makeTar } from '../../../tests/support/tar.ts'
import { redHatSource } from '../redhat/source.ts'
import type { ErrataSource } from '../source.ts'
import { suseSource } from '../suse/source.ts'

const MAIN = 'BaseOS-9.4.0.Z.MAIN'

const toSequence = (...documents: (object | string)[]) =>
  documents.map((one) => `\x1e${typeof one === 'string' ? one : JSON.stringify(one)}`).join('')

const read = (content: string | Buffer, source: ErrataSource = redHatSource, releases = ['9', '8'], size?: number) => {
  const feed = { name: source.name, url: '', release: '', releases }
  return collect(source.parse(toPieces(content, size), feed))
}

const openssl = (changes: Partial<Parameters<typeof redHatAdvisory>[0]> = {}) =>
  redHatAdvisory({
    id: 'RHSA-2026:0001',
    builds: [
      ...['x86_64', 'aarch64', 'src'].map((arch) => ({ nevra: `openssl-1:3.0.7-2.el9.${arch}`, platform: MAIN })),
      { nevra: 'openssl-libs-1:3.0.7-2.el9.x86_64', platform: MAIN },
      { nevra: 'openssl-doc-1:3.0.7-2.el9.noarch', platform: MAIN },
      { nevra: 'openssl-debuginfo-1:3.0.7-2.el9.x86_64', platform: MAIN },
      { nevra: 'openssl-1:3.0.7-1.el9_2.x86_64', platform: 'AppStream-9.2.0.Z.EUS' },
    ],
    title: 'openssl security update',
    ...changes,
  })

describe('an advisory of Red Hat', () => {
  test.each([1, 7, 100_000])(
    'with what fixes it, all architectures of a version together (pieces of %i bytes)',
    async (size) => {
      const { errata, rejects } = await read(toSequence(openssl()), redHatSource, ['9'], size)
      expect(rejects).toEqual([])
      expect(errata).toMatchObject([
        {
          ...{ name: 'RHSA-2026:0001', type: 'security', severity: 'important', title: 'openssl security update' },
          description: 'Security Fix(es):\n\n* openssl security update',
          ...{
            issuedAt: Date.UTC(2026, 10, 1),
            updatedAt: Date.UTC(2026, 10, 2),
            cves: ['CVE-2026-1000'],
            packages: [],
          },
          references: [
            { url: 'https://access.redhat.com/errata/RHSA-2026:0001', kind: 'self' },
            { url: 'https://bugzilla.redhat.com/show_bug.cgi?id=2268046', kind: 'bugzilla', title: '2268046' },
          ],
        },
      ])
      const fix = { of: 'binary', type: 'rpm', release: '9', module: '', state: 'fixed' }
      const version = '1:3.0.7-2.el9'
      expect(errata[0]?.fixes).toMatchObject([
        { ...fix, name: 'openssl', arches: ['aarch64', 'x86_64'], unaffected: [{ version }] },
        { ...fix, name: 'openssl-libs', arches: ['x86_64'], unaffected: [{ version }] },
        { ...fix, name: 'openssl-doc', arches: [], unaffected: [{ version }] },
      ])
    },
  )

  test('of several releases and of modules, by stream', async () => {
    const nodejs = (nevra: string, platform: string, module: string) => ({ nevra, platform, module })
    const { errata } = await read(
      toSequence(
        openssl({
          id: 'RHBA-2026:0002',
          builds: [
            nodejs('nodejs-1:18.20-1.module+el8.x86_64', 'AppStream-8.10.0.Z.MAIN', 'nodejs:18'),
            nodejs('nodejs-1:20.15-1.module+el8.x86_64', 'AppStream-8.10.0.Z.MAIN', 'nodejs:20'),
            nodejs('nodejs-1:18.20-1.module+el9.x86_64', 'AppStream-9.4.0.Z.MAIN', 'nodejs:18'),
            { nevra: 'a-1-1.el10.x86_64', platform: 'BaseOS-10.0.Z' },
          ],
        }),
      ),
    )
    expect(errata[0]?.type).toBe('bugfix')
    expect(errata[0]?.fixes.map((f) => `${f.release} ${f.name} ${f.unaffected[0]?.version} ${f.module}`)).toEqual([
      '8 nodejs 1:18.20-1.module+el8 nodejs:18',
      '8 nodejs 1:20.15-1.module+el8 nodejs:20',
      '9 nodejs 1:18.20-1.module+el9 nodejs:18',
      '10 a 1-1.el10 ',
    ])
  })

  test('as they were before 2025: a module is between the build and what it is for', async () => {
    const document = openssl({ builds: [{ nevra: 'npm-1:8-1.el9.x86_64', platform: MAIN }] }) as {
      product_tree: { branches: object[]; relationships: object[] }
      vulnerabilities: { product_status: { fixed: string[] } }[]
    }
    const [module, whole] = ['nodejs:18:9040:c', `${MAIN}:nodejs:18:9040:c`]
    const purl = 'pkg:rpmmod/redhat/nodejs@18:9040:c'
    const product = { name: module, product_id: module, product_identification_helper: { purl } }
    document.product_tree.branches.push({ category: 'product_version', name: module, product })
    const relate = (id: string, of: string, to: string) => ({
      ...{ category: 'default_component_of', full_product_name: { name: id, product_id: id } },
      ...{ product_reference: of, relates_to_product_reference: to },
    })
    const build = `${whole}:npm-1:8-1.el9.x86_64`
    document.product_tree.relationships = [relate(build, 'npm-1:8-1.el9.x86_64', whole), relate(whole, module, MAIN)]
    for (const { product_status } of document.vulnerabilities) product_status.fixed = [build]
    const { errata } = await read(toSequence(document))
    expect(errata[0]?.fixes).toMatchObject([{ name: 'npm', release: '9', module: 'nodejs:18' }])
    // in a circle
    document.product_tree.relationships = [relate(build, 'npm', whole), relate(whole, module, build)]
    expect(await read(toSequence(document))).toMatchObject({ errata: [], rejects: [] })
  })

  test('that was taken back, or is for nothing that matters, is gone', async () => {
    const deleted = { document: { tracking: { id: 'RHSA-2026:0009', status: 'deleted' } } }
    const eus = openssl({
      id: 'RHSA-2026:0003',
      builds: [{ nevra: 'a-1-1.x86_64', platform: 'AppStream-9.2.0.Z.EUS' }],
    })
    const feed = { name: 'redhat', url: '', release: '', releases: ['9'] }
    const gone: string[] = []
    for await (const part of redHatSource.parse(toPieces(toSequence(deleted, eus)), feed))
      gone.push(...(part.gone ?? []))
    expect(gone).toEqual(['RHSA-2026:0009', 'RHSA-2026:0003'])
  })
})

test('an advisory of SUSE: by names, of products with several systems, and what is recommended', async () => {
  const platforms = [
    ...['SUSE Linux Enterprise Module for Basesystem 15 SP5', 'SUSE Linux Enterprise Server 15 SP4-LTSS'],
    ...['openSUSE Leap 15.5', 'SUSE Linux Enterprise Micro 5.5', 'SUSE Manager Server 4.3', 'openSUSE Tumbleweed'],
  ]
  const builds = platforms.map((platform) => ({ nevra: 'libopenssl1_1-1.1.1l-150500.17.1.x86_64', platform }))
  const document = suseAdvisory({ id: 'SUSE-SU-2026:0123-1', builds, title: 'Security update for openssl-1_1' })
  const { errata, rejects } = await read(toSequence(document), suseSource)
  expect(rejects).toEqual([])
  expect(errata).toMatchObject([
    {
      ...{ name: 'SUSE-SU-2026:0123-1', type: 'security', severity: 'important', cves: ['CVE-2026-1000'] },
      ...{
        title: 'Security update for openssl-1_1',
        description: 'This update fixes: Security update for openssl-1_1',
      },
    },
  ])
  expect(errata[0]?.fixes.map(({ release }) => release)).toEqual([
    'sle-15.5',
    'sle-15.4',
    'leap-15.5',
    'micro-5.5',
    'tumbleweed',
  ])
  expect(errata[0]?.fixes[0]).toMatchObject({
    name: 'libopenssl1_1',
    arches: ['x86_64'],
    unaffected: [{ version: '1.1.1l-150500.17.1' }],
  })
  const others = ['openSUSE-RU-2026:0001-1', 'SUSE-FU-2026:0001-1', 'SUSE-OU-2026:0001-1'].map((id) =>
    suseAdvisory({ id, builds }),
  )
  const { errata: more } = await read(toSequence(...others), suseSource)
  expect(more.map(({ type }) => type)).toEqual(['recommended', 'feature', 'optional'])
})

describe('an archive', () => {
  const files = (...documents: object[]) =>
    makeTar(Object.fromEntries(documents.map((one, i) => [`2026/rhsa-2026_${i}.json`, JSON.stringify(one)])))

  test('has folders and other files; documents that name no release that matters are passed by', async () => {
    const other = openssl({ id: 'RHSA-2026:0004', builds: [{ nevra: 'a-1-1.x86_64', platform: 'BaseOS-10.0.Z' }] })
    const archive = makeTar({
      '2026/': '',
      'index.txt': 'x',
      '2026/a.json': JSON.stringify(openssl()),
      'b.json': JSON.stringify(other),
    })
    const { errata } = await read(archive, redHatSource, ['9'])
    expect(errata.map(({ name }) => name)).toEqual(['RHSA-2026:0001'])
  })

  test('what of it is no document is a reject, and the rest counts', async () => {
    const text = JSON.stringify(openssl())
    const names = {
      'a.json': text.slice(0, -20),
      'b.json': text,
      'c.json': text.replace('"csaf_version":"2.0"', '"csaf_version":"1.2"'),
      'd.json': '["redhat:enterprise_linux:9"]',
    }
    const { errata, rejects } = await read(makeTar(names))
    expect(errata.map(({ name }) => name)).toEqual(['RHSA-2026:0001'])
    expect(rejects.map(({ text: about, reason }) => `${about}: ${reason}`)).toEqual([
      'a.json: It is not JSON, or it is cut.',
      'c.json: RHSA-2026:0001 is not of CSAF version 2, but 1.2.',
      'd.json: It is not a CSAF document: it has no tracking id.',
    ])
  })

  test('a build with an odd version is a fault of its own', async () => {
    const odd = openssl({
      builds: [
        { nevra: 'a-x:1-1.el9.x86_64', platform: MAIN },
        { nevra: 'b-1-1.el9.x86_64', platform: MAIN },
      ],
    })
    const text = JSON.stringify(odd).replaceAll('pkg:rpm/redhat/b@1-1.el9', 'pkg:rpm/redhat/b@1-1%20el9')
    const { rejects } = await read(toSequence(text))
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'The name of a package of it holds blanks or control characters.',
    ])
  })

  test.each([
    ['cut', files(openssl()).subarray(0, 900), 'truncated'],
    ['empty of documents', makeTar({ 'a.txt': 'x' }), 'bad-response'],
    ['a web page', '<html><body>moved</body></html>', 'bad-response'],
  ])('one that is %s is refused', async (_, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code })
  })

  test('what nothing is in, or is in where it should not be, does no harm', async () => {
    for (const hostile of [
      '',
      '{}',
      'null',
      '[]',
      '{"document":[]}',
      '{"document":{"tracking":{"id":"X","status":"deleted"}}}',
      '"',
    ]) {
      expect((await read(toSequence(hostile))).errata).toEqual([])
    }
    const deep = `{"document":{"csaf_version":"2.0","tracking":{"id":"RHSA-1"}},"product_tree":{"branches":${'[{"branches":'.repeat(5000)}[]${'}]'.repeat(5000)}}}`
    expect((await read(toSequence(deep))).rejects).toEqual([])
  })
})
