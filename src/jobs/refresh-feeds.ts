import { listFeeds } from '../db/feed-list.ts'
import { isMissingRecords } from '../db/wanted-cves.ts'
import { loadCves } from '../errata/cves-service.ts'
import { readOneCve } from '../errata/one-cve-service.ts'
import { fillErrataGaps, type OsvSummary } from '../errata/osv-errata-service.ts'
import { loadReleases } from '../errata/releases-service.ts'
import { loadErrata } from '../errata/service.ts'
import { CVE_SOURCES, ERRATA_SOURCES, RELEASE_SOURCES } from '../errata/sources.ts'
import type { FeedSource } from '../feeds/feed.ts'
import { type FeedSummary, refreshFeeds } from '../feeds/service.ts'
import { storeVendorSeverities } from '../security/cve-records-service.ts'
import { type MatchSummary, matchPackages } from '../security/match-service.ts'
import { type FlagSummary, reflagUpdates } from '../updates/reflag-service.ts'
import type { JobContext, JobHandler } from './job.ts'
import type { JobOutcome } from './queue.ts'

/** All that feeds are read of, in the order in which they are read. */
const SOURCES: readonly FeedSource[] = [...ERRATA_SOURCES, ...RELEASE_SOURCES, ...CVE_SOURCES]

const LOADERS = { errata: loadErrata, cves: loadCves, releases: loadReleases }

/**
 * Twice a day: errata, then facts about CVEs. `subject`: names of sources, `errata`, `cves` or `releases`, separated by commas; ''
 * for all; or one CVE, `cve:CVE-2024-1234`, with `+nvd` behind it also as NVD has it.
 */
export const refreshFeedsJob: JobHandler = async (context, { subject, force }) => {
  const [, cve, nvd] = /^cve:([\w-]+)(\+nvd)?$/.exec(subject) ?? []
  if (cve !== undefined) return refreshCve(context, cve, nvd !== undefined)
  let flagged: FlagSummary = { updates: 0, hosts: 0 }
  const sources = toSources(subject, context.config)
  const { outcomes, ...counts } = await refresh(context, sources, force, async () => {
    // also what an earlier run could not come to
    flagged = await reflagUpdates(context)
    // what errata name is known before anything is read of it
    await storeVendorSeverities(context.db)
  })
  const osv = await fillGaps(context, sources)
  const rated = await storeVendorSeverities(context.db)
  const matched = await matchPackages(context)
  const more = await listUnfinished(context, sources, outcomes)
  for (const name of more) await context.enqueue('refresh-feeds', name)
  // only now it is known what hosts have
  if (
    subject !== 'mitre' &&
    sources.some(({ name }) => name === 'mitre') &&
    (await isMissingRecords(context.db, 'mitre'))
  ) {
    await context.enqueue('refresh-feeds', 'mitre')
  }
  return toOutcome({ ...counts, flagged, osv, rated, matched, more: more.length }, outcomes)
}

/** After errata were read. What osv.dev does not answer is asked for the next time. */
async function fillGaps(context: JobContext, sources: readonly FeedSource[]): Promise<OsvSummary> {
  const { db, fetcher, clock, config, signal, log } = context
  const most = sources.some(({ yields }) => yields === 'errata') ? config.osvErrata : 0
  const summary = await fillErrataGaps({ db, fetcher, base: config.feeds.osv ?? 'off', most, now: clock(), signal })
  if (summary.reason !== '') log.warn('osv not read', { ...summary })
  return summary
}

/** Sources of which something was read, and the rest is for the next job: others come between. */
async function listUnfinished(
  { db }: JobContext,
  sources: readonly FeedSource[],
  outcomes: FeedSummary['outcomes'],
): Promise<string[]> {
  const changed = new Set(outcomes.filter(({ result }) => result === 'changed').map(({ feed }) => feed))
  const read = (await listFeeds(db)).filter(({ name }) => changed.has(name))
  const isMore = ({ name, hasMore }: FeedSource) =>
    read.some((row) => row.source === name && hasMore?.(row.fingerprint.split('|', 1)[0] ?? ''))
  return sources.filter(isMore).map(({ name }) => name)
}

async function refreshCve(context: JobContext, name: string, withNvd: boolean): Promise<JobOutcome> {
  const { db, fetcher, config, signal } = context
  const records = await readOneCve({ db, fetcher, feeds: config.feeds, signal }, name, withNvd)
  return { state: 'done', result: { records, matched: await matchPackages(context) } }
}

function refresh(
  context: JobContext,
  sources: readonly FeedSource[],
  force: boolean,
  afterErrata: () => Promise<void>,
): Promise<FeedSummary> {
  const { db, fetcher, clock, log, config, signal, onProgress } = context
  return refreshFeeds(
    { db, fetcher, clock, log, loaders: LOADERS },
    {
      ...{ sources, settings: config, force, signal, afterErrata },
      onProgress: ({ done, total }) => onProgress?.(done, total),
    },
  )
}

/** Throws on a name that is none: nothing would be read, and all would seem well. */
function toSources(subject: string, { nvd }: { nvd: boolean }): readonly FeedSource[] {
  // it is only read with the others where that is switched on
  const others = SOURCES.filter(({ name }) => nvd || name !== 'nvd')
  if (subject === '') return others
  const words = subject.split(',')
  const unknown = words.find((word) => !SOURCES.some(({ name, yields }) => word === name || word === yields))
  if (unknown !== undefined) throw new Error(`there is no source ${unknown}`)
  return SOURCES.filter((source) => {
    return words.includes(source.name) || (words.includes(source.yields) && others.includes(source))
  })
}

type Counts = Omit<FeedSummary, 'outcomes'> & {
  flagged: FlagSummary
  osv: OsvSummary
  rated: number
  matched: MatchSummary
  more: number
}

function toOutcome(counts: Counts, outcomes: FeedSummary['outcomes']): JobOutcome {
  if (counts.failed === 0) return { state: 'done', result: { ...counts } }
  const failed = outcomes.filter(({ result }) => result === 'failed')
  return {
    state: counts.failed === counts.feeds ? 'failed' : 'partial',
    result: { ...counts },
    error: `${counts.failed} of ${counts.feeds} feeds failed: ${failed.map(({ feed, reason }) => `${feed}: ${reason}`).join('; ')}`,
  }
}
