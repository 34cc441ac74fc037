import { compareKeys } from '../../versions/order.ts'
import type { Build, Offer, Source } from '../rules.ts'

/** The priority of what is installed, whoever else offers it: apt's own for dpkg's status file. */
export const INSTALLED_PRIORITY = 100

/** One version of a package and what apt knows of it: a row of `apt-cache policy`. */
export interface TableRow {
  version: string
  sortKey: Uint8Array
  /** The highest of those that hold it. */
  priority: number
  installed: boolean
  /** Builds of this version (spelt differently, or `all` beside the native architecture). */
  offers: Offer[]
}

/** Whether two architectures are one line of succession: `all` counts as the native one. */
export function isSameLine(a: string, b: string, nativeArch: string): boolean {
  return a === b || (isNative(a, nativeArch) && isNative(b, nativeArch))
}

function isNative(arch: string, nativeArch: string): boolean {
  return arch === 'all' || arch === nativeArch
}

/**
 * All versions of one line, the highest first. apt takes versions that compare as equal for one, however they
 * are spelt.
 */
export function toVersionTable(installed: Build | undefined, offers: readonly Offer[]): TableRow[] {
  const rows: TableRow[] = []
  if (installed) rows.push({ ...toRow(installed), priority: INSTALLED_PRIORITY, installed: true })
  for (const offer of offers) {
    let row = rows.find((r) => compareKeys(r.sortKey, offer.sortKey) === 0)
    if (!row) rows.push((row = toRow(offer)))
    row.offers.push(offer)
    for (const { source } of offer.places) row.priority = Math.max(row.priority, source.priority)
  }
  return rows.sort((a, b) => compareKeys(b.sortKey, a.sortKey))
}

function toRow({ version, sortKey }: Build): TableRow {
  return { version, sortKey, priority: Number.NEGATIVE_INFINITY, installed: false, offers: [] }
}

/** The build and the repository that apt would fetch a version from: the highest priority, then security, then the first. */
export function bestPlace(row: TableRow): { offer: Offer; source: Source; phased: number } | undefined {
  let best: { offer: Offer; source: Source; phased: number } | undefined
  for (const offer of row.offers) {
    for (const { source, phased } of offer.places) {
      if (!best || isBetter(source, best.source)) best = { offer, source, phased }
    }
  }
  return best
}

function isBetter(a: Source, b: Source): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority
  if (a.security !== b.security) return a.security
  return a.repoId < b.repoId
}
