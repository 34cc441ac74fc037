import { compareKeys } from '../versions/order.ts'
import type { VersionExplanation } from './explanation.ts'
import type { Build, Offer, Place } from './rules.ts'

/** A version of a name, whoever offers it: what compares as equal is one. */
export interface VersionRow<V extends string> {
  version: string
  sortKey: Uint8Array
  installed: boolean
  places: { offer: Offer; place: Place; verdict: V }[]
}

/** The highest first. */
export function toVersionRows<V extends string>(
  installed: readonly Build[],
  offers: readonly Offer[],
  judge: (offer: Offer, place: Place) => V,
): VersionRow<V>[] {
  const rows: VersionRow<V>[] = []
  const rowOf = ({ version, sortKey }: Build) => {
    let row = rows.find((known) => compareKeys(known.sortKey, sortKey) === 0)
    if (!row) rows.push((row = { version, sortKey, installed: false, places: [] }))
    return row
  }
  for (const build of installed) rowOf(build).installed = true
  for (const offer of offers) {
    for (const place of offer.places) rowOf(offer).places.push({ offer, place, verdict: judge(offer, place) })
  }
  return rows.sort((a, b) => compareKeys(b.sortKey, a.sortKey))
}

/** `order`: of verdicts, the one that is told first where repositories differ. */
export function explainRow<V extends string>(row: VersionRow<V>, order: readonly V[]): VersionExplanation {
  const { version, installed, places } = row
  const verdicts = new Set(places.map(({ verdict }) => verdict))
  const priorities = places.map(({ place }) => place.source.priority)
  return {
    ...{ version, installed },
    priority: priorities.length > 0 ? Math.min(...priorities) : 0,
    verdict: order.find((verdict) => verdicts.has(verdict)) ?? 'installed',
    repositories: places.map(({ offer, place: { source, phased } }) => {
      const { repoId: id, label, priority, security } = source
      return { id, label, priority, security, arch: offer.arch, phased }
    }),
  }
}

/** `a, b and c`, each once. */
export function listNames(names: readonly string[]): string {
  const each = [...new Set(names)]
  return each.length < 2 ? each.join('') : `${each.slice(0, -1).join(', ')} and ${each[each.length - 1]}`
}
