import type { TableRow } from './version-table.ts'

/** From this priority on apt goes back to a lower version: apt_preferences(5). */
const DOWNGRADE_PRIORITY = 1000

/** What apt made of a version, in the order in which it looks at them. */
export type Verdict =
  | 'candidate'
  /** A higher version has at least this priority. */
  | 'outranked'
  /** Was the best so far, until a lower version with a higher priority came. */
  | 'overtaken'
  /** Lower than what is installed, with a priority below 1000. */
  | 'older'
  /** A priority of 0 or less: never to be installed. */
  | 'forbidden'

/**
 * apt's candidate: from the highest version to the lowest, each time a strictly higher priority; never one below
 * the installed version unless its priority is 1000 or more. Answers a verdict for each row of the table, whose
 * rows must be sorted by version, the highest first.
 */
export function judge(table: readonly TableRow[]): Verdict[] {
  const installedAt = table.findIndex((row) => row.installed)
  const verdicts: Verdict[] = []
  let best = -1
  table.forEach((row, at) => {
    verdicts[at] = verdictOf(row, installedAt >= 0 && at > installedAt, table[best])
    if (verdicts[at] !== 'candidate') return
    if (best >= 0) verdicts[best] = 'overtaken'
    best = at
  })
  return verdicts
}

function verdictOf(row: TableRow, isOlder: boolean, best: TableRow | undefined): Verdict {
  if (row.priority <= 0) return 'forbidden'
  if (best && row.priority <= best.priority) return 'outranked'
  if (isOlder && row.priority < DOWNGRADE_PRIORITY) return 'older'
  return 'candidate'
}
