import type { FeedContent, ReadContext, ReadFeed } from '../../feeds/feed.ts'
import { fetchText } from '../../feeds/fetch-text.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import { type Spool, spool } from '../../repos/spool.ts'
import { toMembers, toText } from '../json-values.ts'

const FIRST = '/api/v3/advisories/?page=1&size=100'
const MAX_PAGES = 5000
/** Of one page: a hundred advisories. */
const MAX_BYTES = 64_000_000

interface Page {
  advisories: unknown[]
  total: number
  /** The path of the one that follows; '' at the end. */
  next: string
  /** Changes when anything does. */
  mark: string
}

/**
 * Reads all pages of the API into one list. Feeds of several releases share what was fetched: each takes its own part
 * of it. Where the first page says that nothing changed, no other is fetched.
 */
export function createApolloReader(base: string): ReadFeed {
  let first: Promise<Page> | undefined
  let all: Promise<Spool> | undefined
  let users = 0
  return async (context: ReadContext): Promise<FeedContent> => {
    first ??= fetchPage(context, base, FIRST)
    const page = await first
    const marks = { etag: '', lastModified: '', fingerprint: page.mark }
    if (context.stored.fingerprint === page.mark) return { status: 'unchanged', marks }
    users++
    all ??= spool(listAll(context, base, page))
    const file = await all
    const close = async () => {
      if (--users > 0) return
      all = undefined
      await file.close()
    }
    return { status: 'changed', marks, pieces: () => file.read(), size: file.size, close }
  }
}

/** The advisories of all pages as one list in JSON. Throws when pages are missing. */
async function* listAll(context: ReadContext, base: string, first: Page): AsyncGenerator<Buffer, void> {
  const seen = new Set([FIRST])
  let count = 0
  yield Buffer.from('[')
  for (let page = first; ; ) {
    for (const advisory of page.advisories)
      yield Buffer.from(`${count++ === 0 ? '' : ',\n'}${JSON.stringify(advisory)}`)
    if (page.next === '') break
    if (seen.has(page.next) || seen.size >= MAX_PAGES) {
      throw new FetchFailure('bad-response', 'its pages lead in a circle, or do not end')
    }
    seen.add(page.next)
    page = await fetchPage(context, base, page.next)
  }
  if (count < first.total) {
    throw new FetchFailure('truncated', `its pages hold ${count} advisories, and there are ${first.total}`)
  }
  yield Buffer.from(']')
}

async function fetchPage(context: ReadContext, base: string, path: string): Promise<Page> {
  return parsePage(await fetchText(context, `${base}${path}`, MAX_BYTES))
}

function parsePage(text: string): Page {
  const { advisories, total, links, last_updated_at: updated } = toMembers(parseJson(text))
  const next = toText(toMembers(links).next)
  if (!Array.isArray(advisories)) throw new FetchFailure('bad-response', 'a page has no list “advisories”')
  if (!/^($|\/)/.test(next)) throw new FetchFailure('bad-response', 'a page leads to another server')
  return { advisories, total: Number(total) || 0, next, mark: `${toText(updated)} ${Number(total) || 0}` }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FetchFailure('bad-response', 'a page is not JSON, or is cut')
  }
}
