import { FetchFailure } from '../lib/fetch/failure.ts'
import { type Checksum, toChecksum } from '../repos/checksum.ts'
import type { FeedContent, ReadContext } from './feed.ts'
import { fetchText } from './fetch-text.ts'
import { readFile } from './read-file.ts'

const MAX_BYTES = 1_000_000

/**
 * Reads a feed beside which a file lists its checksum, as sha256sum and its kin write it. That alone tells that nothing
 * changed. What has another checksum is not used.
 */
export async function readChecked(
  context: ReadContext,
  checksumUrl: string,
  algorithm: 'sha256' | 'sha1',
): Promise<FeedContent> {
  const { url, stored } = context
  const expected = await fetchChecksum(context, checksumUrl, algorithm)
  const fingerprint = `${algorithm}:${expected.hex}`
  if (stored.fingerprint === fingerprint) return { status: 'unchanged', marks: stored }
  const content = await readFile({ ...context, url, stored: { etag: '', lastModified: '', fingerprint: '' } }, expected)
  return { ...content, marks: { etag: '', lastModified: '', fingerprint } }
}

async function fetchChecksum(
  context: ReadContext,
  checksumUrl: string,
  algorithm: 'sha256' | 'sha1',
): Promise<Checksum> {
  const file = context.url.slice(context.url.lastIndexOf('/') + 1)
  const found = findChecksum(await fetchText(context, checksumUrl, MAX_BYTES), file, algorithm)
  if (!found) throw new FetchFailure('bad-response', `${checksumUrl} names no checksum of ${file}`)
  return found
}

/** Of the line that names the file, else of the only line. */
function findChecksum(text: string, file: string, algorithm: string): Checksum | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const named = lines.find((line) =>
    line
      .trim()
      .split(/[\s*]+/)
      .slice(1)
      .some((word) => word.endsWith(file)),
  )
  const line = named ?? (lines.length === 1 ? lines[0] : undefined)
  return line === undefined ? undefined : toChecksum(algorithm, /^\s*([0-9A-Fa-f]+)/.exec(line)?.[1] ?? '')
}
