import type { LineExplanation } from '../explanation.ts'
import { isCompatible, isSameLine } from '../rpm/arch.ts'
import { toUpdate } from '../rpm/update.ts'
import type { Build, InstalledBuild, Offer, Place, Question } from '../rules.ts'
import { isHigher, type Seen } from '../seen.ts'
import { explainRow, listNames, toVersionRows, type VersionRow } from '../version-rows.ts'
import { findCandidate, type Refusal, whyRefused } from './candidate.ts'
import { findChanges } from './changes.ts'

type Verdict = 'candidate' | 'outranked' | 'lower-priority' | Refusal

const ORDER: readonly Verdict[] = [
  ...(['candidate', 'outranked', 'lower-priority', 'retracted', 'locked', 'other-vendor', 'older', 'foreign'] as const),
]

/** What zypper knows of one line of a package, and which of its rules decided. */
export function explainLine(question: Question): LineExplanation {
  const { arch, installed, builds, offered, system, host } = question
  const line = offered.offers.filter((offer) => {
    return isSameLine(offer.arch, arch) && isCompatible(offer.arch, system.nativeArch)
  })
  const chosen = installed && findCandidate(installed, line, system)
  const own = findChanges(builds, offered, system).filter((one) => one.installed.packageId === installed?.packageId)
  const pending = own.find(({ state }) => !state)
  const change = pending ?? own[0]
  const update = installed && change && toUpdate(change, installed.held, host)
  const same = builds.filter((build) => build.arch === arch)
  const rows = toVersionRows(same, line, (offer, place) => judge(question, offer, place, chosen))
  return {
    arch,
    installed: installed?.version ?? '',
    candidate: pending?.candidate.version ?? installed?.version ?? '',
    state: update?.state ?? 'none',
    security: update?.security ?? false,
    versions: rows.map((row) => explainRow(row, ORDER)),
    sentences: [
      ...(change?.state?.state === 'replacement'
        ? [`${change.state.reason} zypper update installs that in its place, and list-updates lists no update of it.`]
        : explainDecision(installed, chosen, rows)),
      ...rows.flatMap((row) => explainOthers(installed, row, chosen)),
      installed?.held && update?.state === 'held' ? update.reason : (change?.securityReason ?? ''),
    ].filter((sentence) => sentence !== ''),
  }
}

function judge({ installed, system }: Question, offer: Offer, place: Place, chosen: Seen | undefined): Verdict {
  const refusal = installed && whyRefused(installed, offer, place, system)
  if (refusal) return refusal
  if (offer === chosen?.offer) return 'candidate'
  return place.source.priority > priorityOf(chosen) ? 'lower-priority' : 'outranked'
}

function priorityOf(chosen: Seen | undefined): number {
  return chosen?.places[0]?.source.priority ?? Number.POSITIVE_INFINITY
}

function explainDecision(
  installed: InstalledBuild | undefined,
  chosen: Seen | undefined,
  rows: readonly VersionRow<Verdict>[],
): string[] {
  const offered = rows.some(({ places }) => places.length > 0)
  if (!installed) return [offered ? 'It is not installed.' : 'No repository of the host offers it.']
  const stays = `The installed ${installed.version} stays`
  if (!offered) return [`${stays}: no repository of the host offers it.`]
  if (!chosen) return [`${stays}: no repository of the host offers one that is not older and may replace it.`]
  const best = `of what is not older, the repositories of the best priority (${priorityOf(chosen)}) come first`
  if (isHigher(chosen.offer, installed)) {
    return [`${chosen.offer.version} is the update: ${best}, and it is the newest there.`]
  }
  return [`${stays}: ${best}, and it is the newest there.`]
}

/** Of newer versions only. */
function explainOthers(installed: Build | undefined, row: VersionRow<Verdict>, chosen: Seen | undefined): string[] {
  if (!installed || !isHigher({ ...installed, sortKey: row.sortKey }, installed)) return []
  return [...Map.groupBy(row.places, ({ verdict }) => verdict)].flatMap(([verdict, places]) => {
    const labels = listNames(places.map(({ place }) => place.source.label))
    if (verdict === 'retracted')
      return `${row.version} of ${labels} was taken back by its vendor: zypper does not offer it.`
    if (verdict === 'locked') return `${row.version} of ${labels} is locked on the host.`
    if (verdict === 'other-vendor') {
      const vendors = listNames(places.map(({ place }) => place.vendor))
      return `${row.version} of ${labels} is built by ${vendors}: zypper does not change the vendor by itself.`
    }
    if (verdict !== 'lower-priority') return []
    const priority = places[0]?.place.source.priority
    return `${row.version} of ${labels} does not count: the priority there is ${priority}, ${chosen?.offer.version} has ${priorityOf(chosen)}.`
  })
}
