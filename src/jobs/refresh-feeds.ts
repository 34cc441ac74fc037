import { loadErrata } from '../errata/service.ts'
import { ERRATA_SOURCES } from '../errata/sources.ts'
import type { FeedSource } from '../feeds/feed.ts'
import { type FeedSummary, refreshFeeds } from '../feeds/service.ts'
import type { FeedYield } from '../model/feed.ts'
import { type FlagSummary, reflagUpdates } from '../updates/reflag-service.ts'
import type { JobContext, JobHandler } from './job.ts'
import type { JobOutcome } from './queue.ts'

/** All that feeds are read of, in the order in which they are read. */
const SOURCES: readonly FeedSource[] = [...ERRATA_SOURCES]

const LOADERS = {
  errata: loadErrata,
  cves: () => Promise.reject(new Error('no CVEs are read yet')),
}

/**
 * Twice a day: errata, then facts about CVEs. `subject`: names of sources, `errata` or `cves`, separated by commas; ''
 * for all.
 */
export const refreshFeedsJob: JobHandler = async (context, { subject, force }) => {
  const only = toNames(subject)
  const { outcomes, ...counts } = await refresh(context, only, force)
  // also what an earlier run could not come to
  const flagged = await reflagUpdates(context)
  return toOutcome({ ...counts, flagged }, outcomes)
}

function refresh(context: JobContext, only: readonly string[] | undefined, force: boolean): Promise<FeedSummary> {
  const { db, fetcher, clock, log, config, signal, onProgress } = context
  return refreshFeeds(
    { db, fetcher, clock, log, loaders: LOADERS },
    {
      sources: SOURCES,
      settings: config,
      force,
      signal,
      ...(only && { only }),
      onProgress: ({ done, total }) => onProgress?.(done, total),
    },
  )
}

/** Throws on a name that is none: nothing would be read, and all would seem well. */
function toNames(subject: string): string[] | undefined {
  if (subject === '') return undefined
  return subject.split(',').flatMap((word) => {
    const found = SOURCES.filter(({ name, yields }) => word === name || word === yields)
    if (found.length === 0 && !isYield(word)) throw new Error(`there is no source ${word}`)
    return found.map(({ name }) => name)
  })
}

const isYield = (word: string): word is FeedYield => word === 'errata' || word === 'cves'

type Counts = Omit<FeedSummary, 'outcomes'> & { flagged: FlagSummary }

function toOutcome(counts: Counts, outcomes: FeedSummary['outcomes']): JobOutcome {
  if (counts.failed === 0) return { state: 'done', result: { ...counts } }
  const failed = outcomes.filter(({ result }) => result === 'failed')
  return {
    state: counts.failed === counts.feeds ? 'failed' : 'partial',
    result: { ...counts },
    error: `${counts.failed} of ${counts.feeds} feeds failed: ${failed.map(({ feed, reason }) => `${feed}: ${reason}`).join('; ')}`,
  }
}
