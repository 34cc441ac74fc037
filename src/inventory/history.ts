import type { HostEventKind } from '../model/history.ts'
import { fullVersion, type PackageKey, shownName } from '../model/package.ts'
import { compareVersions, schemeOf } from '../versions/scheme.ts'

/** A row of a host's history, before it is stored. */
export interface HistoryEvent {
  at: number
  kind: HostEventKind
  name: string
  arch: string
  old: string
  new: string
}

/** Between which moments it happened: the report before, and this one. */
export interface Period {
  from: number
  to: number
}

type Added = PackageKey & { installTime: number }

/**
 * What happened to a host's packages, in the order of their names. A removed and an added version of one name and
 * architecture are one step up or down where they stand alone; several (kernels, which are installed beside
 * each other: `kept` are the versions that stay) are installed and removed. A package may move between `all` and an
 * architecture.
 */
export function toPackageEvents(
  added: readonly Added[],
  removed: readonly PackageKey[],
  period: Period,
  kept: readonly PackageKey[] = [],
): HistoryEvent[] {
  const left = groupBy(removed, lineOf)
  const shared = new Set(kept.map(lineOf))
  const events: HistoryEvent[] = []
  const single: Added[] = []
  for (const [line, versions] of groupBy(added, lineOf)) {
    const before = left.get(line)
    if (versions.length === 1 && before?.length === 1 && !shared.has(line)) {
      left.delete(line)
      events.push(toStep(before[0] as PackageKey, versions[0] as Added, period))
    } else single.push(...versions)
  }
  const moved = groupBy([...left.values()].flat(), nameOf)
  for (const [name, versions] of groupBy(single, nameOf)) {
    const before = moved.get(name)
    if (versions.length === 1 && before?.length === 1 && isMove(before[0] as PackageKey, versions[0] as Added)) {
      moved.delete(name)
      events.push(toStep(before[0] as PackageKey, versions[0] as Added, period))
    } else events.push(...versions.map((p) => toEvent('installed', p, momentOf(p, period), '', fullText(p))))
  }
  for (const p of [...moved.values()].flat()) events.push(toEvent('removed', p, period.to, fullText(p), ''))
  return events.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function toStep(before: PackageKey, after: Added, period: Period): HistoryEvent {
  const order = compareVersions(schemeOf(after.type), fullText(before), fullText(after))
  const kind = order > 0 ? 'downgraded' : 'upgraded'
  return toEvent(kind, after, momentOf(after, period), fullText(before), fullText(after))
}

function toEvent(kind: HostEventKind, p: PackageKey, at: number, old: string, now: string): HistoryEvent {
  return { at, kind, name: shownName(p), arch: p.arch, old, new: now }
}

/** When the host says that it happened, if that is possible; else when it was reported. */
function momentOf({ installTime }: Added, { from, to }: Period): number {
  return installTime > from && installTime <= to ? installTime : to
}

/** Gentoo's slot, which travels in the epoch's place, is no part of a version. */
function fullText(p: PackageKey): string {
  return fullVersion(p.type === 'gentoo' ? { ...p, epoch: '' } : p)
}

const nameOf = (p: PackageKey) => `${p.type} ${p.category} ${p.name} ${p.type === 'gentoo' ? p.epoch : ''}`
const lineOf = (p: PackageKey) => `${nameOf(p)} ${p.arch}`
const isMove = (a: PackageKey, b: PackageKey) => isArchless(a.arch) || isArchless(b.arch)
const isArchless = (arch: string) => arch === 'all' || arch === 'noarch' || arch === 'any'

function groupBy<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOfItem)
}
