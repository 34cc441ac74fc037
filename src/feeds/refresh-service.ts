import type { FeedRow } from '../db/feed-list.ts'
import { recordFeedConfirmed, recordFeedFailure, replaceFeedContent } from '../db/feed-writes.ts'
import type { Db, Tx } from '../db/open.ts'
import { listWantedCves } from '../db/wanted-cves.ts'
import type { Clock } from '../lib/clock.ts'
import { decompress } from '../lib/decompress/decompress.ts'
import { FetchFailure } from '../lib/fetch/failure.ts'
import type { Fetcher } from '../lib/fetch/fetcher.ts'
import type { Log } from '../lib/log.ts'
import { peek } from '../lib/peek.ts'
import { refuseWebPage } from '../lib/web-page.ts'
import type { FeedYield } from '../model/feed.ts'
import type { Feed, FeedContent, FeedMarks, FeedSource } from './feed.ts'
import { readFile } from './read-file.ts'
import { findShrinkage } from './shrinkage.ts'

export interface FeedDeps {
  db: Db
  fetcher: Pick<Fetcher, 'get'>
  clock: Clock
  log: Log
}

/** What all feeds of one refresh share. */
export interface FeedRun {
  deps: FeedDeps & { loaders: Partial<Record<FeedYield, LoadFeed>> }
  force: boolean
  signal?: AbortSignal
  /** Runs work that writes much, one at a time. */
  write<T>(work: () => Promise<T>): Promise<T>
}

export interface FeedWork {
  source: FeedSource
  feed: Feed
  row: FeedRow
}

/** Writes what a feed holds, unpacked, so that it is not in force yet; or, of single facts, as they come. */
export type LoadFeed = (deps: LoadDeps, work: FeedWork, pieces: AsyncIterable<Buffer>) => Promise<LoadedFeed>

export interface LoadDeps {
  db: Db
  clock: Clock
  signal?: AbortSignal
}

export interface LoadedFeed {
  items: number
  /** What errata say of packages; 0 of anything else. */
  fixes: number
  rejects: number
  /** Writes, before `commit`, what only comes into force when all of it is there and is believed. */
  store?(): Promise<void>
  /** Puts it in force. Answers the set that it is, if it is one. */
  commit(tx: Tx): Promise<number | null>
  /** Removes what is not to come into force. */
  discard(): Promise<void>
}

export interface FeedOutcome {
  feed: string
  source: string
  result: 'changed' | 'unchanged' | 'failed'
  /** One sentence where it failed. */
  reason: string
  items: number
  rejects: number
  ms: number
}

type Success = Pick<FeedOutcome, 'result' | 'reason' | 'items' | 'rejects'>

/** Reads one feed again: its own unit of failure. What was in force stays so unless all of the new is there. */
export async function refreshFeed(run: FeedRun, work: FeedWork): Promise<FeedOutcome> {
  const started = performance.now()
  const { row, source } = work
  const isTooEarly = row.retry_at > run.deps.clock() && !run.force
  const answer = isTooEarly
    ? toFailed(row, row.reason)
    : await read(run, work).catch((error: unknown) => recordFailure(run, row, error))
  return { feed: row.name, source: source.name, ...answer, ms: Math.round(performance.now() - started) }
}

async function recordFailure({ deps, signal }: FeedRun, row: FeedRow, error: unknown): Promise<Success> {
  // the work was called off: that says nothing about the feed
  if (signal?.aborted) throw error
  const reason = error instanceof FetchFailure ? error.reason : 'the server could not work on it: see its log'
  if (!(error instanceof FetchFailure)) deps.log.error('feed refresh failed', { feed: row.name, error })
  const pause = error instanceof FetchFailure ? Math.min(error.retryAfterMs, LONGEST_PAUSE_MS) : 0
  await recordFeedFailure(deps.db, row.id, reason, deps.clock(), pause === 0 ? 0 : deps.clock() + pause)
  return toFailed(row, reason)
}

/** A server that wants to be left alone for longer is asked all the same: it may have been a slip. */
const LONGEST_PAUSE_MS = 7 * 86_400_000

const toFailed = ({ item_count: items, reject_count: rejects }: FeedRow, reason: string): Success => {
  return { result: 'failed', reason, items, rejects }
}

async function read(run: FeedRun, work: FeedWork): Promise<Success> {
  const { feed, row } = work
  const { deps, signal } = run
  const context = {
    ...{ fetcher: deps.fetcher, url: feed.url, stored: toMarks(run, work), ...(signal && { signal }) },
    listWanted: (source: string) => listWantedCves(deps.db, source),
  }
  const content = await (feed.read ?? readFile)(context)
  if (content.status === 'unchanged') {
    await recordFeedConfirmed(deps.db, row.id, toStored(feed, content.marks), deps.clock())
    return { result: 'unchanged', reason: '', items: row.item_count, rejects: row.reject_count }
  }
  try {
    return await run.write(() => load(run, work, content))
  } finally {
    await content.close()
  }
}

const NO_MARKS: FeedMarks = { etag: '', lastModified: '', fingerprint: '' }

/** After a failure it is read whole: a server may have confirmed what could not be used. */
function toMarks({ force }: FeedRun, { feed, row }: FeedWork): FeedMarks {
  const { state, etag, last_modified: lastModified } = row
  const [fingerprint = '', scope = ''] = row.fingerprint.split('|')
  if (force || fingerprint === '' || scope !== toScope(feed)) return NO_MARKS
  return state === 'ok' ? { etag, lastModified, fingerprint } : { ...NO_MARKS, fingerprint }
}

const toScope = ({ releases = [] }: Feed) => [...new Set(releases)].sort().join(' ')

/** As it is stored: with what was taken of it. */
function toStored(feed: Feed, { fingerprint, ...validators }: FeedMarks): FeedMarks {
  return { ...validators, fingerprint: `${fingerprint}|${toScope(feed)}` }
}

async function load(run: FeedRun, work: FeedWork, content: FeedContent & { status: 'changed' }): Promise<Success> {
  const { deps, signal } = run
  const { db, clock } = deps
  const { first, all } = await peek(content.pieces())
  refuseWebPage(first?.toString('latin1', 0, 200) ?? '', 'the feed')
  const pieces = decompress(all, { maxBytes: toBound(content.size, work.feed.maxUnpackedBytes) })
  const loadFeed = deps.loaders[work.source.yields]
  if (!loadFeed) throw new Error(`nothing reads ${work.source.yields}`)
  const loaded = await loadFeed({ db, clock, ...(signal && { signal }) }, work, pieces)
  try {
    const shrinkage = run.force ? '' : findShrinkage(toComparable(work), loaded)
    if (shrinkage !== '') throw new FetchFailure('bad-response', shrinkage)
    await loaded.store?.()
    await db.transaction(async (tx) => {
      const setId = await loaded.commit(tx)
      const { items, fixes, rejects } = loaded
      const marks = toStored(work.feed, content.marks)
      await replaceFeedContent(tx, work.row.id, { ...marks, items, fixes, rejects, setId }, clock())
    })
  } catch (error) {
    await loaded.discard()
    throw error
  }
  return { result: 'changed', reason: '', items: loaded.items, rejects: loaded.rejects }
}

/** What was taken for other releases says nothing about how much there should be for these. */
function toComparable({ feed, row }: FeedWork): Pick<FeedRow, 'item_count' | 'fix_count'> {
  const [, scope = ''] = row.fingerprint.split('|')
  return scope === toScope(feed) ? row : { item_count: 0, fix_count: 0 }
}

/** Feeds shrink to a tenth; what unpacks to this many times its size is made to. */
const MAX_RATIO = 250
const ALWAYS_ALLOWED_BYTES = 64_000_000
const MAX_UNPACKED_BYTES = 4_000_000_000

function toBound(size: number, most = MAX_UNPACKED_BYTES): number {
  return Math.min(most, Math.max(ALWAYS_ALLOWED_BYTES, size * MAX_RATIO))
}
