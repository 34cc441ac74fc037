import { compareKeys } from '../versions/order.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'
import type { FeedFix, SetOffer } from './catalogue.ts'
import type { Fix } from './rules.ts'

type Offered = Pick<SetOffer, 'type' | 'name' | 'version' | 'sortKey' | 'source' | 'sourceVersion'>

/**
 * The source package that a build is of, by its index, and the version of that; of Debian's signed kernels the kernel,
 * whose version they have and their own source package has not.
 */
export function toSourceBuild({ name, version, source, sourceVersion }: Omit<Offered, 'sortKey' | 'type'>): {
  name: string
  version: string
} {
  if (SIGNED_KERNEL.test(source)) return { name: 'linux', version }
  return { name: source === '' ? name : source, version: sourceVersion === '' ? version : sourceVersion }
}

const SIGNED_KERNEL = /^linux-signed-(amd64|arm64|i386)$/

/**
 * What an erratum's fix means for builds of one name: a version of theirs. Nearly always that is the one that it
 * names; where source package and builds are counted differently, it is the lowest build on offer that is made of the
 * fixed source or a later one. undefined where none is.
 */
export function toBuiltFix(fix: FeedFix, offers: readonly Offered[]): Fix | undefined {
  const { advisory, version, sortKey: key, type } = fix
  const named: Fix = { advisory, arch: '', version, sortKey: key, isFeed: true, isPro: fix.pocket !== '' }
  if (fix.nameOf === 'binary') return type === 'rpm' ? withEpoch(named, offers) : named
  const own = offers.filter((offer) => toSourceBuild(offer).name === fix.name)
  if (own.every((offer) => isCountedAlike(offer))) return named
  const made = own.filter((offer) => compareKeys(sortKey(schemeOf(type), toSourceBuild(offer).version), key) >= 0)
  const lowest = made.sort((a, b) => compareKeys(a.sortKey, b.sortKey))[0]
  return lowest && { ...named, version: lowest.version, sortKey: lowest.sortKey }
}

/** Some name builds without their epoch (CEFS, by names of files): it is that of the build that is on offer. */
function withEpoch(fix: Fix, offers: readonly Offered[]): Fix {
  if (/^\d+:/.test(fix.version)) return fix
  const highest = offers.reduce<Offered | undefined>(
    (best, offer) => (best && compareKeys(best.sortKey, offer.sortKey) >= 0 ? best : offer),
    undefined,
  )
  const epoch = /^\d+:/.exec(highest?.version ?? '')?.[0] ?? ''
  if (epoch === '') return fix
  const version = `${epoch}${fix.version}`
  return { ...fix, version, sortKey: sortKey('rpm', version) }
}

/** A build that was made again without a new source has `+b1` behind its version: Debian policy, 3.2.2 and 5.6.12. */
function isCountedAlike(offer: Offered): boolean {
  return offer.version.replace(/\+b\d+$/, '') === toSourceBuild(offer).version.replace(/\+b\d+$/, '')
}
