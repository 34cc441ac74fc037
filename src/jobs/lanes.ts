import type { JobKind } from '../model/job.ts'

export type LaneName = 'reports' | 'updates' | 'upkeep' | 'feeds'

/** Kinds that share a lane wait for each other: a long refresh never holds up a report or a person's click. */
export const LANES: Record<LaneName, readonly JobKind[]> = {
  reports: ['process-reports'],
  updates: ['find-updates'],
  upkeep: ['refresh-repos', 'match-cves', 'dbcheck', 'dns-checks', 'clean-reports'],
  feeds: ['refresh-feeds'],
}
