import type { LineExplanation } from '../explanation.ts'
import type { Offer, Place, Question } from '../rules.ts'
import { isHigher } from '../seen.ts'
import { explainRow, toVersionRows } from '../version-rows.ts'
import { findHighest, isTaken } from './candidate.ts'
import { findChanges, toUpdate } from './changes.ts'

type Verdict = 'candidate' | 'outranked' | 'not-newer' | 'tagged'

const ORDER: readonly Verdict[] = ['candidate', 'outranked', 'not-newer', 'tagged']

/** What apk knows of a package, and which of its rules decided. */
export function explainLine({ arch, installed, builds, offered, host }: Question): LineExplanation {
  const found = findHighest(offered.offers)
  const [change] = installed ? findChanges([installed], offered) : []
  const update = installed && change && toUpdate(change, installed.held, host)
  const judge = (offer: Offer, place: Place): Verdict => {
    if (!isTaken(offer, place)) return 'tagged'
    if (installed && !isHigher(offer, installed)) return 'not-newer'
    return offer === found?.offer ? 'candidate' : 'outranked'
  }
  const rows = toVersionRows(builds, offered.offers, judge)
  const tagged = rows.filter(({ places }) => places.length > 0 && places.every(({ verdict }) => verdict === 'tagged'))
  const sentences = [
    explainDecision(installed?.version, found?.offer.version, change !== undefined),
    ...tagged.map(({ version }) => `${version} is only in a tagged repository, to which the host has not pinned it.`),
    update?.reason ?? '',
  ]
  return {
    arch,
    installed: installed?.version ?? '',
    candidate: change?.candidate.version ?? installed?.version ?? '',
    state: update?.state ?? 'none',
    security: update?.security ?? false,
    versions: rows.map((row) => explainRow(row, ORDER)),
    sentences: sentences.filter((sentence) => sentence !== ''),
  }
}

function explainDecision(installed: string | undefined, highest: string | undefined, isUpdate: boolean): string {
  if (installed === undefined) return highest ? 'It is not installed.' : 'No repository of the host offers it.'
  if (highest === undefined) return `The installed ${installed} stays: no repository of the host offers it.`
  if (isUpdate) return `${highest} is the update: it is the highest version in the host's repositories.`
  return `The installed ${installed} stays: no repository of the host has a higher version.`
}
