import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** How repositories compress their indexes, by the tools' names. */
export const PACKERS = { gz: 'gzip', bz2: 'bzip2', xz: 'xz', zst: 'zstd' } as const

export type Packing = keyof typeof PACKERS

/** A made-up primary.xml of 60,000 packages, of the size and shape of Fedora's; kept in the temporary folder. */
export async function getPrimary(packing: Packing): Promise<string> {
  const folder = join(tmpdir(), 'patchman-bench')
  mkdirSync(folder, { recursive: true })
  const plain = join(folder, 'made-up-primary-2.xml')
  if (!existsSync(plain)) {
    await pipeline(toFile, createWriteStream(`${plain}.${process.pid}`))
    renameSync(`${plain}.${process.pid}`, plain)
  }
  const packed = `${plain}.${packing}`
  // the level that createrepo uses
  const level = packing === 'xz' ? ['-2'] : []
  if (!existsSync(packed)) execFileSync(PACKERS[packing], [...level, '-k', '-f', plain])
  return packed
}

export const PACKAGES = 60_000

function* toFile(): Generator<string, void> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="${PACKAGES}">
`
  for (let i = 0; i < PACKAGES; i++) yield toPackage(i)
  yield '</metadata>\n'
}

function toPackage(i: number): string {
  const digest = toDigest(i)
  const at = Math.floor(i / SUFFIXES.length)
  const source = `${toDigest(at).slice(0, 5)}-source${at.toString(36)}`
  const name = source + SUFFIXES[i % SUFFIXES.length]
  const [version, release] = [`${at % 7}.${at % 31}.${at % 13}`, `${1 + (at % 9)}.fc41`]
  const arch = i % 3 === 0 ? 'noarch' : 'x86_64'
  const evr = `flags="EQ" epoch="0" ver="${version}" rel="${release}"`
  const provides = list(4 + (i % 12), (k) => `<rpm:entry name="lib${digest.slice(k, k + 8)}(${name})" ${evr}/>`)
  const requires = list(5 + (i % 12), (k) => `<rpm:entry name="lib${digest.slice(k, k + 9)}.so.${k}()(64bit)"/>`)
  const old = `<rpm:entry name="old-${name}" flags="LT" epoch="0" ver="${version}"/>`
  const obsoletes = i % 8 === 0 ? `\n    <rpm:obsoletes>\n      ${old}\n    </rpm:obsoletes>` : ''
  return `<package type="rpm">
  <name>${name}</name>
  <arch>${arch}</arch>
  <version epoch="${at % 11 === 0 ? 1 : 0}" ver="${version}" rel="${release}"/>
  <checksum type="sha256" pkgid="YES">${digest}</checksum>
  <summary>Made up for measuring, number ${i}</summary>
  <description>${digest} is what this package is about. It has some sentences &amp; words as others have,
so that an index of such packages has the size of a real one. ${digest.slice(0, 40)}</description>
  <packager>Somebody</packager>
  <url>https://example.org/${name}</url>
  <time file="${1_700_000_000 + i}" build="${1_690_000_000 + i}"/>
  <size package="${i * 17}" installed="${i * 31}" archive="${i * 33}"/>
  <location href="Packages/${name.charAt(0)}/${name}-${version}-${release}.${arch}.rpm"/>
  <format>
    <rpm:license>MIT AND GPL-2.0-or-later</rpm:license>
    <rpm:vendor>${i % 50 === 0 ? 'Somebody &amp; Sons' : 'Example Project'}</rpm:vendor>
    <rpm:group>Unspecified</rpm:group>
    <rpm:buildhost>builder-${i % 40}.example.org</rpm:buildhost>
    <rpm:sourcerpm>${source}-${version}-${release}.src.rpm</rpm:sourcerpm>
    <rpm:header-range start="4504" end="${9000 + i}"/>
    <rpm:provides>${provides}
    </rpm:provides>
    <rpm:requires>${requires}
    </rpm:requires>${obsoletes}
    <file>/usr/share/doc/${name}</file>
  </format>
</package>
`
}

/** A source has about three packages. */
const SUFFIXES = ['', '-libs', '-devel']

const toDigest = (i: number) => createHash('sha256').update(String(i)).digest('hex')

const list = (count: number, entry: (i: number) => string) =>
  Array.from({ length: count }, (_, k) => `\n      ${entry(k)}`).join('')
