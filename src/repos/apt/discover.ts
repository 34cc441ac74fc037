import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { Discovery, IndexFile, ReadContext } from '../format.ts'
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
    files: unlistedFiles(location.indexUrl),
    release: undefined,
    releaseSecurity: isSecurityRelease(undefined, location.suite),
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

/** Some stores answer 403 for what is not there; whether the repository is closed is seen at the index. */
export function isAbsent(error: unknown): error is FetchFailure {
  return error instanceof FetchFailure && (error.code === 'http-404' || error.code === 'http-403')
}

function toFound(location: AptLocation, path: string, { release, url, etag, lastModified }: ReadRelease): Discovery {
  const files =
    release.files.size === 0 ? unlistedFiles(location.indexUrl) : listedFiles(location.indexUrl, path, release)
  if (files.length === 0) {
    throw new FetchFailure('http-404', `the Release file lists no ${path}Packages: ${url}`)
  }
  return {
    status: 'found',
    files,
    release: release.facts,
    releaseSecurity: isSecurityRelease(release.facts, location.suite),
    validators: { indexUrl: url, etag, lastModified },
  }
}

/** Smallest first; what is listed need not be there. */
const SUFFIXES = ['.xz', '.zst', '.bz2', '.gz', '']

function listedFiles(indexUrl: string, path: string, release: Release): IndexFile[] {
  const plainSha256 = release.files.get(`${path}Packages`)?.sha256 ?? ''
  return SUFFIXES.flatMap((suffix) => {
    const section = `Packages${suffix}`
    const listed = release.files.get(path + section)
    if (!listed) return []
    const file = { ...listed, plainSha256, section }
    const byName = { ...file, url: `${indexUrl}/${section}` }
    return release.byHash ? [{ ...file, url: `${indexUrl}/by-hash/SHA256/${listed.sha256}` }, byName] : [byName]
  })
}

function unlistedFiles(indexUrl: string): IndexFile[] {
  return SUFFIXES.map((suffix) => {
    const section = `Packages${suffix}`
    return { url: `${indexUrl}/${section}`, sha256: '', size: 0, plainSha256: '', section }
  })
}
