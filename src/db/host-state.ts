import { type RawBuilder, sql } from 'kysely'
import type { HostState } from '../model/update.ts'

const DAY_MS = 86_400_000

/** Hosts whose newest report is older are silent. */
export function silentBefore(now: number, daysWithoutReport: number): number {
  return now - daysWithoutReport * DAY_MS
}

/**
 * The state of a host `h`, the one place where it is derived: silent first, for what is known of such a host is
 * old; then the worst of its updates; `unknown` where its answer may lack some, or was never worked out.
 */
export function hostState(before: number): RawBuilder<HostState> {
  return sql`case when h.last_report_at < ${before} then 'silent' when h.security_count > 0 then 'security'
    when h.bugfix_count > 0 then 'bugfix' when h.has_unknown = 1 or h.updates_as_of = 0 then 'unknown' else 'current' end`
}
