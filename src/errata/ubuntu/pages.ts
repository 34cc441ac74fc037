import type { FeedContent, ReadContext } from '../../feeds/feed.ts'
import { fetchText } from '../../feeds/fetch-text.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import { spool } from '../../repos/spool.ts'
import { toList, toMembers, toNumber } from '../json-values.ts'
import { SEPARATOR } from '../text-sequence.ts'

/** The site gives no more at once. */
const PAGE = 20
const MAX_PAGES = 5000
const MAX_PAGE_BYTES = 64_000_000

/**
 * Reads the notices of Ubuntu's site, page by page, the oldest first: later ones only come behind those that were read,
 * whose number is the fingerprint. Where there are fewer than that, all are read anew.
 */
export async function readNotices(context: ReadContext): Promise<FeedContent> {
  const { url, stored } = context
  const known = /^\d+$/.test(stored.fingerprint) ? Number(stored.fingerprint) : 0
  const first = await fetchPage(context, url, known)
  if (known > 0 && first.total === known) return { status: 'unchanged', marks: stored }
  const isNew = known > 0 && first.total > known
  const start = isNew
    ? { at: known, page: first }
    : { at: 0, page: known === 0 ? first : await fetchPage(context, url, 0) }
  const { total } = start.page
  const file = await spool(listPages(context, start, isNew))
  const marks = { etag: '', lastModified: '', fingerprint: String(total) }
  return { status: 'changed', marks, pieces: () => file.read(), size: file.size, close: () => file.close() }
}

interface Page {
  text: string
  count: number
  total: number
}

/** As a sequence, which changes what is in force; all of them have something before it, and count as they are. */
async function* listPages(
  context: ReadContext,
  { at, page: first }: { at: number; page: Page },
  isNew: boolean,
): AsyncGenerator<Buffer, void> {
  if (!isNew) yield Buffer.from('\n')
  let page = first
  for (let offset = at, pages = 1; ; pages++) {
    yield Buffer.from([SEPARATOR])
    yield Buffer.from(page.text)
    offset += page.count
    if (offset >= first.total) return
    if (page.count === 0 || pages >= MAX_PAGES) {
      throw new FetchFailure('truncated', `its pages hold ${offset} notices, and there are ${first.total}`)
    }
    page = await fetchPage(context, context.url, offset)
  }
}

async function fetchPage(context: ReadContext, url: string, offset: number): Promise<Page> {
  const text = await fetchText(context, `${url}?limit=${PAGE}&offset=${offset}&order=oldest`, MAX_PAGE_BYTES)
  const { notices, total_results: total } = toMembers(parseJson(text))
  if (!Array.isArray(notices) || toNumber(total) === undefined) {
    throw new FetchFailure('bad-response', 'a page has no list “notices”, or does not say how many there are')
  }
  return { text, count: toList(notices).length, total: Number(total) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FetchFailure('bad-response', 'a page is not JSON, or is cut')
  }
}
