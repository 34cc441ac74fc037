import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { forEachDatabase } from '../../tests/support/databases.ts'
import {
  mirrors,
  offered,
  refresh,
  rejects,
  reportAs,
  server,
  setUpRefreshing,
} from '../../tests/support/refreshing.ts'
import { makeTar, toHeader } from '../../tests/support/tar.ts'
import type { PackageType } from '../model/package.ts'

setUpRefreshing()

/** How a repository of a family is made of packages, and where its archive is. */
interface Family {
  type: PackageType
  address: string
  archive: string
  /** The file of an archive that tells of a package; all of them in one where that is how it is. */
  toFiles(packages: [name: string, version: string][]): Record<string, string>
  /** What beside it has to fit. */
  serveWith?(archive: Buffer): void
}

const sums = (archive: Buffer) => createHash('md5').update(archive).digest('hex')

const FAMILIES: Family[] = [
  {
    ...{ type: 'arch', address: '/arch/core.db', archive: '/arch/core.db' },
    toFiles: (packages) =>
      Object.fromEntries(
        packages.map(([name, version]) => [
          `${name}-${version}-1/desc`.slice(-90),
          `%NAME%\n${name}\n\n%VERSION%\n${version}-1\n\n%ARCH%\nx86_64\n\n`,
        ]),
      ),
  },
  {
    ...{ type: 'apk', address: '/apk/x86_64', archive: '/apk/x86_64/APKINDEX.tar.gz' },
    toFiles: (packages) => ({
      APKINDEX: packages.map(([name, version]) => `P:${name}\nV:${version}-r1\nA:x86_64\n\n`).join(''),
    }),
  },
  {
    ...{ type: 'gentoo', address: '/gentoo', archive: '/gentoo/snapshots/gentoo-latest.tar.xz' },
    toFiles: (packages) =>
      Object.fromEntries(
        packages.map(([name, version]) => [
          `metadata/md5-cache/a/${name}-${version}`.slice(0, 99),
          'KEYWORDS=amd64\nSLOT=0\n',
        ]),
      ),
    serveWith: (archive) => {
      server.on('/gentoo/snapshots/gentoo-latest.tar.xz.md5sum', `${sums(archive)}  gentoo-20261122.tar.xz\n`)
    },
  },
]

const names = (packages: [string, string][]) => packages.map(([name]) => name).sort()

forEachDatabase('archives of Arch, Alpine and Gentoo', (databases) => {
  async function open(family: Family) {
    const db = await databases.open()
    const serve = (archive: Buffer) => {
      server.on(family.archive, archive)
      family.serveWith?.(archive)
    }
    await reportAs(db, family.type, [server.url + family.address])
    const whole = gzipSync(makeTar(family.toFiles([['good', '1.0']])))
    serve(whole)
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    const list = async () => (await offered(db)).map((one) => one.split(' ')[0])
    expect(await list()).toEqual(['good'])
    return { db, serve, list, whole }
  }

  test.each(FAMILIES)(
    '$type: what is broken or a bomb fails with its reason, and the old stays',
    async (family) => {
      const { db, serve, list, whole } = await open(family)
      const better = family.toFiles([['better', '2.0']])
      const tar = makeTar(better)
      const [first = ''] = Object.keys(better)
      const absurd = (size: string) => Buffer.concat([withSize(toHeader(first, 0), size), Buffer.alloc(2048)])
      for (const [what, archive, reason] of [
        ['nothing', Buffer.alloc(0), /empty|archive|ends/],
        ['a web page', Buffer.from('<!doctype html><title>Welcome</title>'.repeat(40)), /archive|web page/],
        ['a packed web page', gzipSync('<!doctype html><title>Welcome</title>'.repeat(40)), /archive|web page/],
        ['cut', gzipSync(tar).subarray(0, 60), /ends|end of/],
        ['cut before it was packed', gzipSync(tar.subarray(0, 700)), /ends/],
        ['broken', withNoise(whole), /not valid gz/],
        ['zeros', gzipSync(Buffer.alloc(300_000_000)), /larger than|unpacks/],
        ['a huge file', absurd('77777777777\0'), /ends/],
        ['a size below nothing', absurd('-0000000001\0'), /size/],
        ['a size in letters', absurd('zzzzzzzzzzz\0'), /size/],
        ['a size of 80 bits', absurd('\x80\x7f\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff'), /size/],
        ['a header of a gigabyte', Buffer.concat([toHeader('x', 1e9, 'x'), Buffer.alloc(4096)]), /header/],
        ['something else', gzipSync(makeTar({ 'README.md': 'x' })), family.type === 'arch' ? undefined : /no /],
      ] as [string, Buffer, RegExp | undefined][]) {
        if (reason === undefined) continue
        serve(archive)
        const { outcomes } = await refresh(db)
        expect([what, outcomes[0]]).toMatchObject([what, { result: 'failed', reason: expect.stringMatching(reason) }])
        expect([what, await list()]).toEqual([what, ['good']])
      }
      expect((await mirrors(db))[0]).toMatchObject({ state: 'failing' })
      serve(gzipSync(tar))
      expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
      expect([await list(), (await mirrors(db))[0]?.state]).toEqual([['better'], 'ok'])
    },
    60_000,
  )

  test.each(FAMILIES)('$type: links, devices and paths that lead out do nothing', async (family) => {
    const { db, serve, list } = await open(family)
    const [path = '', content = ''] = Object.entries(family.toFiles([['linked', '9.9']]))[0] ?? []
    const kinds = ['1', '2', '3', '4', '6', '7'].map((kind) => toHeader(path, 0, kind))
    const outside = ['/etc/passwd', '../../../../etc/cron.d/x', '..', '.', '', 'a/../../b', `${'../'.repeat(30)}x`]
    const files = Object.fromEntries(outside.map((name) => [name, content]))
    serve(gzipSync(Buffer.concat([...kinds, makeTar({ ...files, ...family.toFiles([['better', '2.0']]) })])))
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    expect(await list()).toEqual(['better'])
  })

  test.each(FAMILIES)('$type: absurd names and versions are rejects, and stop nothing', async (family) => {
    const { db, serve, list } = await open(family)
    const odd: [string, string][] = [
      ['x'.repeat(60_000), '1.0'],
      ['long', `1.${'9'.repeat(60_000)}`],
      ['blank blank', '1.0'],
      ['nul\0nul', '1.0'],
      ['better', '2.0'],
      ['good', '3.0'],
    ]
    serve(gzipSync(makeTar(family.toFiles(odd))))
    expect(await refresh(db)).toMatchObject({ changed: 1, failed: 0 })
    const found = await list()
    expect(found).toEqual(expect.arrayContaining(['better', 'good']))
    // a name of a file that is cut is another one, where the file's name is that of the package
    expect(found.filter((name) => !names(odd).includes(name ?? '')).every((name) => (name?.length ?? 0) < 100)).toBe(
      true,
    )
    expect((await rejects(db)).length).toBeGreaterThan(0)
  })
})

function withSize(header: Buffer, size: string): Buffer {
  header.write(size, 124, 12, 'latin1')
  header.write('        ', 148)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function withNoise(packed: Buffer): Buffer {
  const noisy = Buffer.from(packed)
  for (let i = 30; i < Math.min(60, noisy.length - 10); i++) noisy[i] = 255 - (noisy[i] as number)
  return noisy
}
