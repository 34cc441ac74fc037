import type { FeedContent, FeedMarks, ReadContext, ReadFeed } from '../../feeds/feed.ts'
import { fetchText } from '../../feeds/fetch-text.ts'
import { readFile } from '../../feeds/read-file.ts'
import { readCsvRows } from '../../lib/csv/read-rows.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import { peek } from '../../lib/peek.ts'
import { refuseWebPage } from '../../lib/web-page.ts'
import { spool } from '../../repos/spool.ts'
import { SEPARATOR } from '../text-sequence.ts'
import { toTimeOf } from '../times.ts'

/** Where a publisher has its documents: a folder with lists of what changed (CSAF 2.0, 7.1.13), and all as an archive. */
export interface CsafDirectory {
  /** Without a slash at the end. */
  base: string
  /** The archive, and as of when it is; undefined: of when it was put there. Goes out. */
  findArchive(context: ReadContext): Promise<Archive>
  /** The name of the document that a file of the folder is. */
  toId(file: string): string
}

interface Archive {
  url: string
  at: number | undefined
}

const MAX_LIST_BYTES = 200_000_000
const MAX_DOCUMENT_BYTES = 128_000_000
const MAX_ARCHIVE_BYTES = 2_000_000_000
/** Of one reading; what is left comes with the next. */
const MAX_DOCUMENTS = 1000

/**
 * Reads a folder of documents: the archive first, later those that its list of changes names, and what its list of
 * deletions does as documents without content. As of when that is, is its fingerprint.
 */
export function readCsafDirectory(directory: CsafDirectory): ReadFeed {
  return async (context) => {
    const { stored } = context
    const since = toSince(stored.fingerprint)
    const list = await readChanges(context, since)
    if (list === 'unchanged') return { status: 'unchanged', marks: stored }
    const deleted = await readDeletions(context, directory.base, since)
    const changes = [...list.changes, ...deleted].sort((a, b) => a.at - b.at)
    if (since > 0 && changes.length === 0)
      return { status: 'unchanged', marks: { ...list.marks, fingerprint: stored.fingerprint } }
    if (since === 0 || changes.length > MAX_DOCUMENTS) {
      const archive = await directory.findArchive(context)
      // an older one has nothing new
      if (archive.at === undefined || archive.at > since) return readArchive(context, archive, changes)
    }
    const some = takeFirst(changes)
    return readDocuments(context, directory, some, some.length < changes.length ? undefined : list.marks)
  }
}

/** The oldest; what is of one time stays together, as that is how far it was read. */
function takeFirst(changes: readonly Change[]): readonly Change[] {
  const last = changes[MAX_DOCUMENTS - 1]?.at ?? Number.MAX_SAFE_INTEGER
  return changes.filter(({ at }) => at <= last)
}

const MORE = ' more'

/** As of when that is which was read, and whether something came since that is to be read. */
function toFingerprint(at: number, isMore: boolean): string {
  return `${new Date(at).toISOString()}${isMore ? MORE : ''}`
}

const toSince = (fingerprint: string) => toTimeOf(fingerprint.split(' ', 1)[0])

/** Whether there is more to read at once: what came since the archive was made, or more than one reading takes. */
export const hasMoreDocuments = (fingerprint: string) => fingerprint.endsWith(MORE)

interface Change {
  file: string
  at: number
  isDeleted: boolean
}

/** What changed since then; validators of the list. */
async function readChanges(
  { fetcher, url, stored: { etag, lastModified }, signal }: ReadContext,
  since: number,
): Promise<{ changes: Change[]; marks: Omit<FeedMarks, 'fingerprint'> } | 'unchanged'> {
  const answer = await fetcher.get(url, { etag, lastModified, maxBytes: MAX_LIST_BYTES, ...(signal && { signal }) })
  if (answer.status === 'not-modified') return 'unchanged'
  const changes = await readRows(answer.body, since, false)
  return { changes, marks: { etag: answer.etag, lastModified: answer.lastModified } }
}

/** Rows `"2024/rhsa-2024_1234.json","2024-03-01T12:00:00+00:00"`. Throws for what is no such list. */
async function readRows(pieces: AsyncIterable<Buffer>, since: number, isDeleted: boolean): Promise<Change[]> {
  const { first, all } = await peek(pieces)
  refuseWebPage(first?.toString('latin1', 0, 200) ?? '', 'the list of documents')
  const changes: Change[] = []
  let count = 0
  for await (const rows of readCsvRows(all)) {
    for (const { line, cells } of rows) {
      const [file = '', time] = cells
      const at = toTimeOf(time)
      // some have the names of their columns first
      if (line === 1 && at === 0 && /^[a-z_ ]+$/i.test(file)) continue
      if (at === 0 || !FILE.test(file))
        throw new FetchFailure('bad-response', `line ${line} of the list of documents is none`)
      count++
      if (at > since) changes.push({ file, at, isDeleted })
    }
  }
  if (count === 0 && !isDeleted) throw new FetchFailure('bad-response', 'the list of documents is empty')
  return changes
}

/** A path below the folder, and nothing else. */
const FILE = /^(?!.*\.\.)[\w+-][\w+./-]{0,200}\.json$/

async function readDeletions(context: ReadContext, base: string, since: number): Promise<Change[]> {
  if (since === 0) return []
  try {
    const text = await fetchText(context, `${base}/deletions.csv`, MAX_LIST_BYTES)
    return await readRows(toPieces(text), since, true)
  } catch (error) {
    // not everybody keeps one
    if (error instanceof FetchFailure && error.code === 'http-404') return []
    throw error
  }
}

async function* toPieces(text: string): AsyncGenerator<Buffer, void> {
  if (text !== '') yield Buffer.from(text)
}

async function readArchive(
  context: ReadContext,
  { url, at }: Archive,
  changes: readonly Change[],
): Promise<FeedContent> {
  const none = { etag: '', lastModified: '', fingerprint: '' }
  const content = await readFile({ ...context, url, stored: none }, undefined, MAX_ARCHIVE_BYTES)
  const newest = changes.at(-1)?.at ?? 0
  const asOf = at ?? toAge(Date.parse(content.marks.lastModified), newest)
  // without validators the list is read the next time: what came since the archive was made is in it
  return { ...content, marks: { ...none, fingerprint: toFingerprint(asOf, true) } }
}

/** One that was put there after the newest change has it; else it may have taken a day to make. */
function toAge(putAt: number, newest: number): number {
  if (Number.isNaN(putAt)) return Math.max(1, newest - 7 * DAY_MS)
  return putAt >= newest ? newest : putAt - DAY_MS
}

const DAY_MS = 86_400_000

async function readDocuments(
  context: ReadContext,
  directory: CsafDirectory,
  changes: readonly Change[],
  validators: Omit<FeedMarks, 'fingerprint'> | undefined,
): Promise<FeedContent> {
  const file = await spool(listDocuments(context, directory, changes))
  const newest = changes.at(-1)?.at ?? 0
  const fingerprint = toFingerprint(newest, validators === undefined)
  const marks = { ...(validators ?? { etag: '', lastModified: '' }), fingerprint }
  return { status: 'changed', marks, pieces: () => file.read(), size: file.size, close: () => file.close() }
}

async function* listDocuments(
  context: ReadContext,
  { base, toId }: CsafDirectory,
  changes: readonly Change[],
): AsyncGenerator<Buffer, void> {
  for (const { file, isDeleted } of changes) {
    yield Buffer.from([SEPARATOR])
    const text = isDeleted ? '' : await fetchDocument(context, `${base}/${file}`)
    const gone = { document: { tracking: { id: toId(file), status: 'deleted' } } }
    yield Buffer.from(text === '' ? JSON.stringify(gone) : text)
  }
}

/** '' where it is not there any more. */
async function fetchDocument(context: ReadContext, url: string): Promise<string> {
  try {
    return await fetchText(context, url, MAX_DOCUMENT_BYTES)
  } catch (error) {
    if (error instanceof FetchFailure && error.code === 'http-404') return ''
    throw error
  }
}
