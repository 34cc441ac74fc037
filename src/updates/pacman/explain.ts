import type { LineExplanation } from '../explanation.ts'
import type { Offer, Place, Question } from '../rules.ts'
import { explainRow, toVersionRows } from '../version-rows.ts'
import { findFirst, isNewer, isTaken, orderOf } from './candidate.ts'
import { findChanges, toUpdate } from './changes.ts'

type Verdict = 'candidate' | 'later-repository' | 'not-newer' | 'not-used'

const ORDER: readonly Verdict[] = ['candidate', 'later-repository', 'not-newer', 'not-used']

/** What pacman knows of a package, and which of its rules decided. */
export function explainLine(question: Question): LineExplanation {
  const { arch, installed, builds, offered, host } = question
  const first = findFirst(offered.offers)
  const [change] = installed ? findChanges([installed], offered) : []
  const update = installed && change && toUpdate(change, installed.held, host)
  const isUpgrade = update !== undefined && update.state !== 'replacement'
  const judge = (offer: Offer, place: Place): Verdict => {
    if (!isTaken(offer, place)) return 'not-used'
    if (first && place.source.priority > orderOf(first)) return 'later-repository'
    return installed && !isNewer(offer, installed) ? 'not-newer' : 'candidate'
  }
  return {
    arch,
    installed: installed?.version ?? '',
    candidate: isUpgrade ? (change?.candidate.version ?? '') : (installed?.version ?? ''),
    state: update?.state ?? 'none',
    security: update?.security ?? false,
    versions: toVersionRows(builds, offered.offers, judge).map((row) => explainRow(row, ORDER)),
    sentences: [explainDecision(question, isUpgrade), update?.reason ?? ''].filter((sentence) => sentence !== ''),
  }
}

function explainDecision({ installed, offered }: Question, isUpgrade: boolean): string {
  const first = findFirst(offered.offers)
  const label = first?.places[0]?.source.label
  if (!installed) return first ? 'It is not installed.' : 'No repository of the host offers it.'
  if (!first) return `The installed ${installed.version} stays: no repository of the host offers it.`
  const rule = `${label} is the first repository that has it, with ${first.offer.version}`
  if (isUpgrade) return `${first.offer.version} is the update: ${rule}.`
  return `The installed ${installed.version} stays: ${rule}, which is not newer.`
}
