import type { ReportFacts } from '../model/report-facts.ts'
import type { HistoryEvent, Period } from './history.ts'

/** What is different between the small facts of two reports. */
export interface FactsDiff {
  /** Operating system or architecture. */
  system: boolean
  /** Something on which the answer to "reboot?" depends. */
  reboot: boolean
  /** Something on which the host's updates depend. */
  updates: boolean
  addedTags: string[]
  removedTags: string[]
  /** It was started again: a boot time that wavers by seconds is the same one. */
  rebooted: boolean
  events: HistoryEvent[]
}

/** Hosts compute their boot time from a clock that is corrected while they run. */
const SAME_BOOT_MS = 5 * 60_000

export function diffFacts(before: ReportFacts, after: ReportFacts, period: Period): FactsDiff {
  const rebooted = isOtherBoot(before.bootTime, after.bootTime)
  const kernel = before.kernel !== after.kernel
  const system = before.os !== after.os || before.arch !== after.arch
  return {
    system,
    reboot: kernel || before.reboot !== after.reboot,
    updates: system || kernel || LISTS.some((list) => !isSame(before[list], after[list])),
    // tags that a person added stay until the client's own tags change, and then too
    addedTags: after.tags.filter((tag) => !before.tags.includes(tag)),
    removedTags: before.tags.filter((tag) => !after.tags.includes(tag)),
    rebooted,
    events: toEvents(before, after, kernel, rebooted, period),
  }
}

/** Those on which the host's updates depend. */
const LISTS = ['excludes', 'disabledModules', 'repoOrder'] as const

function isOtherBoot(before: number, after: number): boolean {
  return before !== 0 && after !== 0 && Math.abs(after - before) > SAME_BOOT_MS
}

function toEvents(
  before: ReportFacts,
  after: ReportFacts,
  kernel: boolean,
  rebooted: boolean,
  { from, to }: Period,
): HistoryEvent[] {
  const at = rebooted && after.bootTime > from && after.bootTime <= to ? after.bootTime : to
  const event = { at, name: '', arch: '' }
  const events: HistoryEvent[] = []
  if (rebooted) events.push({ ...event, kind: 'rebooted', old: toIso(before.bootTime), new: toIso(after.bootTime) })
  if (kernel) events.push({ ...event, kind: 'kernel', name: 'kernel', old: before.kernel, new: after.kernel })
  return events
}

const toIso = (ms: number) => new Date(ms).toISOString()

function isSame(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
