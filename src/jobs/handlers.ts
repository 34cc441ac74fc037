import type { JobKind } from '../model/job.ts'
import type { JobHandler } from './job.ts'

const HANDLERS: Partial<Record<JobKind, () => Promise<JobHandler>>> = {
  'process-reports': async () => (await import('./process-reports.ts')).processReportsJob,
  'find-updates': async () => (await import('./find-updates.ts')).findUpdatesJob,
  dbcheck: async () => (await import('./dbcheck.ts')).dbCheckJob,
  'dns-checks': async () => (await import('./dns-checks.ts')).dnsChecksJob,
  'clean-reports': async () => (await import('./clean-reports.ts')).cleanReportsJob,
}

/** The handler of a kind: loaded when first needed. */
export async function loadHandler(kind: JobKind): Promise<JobHandler> {
  const load = HANDLERS[kind]
  if (!load) throw new Error(`no handler of ${kind}`)
  return load()
}
