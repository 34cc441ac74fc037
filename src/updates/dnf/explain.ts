import type { LineExplanation } from '../explanation.ts'
import { isSameLine } from '../rpm/arch.ts'
import { toUpdate } from '../rpm/update.ts'
import type { Build, Change, Offer, Place, Question } from '../rules.ts'
import { bestPriority, isHigher } from '../seen.ts'
import { explainRow, listNames, toVersionRows, type VersionRow } from '../version-rows.ts'
import { findChanges, seeVisible } from './changes.ts'
import { findExclude, type Hidden, whyHidden } from './visible.ts'

type Verdict = 'candidate' | 'outranked' | 'not-newer' | 'lower-priority' | Hidden

const ORDER: readonly Verdict[] = [
  ...(['candidate', 'outranked', 'lower-priority', 'excluded', 'inactive-stream'] as const),
  ...(['shadowed', 'not-newer', 'foreign'] as const),
]

/** What dnf knows of one line of a package, and which of its rules decided. */
export function explainLine(question: Question): LineExplanation {
  const { arch, installed, builds, offered, system, host } = question
  const line = offered.offers.filter((offer) => isSameLine(offer.arch, arch))
  const changes = installed ? findChanges(builds, offered, system) : []
  const own = changes.filter((change) => change.installed.packageId === installed?.packageId)
  const pending = own.filter(({ state }) => !state).sort((a, b) => rankArch(b, arch) - rankArch(a, arch))
  const [change = own.find(({ state }) => state?.state === 'excluded')] = pending
  const best = bestPriority(seeVisible(offered, system))
  const candidates = pending.map(({ candidate }) => candidate)
  const rows = toVersionRows(ofLine(builds, arch), line, (offer, place) => {
    return judge(question, offer, place, best, candidates)
  })
  const update = installed && change && toUpdate(change, installed.held, host)
  return {
    arch,
    installed: installed?.version ?? '',
    candidate: candidates[0]?.version ?? installed?.version ?? '',
    state: update?.state ?? 'none',
    security: update?.security ?? false,
    versions: rows.map((row) => explainRow(row, ORDER)),
    sentences: [
      ...explainDecision(question, candidates, best, rows),
      ...explainSideBySide(builds, arch, installed),
      ...rows.flatMap((row) => [...explainHidden(question, row, best), ...explainBlocked(question, row)]),
      installed?.held && update?.state === 'held' ? update.reason : (change?.securityReason ?? ''),
      ...own.filter(({ state }) => state?.state === 'replacement').map(explainReplacement),
    ].filter((sentence) => sentence !== ''),
  }
}

function rankArch({ candidate }: Change, arch: string): number {
  return candidate.arch === arch ? 1 : 0
}

function ofLine<B extends Build>(builds: readonly B[], arch: string): B[] {
  return builds.filter((build) => isSameLine(build.arch, arch))
}

function judge(
  { builds, offered, system }: Question,
  offer: Offer,
  { source }: Place,
  best: number,
  candidates: readonly Offer[],
): Verdict {
  const hidden = whyHidden(offer, source, offered.activeStreams, system)
  if (hidden) return hidden
  if (source.priority > best) return 'lower-priority'
  if (candidates.some(({ packageId }) => packageId === offer.packageId)) return 'candidate'
  return ofLine(builds, offer.arch).every((build) => isHigher(offer, build)) ? 'outranked' : 'not-newer'
}

function explainDecision(
  { installed }: Question,
  candidates: readonly Offer[],
  best: number,
  rows: readonly VersionRow<Verdict>[],
): string[] {
  const [candidate, ...others] = candidates
  if (candidate && installed) {
    return [
      `${candidate.version} is the update: of what the repositories of the best priority (${best}) offer it is the newest, and above the installed ${installed.version}.`,
      ...others.map(({ version, arch }) => `dnf lists ${version} (${arch}) too: it could follow as well.`),
    ]
  }
  const offered = rows.some(({ places }) => places.length > 0)
  if (!installed) return [offered ? 'It is not installed.' : 'No repository of the host offers it.']
  const stays = `The installed ${installed.version} stays`
  if (!offered) return [`${stays}: no repository of the host offers it.`]
  if (best === Number.POSITIVE_INFINITY) return [`${stays}: nothing that is on offer is visible to dnf.`]
  return [`${stays}: the repositories of the best priority (${best}) that have it offer nothing newer that may follow.`]
}

/** Versions that are above this build, and not above another that they would follow too. */
function explainBlocked({ installed, builds }: Question, row: VersionRow<Verdict>): string[] {
  const blocked = row.places.find(({ verdict }) => verdict === 'not-newer')?.offer
  if (!installed || !blocked || !isHigher(blocked, installed)) return []
  const other = builds.find((build) => isSameLine(build.arch, blocked.arch) && !isHigher(blocked, build))
  if (!other) return []
  return [
    `${blocked.version} (${blocked.arch}) is above it, but not above ${other.version} (${other.arch}), which is installed too and which it would follow.`,
  ]
}

function explainSideBySide(builds: readonly Build[], arch: string, installed: Build | undefined): string[] {
  const same = builds.filter((build) => build.arch === arch)
  if (same.length < 2 || !installed) return []
  return [`${same.length} versions are installed side by side: an update is one that is above all of them.`]
}

/** Of newer versions only: that an older one is hidden explains nothing. */
function explainHidden({ installed, offered, system }: Question, row: VersionRow<Verdict>, best: number): string[] {
  if (installed && !isHigher({ ...installed, sortKey: row.sortKey }, installed)) return []
  return [...Map.groupBy(row.places, ({ verdict }) => verdict)].flatMap(([verdict, places]) => {
    const labels = listNames(places.map(({ place }) => place.source.label))
    const [first] = places
    if (verdict === 'lower-priority') {
      const priority = first?.place.source.priority
      return `${row.version} of ${labels} does not count: the priority there is ${priority}, and repositories of priority ${best} have the name.`
    }
    if (verdict === 'inactive-stream') {
      const streams = listNames(places.flatMap(({ offer }) => offer.streams.map(({ name }) => name)))
      return `${row.version} of ${labels} belongs to the module stream ${streams}, which is not active on the host.`
    }
    if (verdict === 'shadowed') {
      return `${row.version} of ${labels} is hidden: the active module stream ${listNames(offered.activeStreams)} ships the name.`
    }
    if (verdict !== 'excluded' || !first) return []
    return `${row.version} of ${labels} is left out: ${findExclude(first.offer, first.place.source, system)}.`
  })
}

function explainReplacement({ state, from }: Change): string {
  return `${state?.reason} It is in ${from.label}; dnf lists it among the obsoleting packages.`
}
