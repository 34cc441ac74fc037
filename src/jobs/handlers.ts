import type { JobKind } from '../model/job.ts'
import type { JobHandler } from './job.ts'

const HANDLERS: Record<JobKind, () => Promise<JobHandler>> = {
  'process-reports': async () => (await import('./process-reports.ts')).processReportsJob,
  'refresh-repos': async () => (await import('./refresh-repos.ts')).refreshReposJob,
  'refresh-feeds': async () => (await import('./refresh-feeds.ts')).refreshFeedsJob,
  'find-updates': async () => (await import('./find-updates.ts')).findUpdatesJob,
  'match-cves': async () => (await import('./match-cves.ts')).matchCvesJob,
  dbcheck: async () => (await import('./dbcheck.ts')).dbCheckJob,
  'dns-checks': async () => (await import('./dns-checks.ts')).dnsChecksJob,
  'clean-reports': async () => (await import('./clean-reports.ts')).cleanReportsJob,
}

/** The handler of a kind: loaded when first needed. */
export function loadHandler(kind: JobKind): Promise<JobHandler> {
  return HANDLERS[kind]()
}
