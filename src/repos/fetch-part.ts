import { FetchFailure } from '../lib/fetch/failure.ts'
import { algorithmName, toContentName } from './checksum.ts'
import type { FoundIndex, FoundPart, IndexFile, ReadContext, Validators } from './format.ts'
import { type Spool, spool } from './spool.ts'

export type FetchedPart =
  | { status: 'unchanged'; validators: Validators }
  | { status: 'fetched'; file: IndexFile; checksum: string; spool: Spool; validators: Validators }

/** Downloads the first of the part's files that is there, and checks it against what lists it. */
export async function fetchPart(context: ReadContext, found: FoundIndex, part: FoundPart): Promise<FetchedPart> {
  let absent: FetchFailure | undefined
  for (const file of part.files) {
    try {
      return await onceMore(() => fetchFile(context, found, part, file))
    } catch (error) {
      if (!isAbsent(error)) throw error
      absent ??= error
    }
  }
  if (absent?.code === 'http-403' || absent?.code === 'no-git') throw absent
  throw new FetchFailure('http-404', `not found (404): there is no ${part.name} at ${context.mirror.url}`)
}

/**
 * Some stores answer 403 for what is not there; whether the repository is closed is seen at its last file. What cannot
 * be read by git may be there as an archive.
 */
export function isAbsent(error: unknown): error is FetchFailure {
  return error instanceof FetchFailure && ABSENT.has(error.code)
}

const ABSENT = new Set(['http-404', 'http-403', 'no-git', 'not-git'])

async function fetchFile(
  context: ReadContext,
  found: FoundIndex,
  part: FoundPart,
  file: IndexFile,
): Promise<FetchedPart> {
  const { fetcher, mirror, force, signal } = context
  const isConditional = found.validators === undefined && mirror.indexUrl === file.url && !force
  const stored = isConditional ? { etag: mirror.etag, lastModified: mirror.lastModified } : {}
  const answer = await fetcher.get(file.url, { ...stored, ...bound(file), ...(signal && { signal }) })
  if (answer.status === 'not-modified') {
    return {
      status: 'unchanged',
      validators: { indexUrl: file.url, etag: mirror.etag, lastModified: mirror.lastModified },
    }
  }
  const validators = found.validators ?? { indexUrl: file.url, etag: answer.etag, lastModified: answer.lastModified }
  const downloaded = await spool(answer.body, file.checksum)
  const checksum = (file.checksum && toContentName(file.checksum)) || downloaded.sha256
  if (!force && downloaded.isExpected && checksum === mirror.checksums[part.kind]) {
    await downloaded.close()
    return { status: 'unchanged', validators }
  }
  if (file.checksum && !downloaded.isExpected) {
    await downloaded.close()
    const differs = `${algorithmName(file.checksum.algorithm)} differs`
    throw new FetchFailure(
      'bad-checksum',
      `${file.section} is not the file that the ${file.listedBy} lists (${differs})`,
    )
  }
  return { status: 'fetched', file, checksum, spool: downloaded, validators }
}

/** What the fetcher allows is enough for nearly all; a file that is listed as larger may be. */
const LARGE = 200_000_000
const LARGEST = 1_000_000_000

const bound = ({ size }: IndexFile) => (size > LARGE ? { maxBytes: Math.min(size, LARGEST) } : {})

/** A transfer that was cut off is begun once more. */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FetchFailure) || error.code !== 'truncated') throw error
    return work()
  }
}
