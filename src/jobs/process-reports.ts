import { listUnreadDistributions } from '../db/feed-list.ts'
import { listHostsWithoutUpdates } from '../db/outdated-hosts.ts'
import { getNextRetry, listReportsInForce } from '../db/report-retries.ts'
import { processPendingReports, reprocessReport } from '../reports/service.ts'
import { updateHosts } from '../updates/service.ts'
import type { JobContext, JobHandler } from './job.ts'
import { type JobOutcome, wasCutShort } from './queue.ts'
import { toHostnames } from './subject.ts'

/** Reports a round: their hosts' updates are found before the next ones are taken. */
const ROUND = 100

/** New packages are compared with what is known of CVEs: not after every report of many. */
const MATCH_DELAY_MS = 20_000

/** Before what the schedule asked for: somebody may be looking at the new host. */
const REFRESH_PRIORITY = 5

/**
 * Processes every report that waits (of the hosts of the subject, or of all). In the same pass the updates of the hosts that changed are found;
 * repositories that nobody has read yet are asked for at once. Forced: also the reports that are in force (of
 * the hosts of the subject, or of all).
 */
export const processReportsJob: JobHandler = async (context, { subject, force, attempt = 1 }) => {
  const hostnames = toHostnames(subject)
  const afterCrash = attempt > 1 || (await wasCutShort(context.db, 'process-reports'))
  if (force) await processAgain(context, hostnames)
  const totals = { processed: 0, superseded: 0, failed: 0, hosts: 0, updates: 0, newRepos: 0 }
  for (let taken = ROUND; taken > 0 && !context.signal.aborted; ) {
    const round = await processPendingReports({ ...context, hostnames, afterCrash, limit: ROUND })
    taken = round.processed + round.superseded + round.failed
    totals.processed += round.processed
    totals.superseded += round.superseded
    totals.failed += round.failed
    totals.newRepos += round.newRepos.length
    if (round.newRepos.length > 0) {
      await context.enqueue('refresh-repos', round.newRepos.join(','), { priority: REFRESH_PRIORITY })
    }
    // not only this round's: a process may have ended between a report and its host's updates
    const changed = await listHostsWithoutUpdates(context.db)
    if (changed.length > 0) {
      const found = await updateHosts(context, { hostIds: changed })
      totals.hosts += found.hosts
      totals.updates += found.updates
    }
    const done = totals.processed + totals.superseded + totals.failed
    context.onProgress?.(done, done)
  }
  if (totals.processed > 0) await context.enqueue('match-cves', '', { runAt: context.clock() + MATCH_DELAY_MS })
  if (totals.processed > 0) await askForErrata(context)
  await askForRetry(context)
  return toOutcome(totals)
}

async function processAgain({ db, signal }: JobContext, hostnames: readonly string[] | undefined): Promise<void> {
  for (const id of await listReportsInForce(db, hostnames)) {
    if (signal.aborted) return
    await reprocessReport(db, id)
  }
}

/** The first host of a distribution, or of a branch that has files of its own, does not wait half a day for its errata. */
async function askForErrata({ db, config, enqueue }: JobContext): Promise<void> {
  if (!config.schedule) return
  const wanted = (await listUnreadDistributions(db)).filter((name) => {
    return config.errataSources.includes(name) && (config.feeds[name] ?? 'off') !== 'off'
  })
  if (wanted.length > 0) await enqueue('refresh-feeds', wanted.join(','))
}

/** A report that failed is tried again when it is due, not only at the next scheduled look. */
async function askForRetry({ db, clock, enqueue }: JobContext): Promise<void> {
  const runAt = await getNextRetry(db)
  if (runAt !== undefined && runAt > clock()) await enqueue('process-reports', '', { runAt })
}

function toOutcome(totals: { failed: number }): JobOutcome {
  if (totals.failed === 0) return { state: 'done', result: totals }
  const one = totals.failed === 1
  return { state: 'partial', result: totals, error: `${totals.failed} ${one ? 'report' : 'reports'} failed` }
}
