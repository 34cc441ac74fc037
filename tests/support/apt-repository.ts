import { createHash } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressSync as xzSync } from '@napi-rs/lzma/xz'
import type { LoopbackServer } from './loopback-server.ts'

export interface AptPackage {
  name: string
  version: string
  arch?: string
  /** Further fields. */
  [field: string]: string | undefined
}

export interface SuiteOptions {
  /** Forms of the index, as file suffixes. */
  forms?: ('.xz' | '.gz' | '.zst' | '')[]
  /** Fields of the Release file; undefined for a suite without one. */
  release?: Record<string, string> | undefined
  component?: string
  arch?: string
}

const PACK = { '.xz': xzSync, '.gz': gzipSync, '.zst': zstdCompressSync, '': (data: Buffer) => data }

/** Text of a Packages file. */
export function packagesFile(packages: readonly AptPackage[]): string {
  return packages
    .map(({ name, version, arch = 'amd64', ...fields }) => {
      const rest = Object.entries(fields).map(([field, value]) => `${field}: ${value}\n`)
      return `Package: ${name}\nVersion: ${version}\nArchitecture: ${arch}\n${rest.join('')}Description: text\n more text\n\n`
    })
    .join('')
}

/** Puts a suite on the server and answers the URL that hosts report. */
export function publishSuite(
  server: LoopbackServer,
  suite: string,
  index: string | Buffer,
  { forms = ['.xz'], release, component = 'main', arch = 'amd64' }: SuiteOptions = {},
): string {
  const root = `/debian/dists/${suite}`
  const folder = `${component}/binary-${arch}`
  const plain = Buffer.from(index as string)
  const lines: string[] = []
  for (const form of forms) {
    const packed = PACK[form](plain)
    server.on(`${root}/${folder}/Packages${form}`, packed)
    lines.push(listed(`${folder}/Packages${form}`, packed))
  }
  if (!forms.includes('')) lines.push(listed(`${folder}/Packages`, plain))
  if (release) server.on(`${root}/InRelease`, conditional(releaseFile(release, lines)))
  return `${server.url}${root}/${folder}`
}

function releaseFile(fields: Record<string, string>, lines: readonly string[]): string {
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`)
  return `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${head.join('')}SHA256:\n${lines.join('')}-----BEGIN PGP SIGNATURE-----\n`
}

const listed = (path: string, data: Buffer) => ` ${sha256(data)} ${data.length} ${path}\n`

export const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')

/** Answers 304 to who has this very content. */
export function conditional(body: string | Buffer): Parameters<LoopbackServer['on']>[1] {
  const etag = `"${sha256(body)}"`
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
    else response.writeHead(200, { etag, 'content-length': Buffer.byteLength(body) }).end(body)
  }
}
