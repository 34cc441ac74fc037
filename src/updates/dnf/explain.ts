import type { LineExplanation } from '../explanation.ts'
import { isSameLine } from '../rpm/arch.ts'
import { bestPriority, isHigher } from '../rpm/seen.ts'
import { toUpdate } from '../rpm/update.ts'
import { explainRow, listNames, toVersionRows, type VersionRow } from '../rpm/version-rows.ts'
import type { Build, Change, Offer, Place, Question } from '../rules.ts'
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
  const own = changes.filter(({ installed: { packageId } }) => packageId === installed?.packageId)
  const upgrades = own.filter(({ state }) => state?.state !== 'replacement')
  const change = upgrades.find(({ candidate }) => candidate.arch === arch) ?? upgrades[0]
  const best = bestPriority(seeVisible(offered, system))
  const candidate = change?.state ? undefined : change?.candidate
  const rows = toVersionRows(ofLine(builds, arch), line, (offer, place) =>
    judge(question, offer, place, best, candidate),
  )
  const update = installed && change && toUpdate(change, installed.held, host)
  return {
    arch,
    installed: installed?.version ?? '',
    candidate: candidate?.version ?? installed?.version ?? '',
    state: update?.state ?? 'none',
    security: update?.security ?? false,
    versions: rows.map((row) => explainRow(row, ORDER)),
    sentences: [
      ...explainDecision(question, candidate, best, rows),
      ...explainSideBySide(builds, arch, installed),
      ...rows.flatMap((row) => explainHidden(question, row, best)),
      ...upgrades.map((upgrade) => toUpdate(upgrade, installed?.held ?? false, host).reason),
      ...own.filter((one) => !upgrades.includes(one)).map(explainReplacement),
    ].filter((sentence) => sentence !== ''),
  }
}

function ofLine<B extends Build>(builds: readonly B[], arch: string): B[] {
  return builds.filter((build) => isSameLine(build.arch, arch))
}

function judge(
  { builds, offered, system }: Question,
  offer: Offer,
  { source }: Place,
  best: number,
  candidate: Offer | undefined,
): Verdict {
  const hidden = whyHidden(offer, source, offered.activeStreams, system)
  if (hidden) return hidden
  if (source.priority > best) return 'lower-priority'
  if (offer.packageId === candidate?.packageId) return 'candidate'
  return ofLine(builds, offer.arch).every((build) => isHigher(offer, build)) ? 'outranked' : 'not-newer'
}

function explainDecision(
  { installed, builds, arch }: Question,
  candidate: Offer | undefined,
  best: number,
  rows: readonly VersionRow<Verdict>[],
): string[] {
  if (candidate && installed) {
    return [
      `${candidate.version} is the update: of what the repositories of the best priority (${best}) offer it is the newest, and above the installed ${installed.version}.`,
    ]
  }
  const offered = rows.some(({ places }) => places.length > 0)
  if (!installed) return [offered ? 'It is not installed.' : 'No repository of the host offers it.']
  if (!offered) return [`The installed ${installed.version} stays: no repository of the host offers it.`]
  if (best === Number.POSITIVE_INFINITY) return [`The installed ${installed.version} stays: dnf sees no other.`]
  const blocking = ofLine(builds, arch).find((build) => build.arch !== installed.arch && isHigher(build, installed))
  if (blocking) {
    return [
      `The installed ${installed.version} stays: ${blocking.version} (${blocking.arch}) is installed, and nothing is newer.`,
    ]
  }
  return [
    `The installed ${installed.version} stays: the repositories of the best priority (${best}) that have it offer nothing newer.`,
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
