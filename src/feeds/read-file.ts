import { FetchFailure } from '../lib/fetch/failure.ts'
import type { Checksum } from '../repos/checksum.ts'
import { type Spool, spool } from '../repos/spool.ts'
import type { FeedContent, ReadContext } from './feed.ts'

/** What is larger is no feed that is known. */
const MAX_BYTES = 400_000_000

/** Reads a feed that is one file: it is asked for with the validators of the last time, and a transfer that was cut is begun once more. */
export async function readFile(context: ReadContext, expected?: Checksum, maxBytes = MAX_BYTES): Promise<FeedContent> {
  try {
    return await readOnce(context, maxBytes, expected)
  } catch (error) {
    if (!(error instanceof FetchFailure) || error.code !== 'truncated') throw error
    return readOnce(context, maxBytes, expected)
  }
}

async function readOnce(
  { fetcher, url, stored, signal }: ReadContext,
  maxBytes: number,
  expected?: Checksum,
): Promise<FeedContent> {
  const { etag, lastModified } = stored
  const answer = await fetcher.get(url, { etag, lastModified, maxBytes, ...(signal && { signal }) })
  if (answer.status === 'not-modified') return { status: 'unchanged', marks: stored }
  const file = await spool(answer.body, expected)
  if (!file.isExpected) {
    await file.close()
    throw new FetchFailure('bad-checksum', `${new URL(url).pathname} is not the file whose checksum is beside it`)
  }
  return toContent(file, stored.fingerprint, answer)
}

async function toContent(
  file: Spool,
  before: string,
  { etag, lastModified }: { etag: string; lastModified: string },
): Promise<FeedContent> {
  const marks = { etag, lastModified, fingerprint: file.sha256 }
  if (file.sha256 === before) {
    await file.close()
    return { status: 'unchanged', marks }
  }
  return { status: 'changed', marks, pieces: () => file.read(), size: file.size, close: () => file.close() }
}
