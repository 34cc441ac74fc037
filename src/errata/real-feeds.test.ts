import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, toPieces } from '../../tests/support/pieces.ts'
import { decompress } from '../lib/decompress/decompress.ts'
import { parseGlsa } from './gentoo/parse.ts'
import { ERRATA_SOURCES } from './sources.ts'

const data = join(import.meta.dirname, '../../../shared/data/advisories')
const missing = !existsSync(data)

/** Of errata: all that the file names, as it is counted without the parser. */
type Count = (text: string) => number

const matches = (pattern: RegExp) => (text: string) => text.match(pattern)?.length ?? 0
const length = (text: string) => (JSON.parse(text) as unknown[]).length
const members = (text: string) => Object.keys(JSON.parse(text) as object).length

interface Secdb {
  packages: { pkg: { secfixes: object } }[]
}
const versions: Count = (text) =>
  (JSON.parse(text) as Secdb).packages.reduce((sum, { pkg }) => sum + Object.keys(pkg.secfixes).length, 0)

const almaErrata: Count = (text) => (JSON.parse(text) as { data: unknown[] }).data.length

// file, source, how many, what of it is rejected
const READ: [path: string, source: string, count: Count, rejects: number][] = [
  ['alma/errata.full.json', 'alma', almaErrata, 0],
  ...['edge/community', 'edge/main', 'v3.16/community', 'v3.16/main', 'v3.2/main'].map(
    (name): [string, string, Count, number] => [`alpine/secdb-json/${name}.json`, 'alpine', versions, 0],
  ),
  ...[
    'issues-all-multi',
    'issues-all-old',
    'issues-all',
    'vuln-list-update/archlinux',
    'vunnel/arch-advisories/all',
  ].map((name): [string, string, Count, number] => [`arch/${name}.json`, 'arch', length, 0]),
  // it names neither a release nor a package
  ['centos-cefs/errata-snippet-1.xml', 'centos', (text) => matches(/<CE[SBE]A-/g)(text) - 1, 1],
  ...['2', '3', '4'].map((n): [string, string, Count, number] => {
    return [`centos-cefs/errata-snippet-${n}.xml`, 'centos', matches(/<CE[SBE]A-/g), 0]
  }),
  // a package has its own name in the place of a version
  ['debian/DSA-list.txt.gz', 'debian', matches(/^\[/gm), 1],
  ['debian/DLA-list.txt.gz', 'debian', matches(/^\[/gm), 0],
  ['ubuntu/usn-db/database-all.json.bz2', 'ubuntu', members, 0],
  ['ubuntu/usn-db/vulnerablecode-database-all.json.bz2', 'ubuntu', members, 0],
]

const REFUSED: [path: string, source: string, code: string][] = [
  ...['', 'edge/', 'v3.16/', 'v3.2/'].map((folder): [string, string, string] => {
    return [`alpine/secdb-json/${folder}indexof.html`, 'alpine', 'html-instead-of-index']
  }),
  ['arch/raw-advisory.jinja-template.txt', 'arch', 'bad-response'],
]

/** Read by a test of their own: pages of an API, one advisory a file, what is open. */
const ELSEWHERE = /^(rocky\/apollo-api|gentoo|debian\/tracker-json|ubuntu\/notices-api)\//

const FOLDERS = ['alma', 'alpine', 'arch', 'centos-cefs', 'debian', 'gentoo', 'rocky', 'ubuntu']

const open = (path: string) => decompress(createReadStream(join(data, path)), { maxBytes: 1e9 })

function read(path: string, source: string) {
  const own = ERRATA_SOURCES.find(({ name }) => name === source)
  if (!own) throw new Error(source)
  return collect(own.parse(open(path), { name: source, url: '', release: '' }))
}

async function textOf(path: string): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of open(path)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

describe.skipIf(missing)(`feeds as they were published${missing ? ' (skipped: no shared data)' : ''}`, () => {
  test.each(READ)('%s holds as many errata as it names', async (path, source, count, rejected) => {
    const { errata, rejects } = await read(path, source)
    expect(rejects).toHaveLength(rejected)
    expect(errata).toHaveLength(count(await textOf(path)))
    expect(errata.length).toBeGreaterThan(0)
    for (const erratum of errata) {
      expect(erratum.name).not.toBe('')
      for (const cve of erratum.cves) expect(cve).toMatch(/^CVE-\d{4}-\d{4,}$/)
      for (const { vulnerable, state } of erratum.fixes) expect(vulnerable.length > 0 || state !== 'fixed').toBe(true)
    }
  })

  test.each(REFUSED)('%s is refused', async (path, source, code) => {
    await expect(read(path, source)).rejects.toMatchObject({ name: 'FetchFailure', code })
  })

  test('AlmaLinux: each build of each erratum, but for sources', async () => {
    const path = 'alma/errata.full.json'
    const { errata } = await read(path, 'alma')
    type Alma = { data: { packages: Record<string, string>[] }[] }
    const said = (JSON.parse(await textOf(path)) as Alma).data.map(({ packages }) => {
      const keys = packages
        .filter(({ arch }) => arch !== 'src')
        .map((one) => {
          const stream = one.module ? one.module.split(':').slice(0, 2).join(':') : ''
          return [one.name, one.epoch, one.version, one.release, one.arch, stream].join()
        })
      return new Set(keys).size
    })
    expect(errata.map(({ packages }) => packages.length)).toEqual(said)
  })

  test.each(['page1.json', 'page2.json'])(
    'Rocky Linux, %s: each advisory, for each release that it is for',
    async (name) => {
      type Page = { advisories: { name: string; packages: { product_name: string; nevra: string }[] }[] }
      const { advisories } = JSON.parse(readFileSync(join(data, 'rocky/apollo-api', name), 'utf8')) as Page
      const rocky = ERRATA_SOURCES.find((source) => source.name === 'rocky')
      for (const release of ['8', '9', '10']) {
        const builds = advisories.map(({ packages }) => {
          const own = packages.filter(({ product_name }) => product_name.startsWith(`Rocky Linux ${release}`))
          return new Set(own.map(({ nevra }) => nevra).filter((nevra) => !nevra.includes('.src'))).size
        })
        const pieces = toPieces(JSON.stringify(advisories))
        const parts = rocky?.parse(pieces, { name: 'rocky', url: '', release })
        const { errata, rejects } = await collect(parts ?? (async function* () {})())
        expect(rejects).toEqual([])
        expect(errata.map(({ packages }) => packages.length)).toEqual(builds.filter((count) => count > 0))
      }
    },
  )

  test('Gentoo: one advisory a file, with each package and range', async () => {
    const names = readdirSync(join(data, 'gentoo'))
    for (const name of names) {
      const text = readFileSync(join(data, 'gentoo', name), 'utf8')
      const { errata, rejects } = await collect(parseGlsa(toPieces(text), name))
      expect([errata.length, rejects.length]).toEqual([1, 0])
      expect(errata[0]?.fixes).toHaveLength(matches(/<package /g)(text))
      const ranges = errata[0]?.fixes.flatMap(({ vulnerable, unaffected }) => [...vulnerable, ...unaffected])
      expect(ranges).toHaveLength(matches(/<(vulnerable|unaffected) /g)(text))
    }
  })

  test('no file of a source is left out', () => {
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name}`)
        .filter((path) => statSync(join(data, path)).isFile() && !ELSEWHERE.test(path)),
    )
    const known = [...READ, ...REFUSED].map(([path]) => path)
    expect(files.sort()).toEqual(known.sort())
  })
})
