import { correctCounts } from '../db/count-check.ts'
import { deleteOldHostEvents, deleteOldSessions } from '../db/history-cleaning.ts'
import type { Db } from '../db/open.ts'
import { mergeEqualSets } from '../db/package-set-merge.ts'
import { removeUnusedSets } from '../db/package-set-remove.ts'
import { deleteUnused, type UnusedTable } from '../db/unused-rows.ts'
import { writeFleetDay } from '../db/update-writes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'

export interface MaintenanceDeps {
  db: Db
  clock: Clock
  log: Log
}

/** What a check of the database found and did. */
export interface DbCheckSummary {
  /** Rows that nothing used, by table. */
  removed: Record<UnusedTable | 'package_set', number>
  /** Rows whose stored counts differed from what they count. */
  countsCorrected: number
  /** Mirrors that now share a package set with an equal one. */
  duplicatesMerged: number
  eventsRemoved: number
  sessionsRemoved: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** History of hosts is kept for two years. */
const EVENT_DAYS = 730

// a host's updates refer to pairs, pairs to packages, packages to names: in this order all goes in one run
const TABLES: readonly UnusedTable[] = [
  'package_update',
  'erratum',
  'package',
  'package_name',
  'module',
  'repo',
  'os_variant',
  'os_release',
]

/**
 * Removes what nothing uses, corrects counts, and forgets what is too old. `removeDuplicates` also merges package
 * sets of one checksum; packages cannot be duplicates, the database's own key forbids it. Safe beside
 * reports and refreshes.
 */
export async function checkDatabase(
  { db, clock, log }: MaintenanceDeps,
  {
    removeDuplicates = false,
    onProgress,
  }: { removeDuplicates?: boolean; onProgress?: ((done: number, total: number) => void) | undefined } = {},
): Promise<DbCheckSummary> {
  const now = clock()
  const steps = TABLES.length + 3
  let step = 0
  const progress = () => onProgress?.(++step, steps)
  const duplicatesMerged = removeDuplicates ? await db.transaction(mergeEqualSets) : 0
  const removed = { package_set: await removeUnusedSets(db, now) } as DbCheckSummary['removed']
  progress()
  for (const table of TABLES) {
    const { deleted, kept } = await deleteUnused(db, table)
    removed[table] = deleted
    if (kept > 0) log.info('unused rows kept', { table, rows: kept })
    progress()
  }
  const countsCorrected = await correctCounts(db)
  progress()
  if (countsCorrected > 0) log.warn('counts corrected', { rows: countsCorrected })
  const eventsRemoved = await deleteOldHostEvents(db, now - EVENT_DAYS * DAY_MS)
  const sessionsRemoved = await deleteOldSessions(db, now, now - DAY_MS)
  await writeFleetDay(db, now)
  progress()
  return { removed, countsCorrected, duplicatesMerged, eventsRemoved, sessionsRemoved }
}
