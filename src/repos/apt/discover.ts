import { FetchFailure } from '../../lib/fetch/failure.ts'
import { isAbsent } from '../fetch-part.ts'
import type { Discovery, FoundPart, IndexFile, ReadContext } from '../format.ts'
import { type AptLocation, parseLocation } from './location.ts'
import { isHtml } from './refuse-html.ts'
import { parseRelease, type Release } from './release.ts'
import { isSecurityRelease } from './security.ts'

/**
 * Finds the index by the suite's InRelease or Release file (of a flat repository: beside the index), or, where there
 * is none, by trying its names. One request where the Release file has not changed.
 */
export async function discoverApt(context: ReadContext): Promise<Discovery> {
  const location = parseLocation(context.mirror.url)
  for (const root of location.roots) {
    for (const name of ['InRelease', 'Release']) {
      const answer = await readRelease(context, `${root.url}/${name}`)
      if (answer === 'unchanged') return { status: 'unchanged' }
      if (answer !== 'absent') return toFound(location, root.path, answer)
    }
  }
  return {
    status: 'found',
    parts: toParts(unlistedFiles(location.indexUrl)),
    release: undefined,
    releaseSecurity: isSecurityRelease(undefined, location.suite),
    publishedAt: 0,
    gap: '',
    validators: undefined,
  }
}

interface ReadRelease {
  release: Release
  url: string
  etag: string
  lastModified: string
}

const MAX_RELEASE_BYTES = 16 * 1024 * 1024

async function readRelease(context: ReadContext, url: string): Promise<ReadRelease | 'unchanged' | 'absent'> {
  const { fetcher, mirror, force, signal } = context
  const stored = mirror.indexUrl === url && !force ? { etag: mirror.etag, lastModified: mirror.lastModified } : {}
  try {
    const answer = await fetcher.get(url, { ...stored, maxBytes: MAX_RELEASE_BYTES, ...(signal && { signal }) })
    if (answer.status === 'not-modified') return 'unchanged'
    const pieces: Buffer[] = []
    for await (const piece of answer.body) pieces.push(piece)
    const body = Buffer.concat(pieces)
    const release = isHtml(body) ? undefined : parseRelease(body.toString('utf8'))
    return release ? { release, url, etag: answer.etag, lastModified: answer.lastModified } : 'absent'
  } catch (error) {
    if (isAbsent(error)) return 'absent'
    throw error
  }
}

function toFound(location: AptLocation, path: string, { release, url, etag, lastModified }: ReadRelease): Discovery {
  const files =
    release.files.size === 0 ? unlistedFiles(location.indexUrl) : listedFiles(location.indexUrl, path, release)
  if (files.length === 0) {
    throw new FetchFailure('http-404', `the Release file lists no ${path}Packages: ${url}`)
  }
  return {
    status: 'found',
    parts: toParts(files),
    release: release.facts,
    releaseSecurity: isSecurityRelease(release.facts, location.suite),
    publishedAt: release.facts.date,
    gap: '',
    validators: { indexUrl: url, etag, lastModified },
  }
}

function toParts(files: IndexFile[]): FoundPart[] {
  return [{ kind: 'packages', files, name: 'Packages file, in whatever form,' }]
}

/** Smallest first; what is listed need not be there. */
const SUFFIXES = ['.xz', '.zst', '.bz2', '.gz', '']

function listedFiles(indexUrl: string, path: string, release: Release): IndexFile[] {
  const plain = release.files.get(`${path}Packages`)
  return SUFFIXES.flatMap((suffix) => {
    const section = `Packages${suffix}`
    const listed = release.files.get(path + section)
    if (!listed) return []
    const file = {
      checksum: { algorithm: 'sha256', hex: listed.sha256 } as const,
      size: listed.size,
      plainChecksum: plain && ({ algorithm: 'sha256', hex: plain.sha256 } as const),
      plainSize: plain?.size ?? 0,
      listedBy: 'Release file',
      section,
    }
    const byName = { ...file, url: `${indexUrl}/${section}` }
    return release.byHash ? [{ ...file, url: `${indexUrl}/by-hash/SHA256/${listed.sha256}` }, byName] : [byName]
  })
}

function unlistedFiles(indexUrl: string): IndexFile[] {
  return SUFFIXES.map((suffix) => {
    const section = `Packages${suffix}`
    const unknown = { checksum: undefined, size: 0, plainChecksum: undefined, plainSize: 0, listedBy: '' }
    return { url: `${indexUrl}/${section}`, ...unknown, section }
  })
}
