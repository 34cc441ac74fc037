import type { LineExplanation } from '../explanation.ts'
import type { Offer, Question } from '../rules.ts'
import { isHigher } from '../seen.ts'
import { explainRow, toVersionRows } from '../version-rows.ts'
import { findBest, isVisible } from './candidate.ts'
import { findChanges, toUpdate } from './changes.ts'
import { type Accepted, toAccepted } from './keyword.ts'
import { isLive, isSamePackage } from './live.ts'
import { showVersion, slotOf, withoutSlot } from './slot.ts'

type Verdict = 'candidate' | 'outranked' | 'not-newer' | 'other-slot' | 'testing' | 'live'

const ORDER: readonly Verdict[] = ['candidate', 'outranked', 'not-newer', 'other-slot', 'testing', 'live']

/** What portage knows of a package for the host's architecture, and which of its rules decided. */
export function explainLine(question: Question): LineExplanation {
  const { arch, installed, builds, offered, system, host } = question
  const own = installed ? offered.offers.filter((offer) => isSamePackage(offer, installed)) : offered.offers
  const accepted = installed ? toAccepted(installed, own, system) : { arch: system.nativeArch, testing: false }
  const offers = own.filter((offer) => offer.arch.replace(/^~/, '') === accepted.arch)
  const best = installed && findBest(installed, offers, system)
  const [change] = installed ? findChanges([installed], offered, system) : []
  const update = installed && change && toUpdate(change, installed.held, host)
  const judge = (offer: Offer): Verdict => {
    if (!isVisible(offer, accepted)) return isLive(offer) ? 'live' : 'testing'
    if (installed && slotOf(offer.version) !== slotOf(installed.version)) return 'other-slot'
    if (installed && !isHigher(offer, installed)) return 'not-newer'
    return offer === best?.offer ? 'candidate' : 'outranked'
  }
  const have = installed ? builds.filter((build) => isSamePackage(build, installed)) : builds
  return {
    arch,
    installed: showVersion(installed?.version ?? ''),
    candidate: showVersion(change?.candidate.version ?? installed?.version ?? ''),
    state: update?.state ?? 'none',
    security: update?.security ?? false,
    versions: toVersionRows(have, offers, judge).map((row) => ({
      ...explainRow(row, ORDER),
      version: showVersion(row.version),
    })),
    sentences: [
      explainDecision(question, change !== undefined, best?.offer),
      explainTesting(question, offers, accepted, judge),
      update?.reason ?? '',
    ].filter((sentence) => sentence !== ''),
  }
}

function explainDecision({ installed, offered }: Question, isUpdate: boolean, best: Offer | undefined): string {
  if (!installed) return offered.offers.length > 0 ? 'It is not installed.' : 'No repository of the host offers it.'
  const [version, slot] = [withoutSlot(installed.version), slotOf(installed.version)]
  if (!best) return `The installed ${version} stays: no repository of the host has a visible version in slot ${slot}.`
  const highest = withoutSlot(best.version)
  if (isUpdate) return `${highest} is the update: it is the best visible version in slot ${slot}.`
  return `The installed ${version} stays: the best visible version in slot ${slot} is ${highest}.`
}

function explainTesting(
  { installed }: Question,
  offers: readonly Offer[],
  { arch, testing }: Accepted,
  judge: (offer: Offer) => Verdict,
): string {
  if (!installed) return ''
  if (testing) return `Versions in testing (~${arch}) count, because the host accepts them for it.`
  const hidden = offers.filter((offer) => judge(offer) === 'testing' && isHigher(offer, installed))
  const versions = [...new Set(hidden.map(({ version }) => withoutSlot(version)))]
  return versions.length === 0 ? '' : `In testing (~${arch}), which the host does not accept: ${versions.join(', ')}.`
}
