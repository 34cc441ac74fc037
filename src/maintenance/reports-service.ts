import { deleteOldReports, deleteReportsWithoutHost, deleteUnusedBodies } from '../db/report-cleaning.ts'
import type { MaintenanceDeps } from './service.ts'

const KEPT_PER_HOST = 3
const HOUR_MS = 3_600_000

/**
 * Keeps each host's last three reports, and with `withoutHost` removes those of hosts that were deleted. A report
 * that waits to be processed always stays.
 */
export async function cleanReports(
  { db, clock }: Pick<MaintenanceDeps, 'db' | 'clock'>,
  { withoutHost = true } = {},
): Promise<{ old: number; withoutHost: number }> {
  const deleted = {
    old: await deleteOldReports(db, KEPT_PER_HOST),
    withoutHost: withoutHost ? await deleteReportsWithoutHost(db, clock() - HOUR_MS) : 0,
  }
  await deleteUnusedBodies(db)
  return deleted
}
