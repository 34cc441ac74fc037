import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Of Gentoo's own tree there are some 19,000. */
export const PACKAGES = 19_000
export const EBUILDS = 30_000

/**
 * A made-up snapshot of a Gentoo tree, of the size and shape of the main one: ebuilds with their Manifest and
 * metadata.xml, and the metadata cache of all. A tar archive as `xz` packs it, kept in the temporary folder.
 */
export async function getTree(): Promise<string> {
  const folder = join(tmpdir(), 'patchman-bench')
  mkdirSync(folder, { recursive: true })
  const packed = join(folder, 'made-up-tree-1.tar.xz')
  if (existsSync(packed)) return packed
  const plain = `${packed}.${process.pid}`
  await pipeline(toArchive, createWriteStream(plain))
  execFileSync('xz', ['-1', '-f', plain])
  renameSync(`${plain}.xz`, packed)
  rmSync(plain, { force: true })
  return packed
}

interface Made {
  category: string
  name: string
  versions: string[]
}

function* toArchive(): Generator<Buffer, void> {
  const tree = Array.from({ length: PACKAGES }, (_, i) => toPackage(i))
  for (const one of tree) yield* toFolder(one)
  for (const { category, name, versions } of tree) {
    for (const version of versions) {
      yield toFile(`metadata/md5-cache/${category}/${name}-${version}`, toCache(`${category}/${name}-${version}`))
    }
  }
  yield toFile('profiles/repo_name', 'gentoo\n')
  yield Buffer.alloc(1024)
}

function* toFolder({ category, name, versions }: Made): Generator<Buffer, void> {
  const folder = `${category}/${name}`
  yield toFile(
    `${folder}/Manifest`,
    versions.map((version) => `DIST ${name}-${version} ${toText(version, 250)}\n`).join(''),
  )
  yield toFile(`${folder}/metadata.xml`, `<pkgmetadata>${toText(name, 500)}</pkgmetadata>\n`)
  for (const version of versions) yield toFile(`${folder}/${name}-${version}.ebuild`, toText(name + version, 2200))
}

function toPackage(i: number): Made {
  const digest = toDigest(String(i))
  // as many as it takes for all ebuilds to be there
  const count = Math.floor(((i + 1) * EBUILDS) / PACKAGES) - Math.floor((i * EBUILDS) / PACKAGES)
  const versions = Array.from({ length: count }, (_, k) => `${i % 9}.${k}.${i % 31}${i % 5 === 0 ? '-r2' : ''}`)
  return { category: `${digest.slice(0, 1)}-category${i % 11}`, name: `package-${digest.slice(0, 6)}${i}`, versions }
}

const KEYWORDS = ['amd64', '~arm64', '~ppc64', 'x86', '~riscv', '~arm', 'ppc', '~sparc', '~loong']

function toCache(id: string): string {
  const digest = toDigest(id)
  const keywords = KEYWORDS.slice(0, 1 + (Number.parseInt(digest.slice(0, 4), 16) % KEYWORDS.length))
  return `BDEPEND=${toText(`b${id}`, 300)}
DEFINED_PHASES=compile configure install prepare
DEPEND=${toText(`d${id}`, 400)}
DESCRIPTION=Made up for measuring
EAPI=8
HOMEPAGE=https://example.org/${id}
KEYWORDS=${keywords.join(' ')}
SLOT=0/${digest.slice(0, 2)}
SRC_URI=${toText(`s${id}`, 200)}
_eclasses_=${toText(`e${id}`, 300)}
_md5_=${digest.slice(0, 32)}
`
}

/** Text that packs as badly as that of trees does. */
function toText(seed: string, length: number): string {
  let text = ''
  for (let i = 0; text.length < length; i++) text += `${toDigest(seed + i).slice(0, 20)} >=dev-libs/library-1.2:= `
  return text.slice(0, length)
}

const toDigest = (text: string) => createHash('sha256').update(text).digest('hex')

const BLOCK = 512

/** ustar (POSIX 1003.1): a header and the content, each in blocks. */
function toFile(path: string, content: string): Buffer {
  const bytes = Buffer.from(content)
  const file = Buffer.alloc(BLOCK + Math.ceil(bytes.length / BLOCK) * BLOCK)
  file.write(`gentoo/${path}`, 0, 100, 'latin1')
  file.write(`0000644\0${'0000000\0'.repeat(2)}${bytes.length.toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0`, 100)
  file.write(`${' '.repeat(8)}0`, 148)
  file.write('ustar\x0000', 257)
  const sum = file.subarray(0, BLOCK).reduce((total, byte) => total + byte, 0)
  file.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  bytes.copy(file, BLOCK)
  return file
}
