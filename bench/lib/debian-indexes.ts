import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compressSync } from '@napi-rs/lzma/xz'
import { createFetcher } from '../../src/lib/fetch/fetcher.ts'

/** Files of a suite: path on the server → file on this machine. */
export interface IndexFiles {
  /** Where they come from, for people. */
  origin: string
  /** Paths of the indexes that hosts would report. */
  suites: string[]
  files: Map<string, string>
}

const MIRROR = 'http://deb.debian.org'
const SUITES = ['/debian/dists/bookworm', '/debian-security/dists/bookworm-security', '/debian/dists/bookworm-updates']
const BINARY = 'main/binary-amd64'

/**
 * Debian 12's main, security and updates: from the mirror where there is one, else made up, of the same size. Kept
 * in the temporary folder; a real one for that day only.
 */
export async function getDebianIndexes(): Promise<IndexFiles> {
  const folder = join(tmpdir(), 'patchman-bench')
  mkdirSync(folder, { recursive: true })
  try {
    return await readMirror(join(folder, `debian-${new Date().toISOString().slice(0, 10)}`))
  } catch (error) {
    console.error(`no Debian mirror (${error instanceof Error ? error.message : error}): a made-up index instead`)
    return makeIndex(join(folder, 'made-up-debian'))
  }
}

async function readMirror(prefix: string): Promise<IndexFiles> {
  const fetcher = createFetcher({ httpProxy: process.env.http_proxy ?? '', attempts: 1, connectTimeoutMs: 3000 })
  const files = new Map<string, string>()
  try {
    for (const path of SUITES.flatMap((suite) => [`${suite}/InRelease`, `${suite}/${BINARY}/Packages.xz`])) {
      const file = `${prefix}${path.replaceAll('/', '-')}`
      files.set(path, file)
      if (!existsSync(file)) await download(fetcher, `${MIRROR}${path}`, file)
    }
  } finally {
    await fetcher.close()
  }
  return { origin: MIRROR, suites: SUITES.map((suite) => `${suite}/${BINARY}`), files }
}

async function download(fetcher: ReturnType<typeof createFetcher>, url: string, file: string): Promise<void> {
  const answer = await fetcher.get(url)
  if (answer.status !== 'ok') throw new Error(`${url}: ${answer.status}`)
  const pieces: Buffer[] = []
  for await (const piece of answer.body) pieces.push(piece)
  const making = `${file}.${process.pid}`
  writeFileSync(making, Buffer.concat(pieces))
  renameSync(making, file)
}

const STANZAS = 63_000

function makeIndex(prefix: string): IndexFiles {
  const suite = '/debian/dists/made-up'
  const [release, index] = [`${prefix}-InRelease`, `${prefix}-Packages.xz`]
  if (!existsSync(index))
    writeFileSync(index, compressSync(Array.from({ length: STANZAS }, (_, i) => stanza(i)).join('')))
  const data = readFileSync(index)
  const sha256 = createHash('sha256').update(data).digest('hex')
  writeFileSync(release, `Origin: Debian\nSuite: made-up\nSHA256:\n ${sha256} ${data.length} ${BINARY}/Packages.xz\n`)
  const files = new Map([
    [`${suite}/InRelease`, release],
    [`${suite}/${BINARY}/Packages.xz`, index],
  ])
  return { origin: 'made up', suites: [`${suite}/${BINARY}`], files }
}

function stanza(i: number): string {
  const digest = createHash('sha256').update(String(i)).digest('hex')
  const name = `lib${digest.slice(0, 6)}${i}`
  const depends = Array.from({ length: 8 }, (_, k) => `lib${digest.slice(k, k + 6)} (>= ${k}.${i % 97})`)
  return `Package: ${name}
Source: source${i >> 1}
Version: ${i % 7}.${i % 31}.${i % 13}-${1 + (i % 5)}
Installed-Size: ${i}
Maintainer: Somebody <somebody@example.org>
Architecture: ${i % 3 === 0 ? 'all' : 'amd64'}
Depends: ${depends.join(', ')}
Description: made up for measuring ${digest.slice(0, 20)}
Description-md5: ${digest.slice(0, 32)}
Homepage: https://example.org/${name}
Section: libs
Priority: optional
Filename: pool/main/${name.charAt(3)}/${name}/${name}_${i}.deb
Size: ${i * 17}
MD5sum: ${digest.slice(32)}
SHA256: ${digest}

`
}
