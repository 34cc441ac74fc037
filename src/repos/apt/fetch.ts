import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { FetchedIndex, FoundIndex, IndexFile, ReadContext } from '../format.ts'
import { spool } from '../spool.ts'
import { isAbsent } from './discover.ts'

/** Downloads the first of the files that is there, and checks it against the Release file where that lists it. */
export async function fetchApt(context: ReadContext, found: FoundIndex): Promise<FetchedIndex> {
  let absent: FetchFailure | undefined
  for (const file of found.files) {
    try {
      return await onceMore(() => fetchFile(context, found, file))
    } catch (error) {
      if (!isAbsent(error)) throw error
      absent ??= error
    }
  }
  if (absent?.code === 'http-403') throw absent
  throw new FetchFailure(
    'http-404',
    `not found (404): there is no Packages file, in whatever form, at ${context.mirror.url}`,
  )
}

async function fetchFile(context: ReadContext, found: FoundIndex, file: IndexFile): Promise<FetchedIndex> {
  const { fetcher, mirror, force, signal } = context
  const isConditional = found.validators === undefined && mirror.indexUrl === file.url && !force
  const stored = isConditional ? { etag: mirror.etag, lastModified: mirror.lastModified } : {}
  const answer = await fetcher.get(file.url, { ...stored, ...(signal && { signal }) })
  if (answer.status === 'not-modified') {
    return {
      status: 'unchanged',
      validators: { indexUrl: file.url, etag: mirror.etag, lastModified: mirror.lastModified },
    }
  }
  const validators = found.validators ?? { indexUrl: file.url, etag: answer.etag, lastModified: answer.lastModified }
  const downloaded = await spool(answer.body)
  if (!force && downloaded.sha256 === mirror.checksum) {
    await downloaded.close()
    return { status: 'unchanged', validators }
  }
  if (file.sha256 !== '' && downloaded.sha256 !== file.sha256) {
    await downloaded.close()
    throw new FetchFailure(
      'bad-checksum',
      `${file.section} is not the file that the Release file lists (SHA-256 differs)`,
    )
  }
  return { status: 'fetched', file, checksum: downloaded.sha256, spool: downloaded, validators }
}

/** A transfer that was cut off is begun once more. */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FetchFailure) || error.code !== 'truncated') throw error
    return work()
  }
}
