import { setTimeout as sleep } from 'node:timers/promises'
import type { Feed, FeedContent, FeedSource, ReadContext } from '../../feeds/feed.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import { spool } from '../../repos/spool.ts'
import { SEPARATOR } from '../text-sequence.ts'
import { parseNvdPage } from './parse.ts'
import { hasMorePages, type NvdProgress, toFingerprint, toNextSpan } from './progress.ts'

/**
 * NVD's CVE API 2.0. First all CVEs are read, some pages at a time, later what changed. How far that came is the
 * feed's fingerprint: what was cut short goes on there.
 */
export const nvdSource: FeedSource = {
  name: 'nvd',
  title: 'NVD',
  yields: 'cves',
  listFeeds: (base): Feed[] => [{ name: 'nvd', url: `${base}/cves/2.0`, release: '', read: readNvd() }],
  hasMore: hasMorePages,
}

/** NVD asks those without a key for this much between two calls. */
const PAUSE_MS = 6000
const PAGE = 2000
/** Pages of one reading: two minutes. */
const MAX_PAGES = 20
const MAX_PAGE_BYTES = 200_000_000

let lastCall = 0

/** For tests: other sizes, and a shorter pause. */
export function readNvd({ pauseMs = PAUSE_MS, page = PAGE, maxPages = MAX_PAGES } = {}) {
  return async ({ fetcher, url, stored, signal }: ReadContext): Promise<FeedContent> => {
    const span = toNextSpan(stored.fingerprint, Date.now())
    const pages: Awaited<ReturnType<typeof spool>>[] = []
    const close = async () => void (await Promise.all(pages.map((one) => one.close())))
    let next: number | undefined = span.next
    try {
      while (next !== undefined && pages.length < maxPages) {
        await sleep(Math.max(0, lastCall + pauseMs - Date.now()), undefined, signal ? { signal } : {})
        const address = toAddress(url, span, next, page)
        const file = await fetchPage(fetcher, address, signal).finally(() => (lastCall = Date.now()))
        const isAll: boolean = span.from === undefined
        next = await findNext(file.read(), next, isAll).catch(async (error: unknown) => {
          await file.close()
          throw error
        })
        pages.push(file)
      }
    } catch (error) {
      // what came before it is kept, and the next reading begins with the page that failed
      const isLost = pages.length === 0 || !(error instanceof FetchFailure) || signal?.aborted
      if (isLost) {
        await close()
        throw error
      }
    }
    const fingerprint = toFingerprint({ ...span, next })
    return {
      status: 'changed',
      marks: { etag: '', lastModified: '', fingerprint },
      pieces: () => readPages(pages),
      size: pages.reduce((sum, one) => sum + one.size, 0),
      close,
    }
  }
}

function toAddress(url: string, { from, to }: NvdProgress, start: number, page: number): string {
  const query = new URLSearchParams({ resultsPerPage: String(page), startIndex: String(start) })
  if (from !== undefined) {
    query.set('lastModStartDate', new Date(from).toISOString())
    query.set('lastModEndDate', new Date(to).toISOString())
  }
  return `${url}?${query}`
}

async function fetchPage(fetcher: ReadContext['fetcher'], address: string, signal: AbortSignal | undefined) {
  const answer = await fetcher.get(address, { maxBytes: MAX_PAGE_BYTES, ...(signal && { signal }) })
  if (answer.status !== 'ok') throw new Error('not asked for with validators')
  return spool(answer.body)
}

/** Where the page behind this one begins; undefined where there is none. Throws for what is no page of that place. */
async function findNext(pieces: AsyncIterable<Buffer>, start: number, isAll: boolean): Promise<number | undefined> {
  let next: number | undefined
  for await (const { page } of parseNvdPage(pieces, 'nvd')) {
    if (!page) continue
    const isMissing = page.count === 0 && (isAll || start < page.total)
    if (isMissing) throw new FetchFailure('truncated', `the page at ${start} of ${page.total} CVEs is empty`)
    next = start + page.count < page.total ? start + page.count : undefined
  }
  return next
}

async function* readPages(pages: readonly { read(): AsyncIterable<Buffer> }[]): AsyncGenerator<Buffer, void> {
  for (const page of pages) {
    yield Buffer.from([SEPARATOR])
    yield* page.read()
  }
}
