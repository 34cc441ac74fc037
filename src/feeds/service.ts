import { linkErratumReleases, replaceReleaseKeys } from '../db/erratum-releases.ts'
import { type FeedRow, listFeeds, listUsedReleases } from '../db/feed-list.ts'
import { replaceWantedFeeds } from '../db/feed-writes.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import { toReleaseKey } from '../model/release-key.ts'
import { inTurns, runParallel } from '../repos/concurrency.ts'
import type { FeedSettings, FeedSource } from './feed.ts'
import { type FeedOutcome, type FeedRun, type FeedWork, refreshFeed } from './refresh-service.ts'

export interface FeedOptions {
  /** What is read; other sources stay as they are. */
  sources: readonly FeedSource[]
  settings: FeedSettings
  /** Reads all anew, and believes it although it holds much less than before. */
  force?: boolean
  onProgress?: (progress: { done: number; total: number; outcome: FeedOutcome }) => void
  /** When all errata were read: what follows from them does not wait for lists of CVEs, some of which are slow. */
  afterErrata?: () => Promise<void>
  signal?: AbortSignal
}

export interface FeedSummary {
  feeds: number
  changed: number
  unchanged: number
  failed: number
  outcomes: FeedOutcome[]
}

/** Feeds that are waited for at the same time. */
const PARALLEL = 4

/**
 * Reads the feeds of all sources again, several at a time, and one at a time into the database. What fails is written
 * down with its feed and leaves in force what was. Throws only when `signal` aborts or the database does not work.
 */
export async function refreshFeeds(deps: FeedRun['deps'], options: FeedOptions): Promise<FeedSummary> {
  const { signal, onProgress, afterErrata, force = false } = options
  const all = await ensureFeeds(deps.db, options)
  const run: FeedRun = { deps, force, write: inTurns(), ...(signal && { signal }) }
  const outcomes: FeedOutcome[] = []
  const readAll = (works: readonly FeedWork[]) =>
    runParallel(works, PARALLEL, async (work) => {
      const outcome = await refreshFeed(run, work)
      outcomes.push(outcome)
      deps.log.info('feed refreshed', { ...outcome })
      onProgress?.({ done: outcomes.length, total: all.length, outcome })
    })
  const { errata = [], others = [] } = Object.groupBy(all, ({ source }) => {
    return source.yields === 'errata' ? 'errata' : 'others'
  })
  await readAll(errata)
  await linkErratumReleases(deps.db)
  await afterErrata?.()
  await readAll(others)
  await removeUnusedSets(deps.db, deps.clock())
  const count = (result: FeedOutcome['result']) => outcomes.filter((outcome) => outcome.result === result).length
  return {
    feeds: outcomes.length,
    ...{ changed: count('changed'), unchanged: count('unchanged'), failed: count('failed') },
    outcomes,
  }
}

/** Which feeds there are follows the settings and the systems of hosts. */
async function ensureFeeds(db: FeedRun['deps']['db'], { sources, settings }: FeedOptions): Promise<FeedWork[]> {
  await replaceReleaseKeys(db)
  const releases = (await listUsedReleases(db)).flatMap((release) => toReleaseKey(release) ?? [])
  const wanted = sources.flatMap((source) => {
    const base = settings.feeds[source.name] ?? 'off'
    const isChosen = source.yields !== 'errata' || settings.errataSources.includes(source.name)
    if (base === 'off' || !isChosen) return []
    return source.listFeeds(base.replace(/\/+$/, ''), { settings, releases }).map((feed) => ({ source, feed }))
  })
  await replaceWantedFeeds(
    db,
    sources.map(({ name }) => name),
    wanted.map(({ source, feed: { name, release, url } }) => {
      return { name, source: source.name, title: source.title, yields: source.yields, release, url }
    }),
  )
  const rows = new Map((await listFeeds(db)).map((row) => [row.name, row]))
  return wanted.map((one) => ({ ...one, row: rows.get(one.feed.name) as FeedRow }))
}
