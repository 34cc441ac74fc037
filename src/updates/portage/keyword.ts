import { toGentooArch } from '../../model/machine.ts'
import type { Build, Offer, System } from '../rules.ts'
import { isSamePackage } from './live.ts'

/** Which keywords make a version visible: the stable one of an architecture, and whether its testing one does too. */
export interface Accepted {
  arch: string
  testing: boolean
}

/**
 * What ACCEPT_KEYWORDS comes to for a package. Testing versions are visible where the host reports the package's
 * architecture as `~arch`, and where it has a version of it that is in testing: portage would not have taken that
 * without an entry in package.accept_keywords.
 */
export function toAccepted(installed: Build, offers: readonly Offer[], system: System): Accepted {
  const told = installed.arch.replace(/^~/, '')
  const arch = told === '' ? system.nativeArch : toGentooArch(told)
  return { arch, testing: installed.arch.startsWith('~') || isTesting(installed, arch, offers) }
}

function isTesting(installed: Build, arch: string, offers: readonly Offer[]): boolean {
  const same = offers.filter((offer) => isSamePackage(offer, installed) && offer.version === installed.version)
  return same.some((offer) => offer.arch === `~${arch}`) && !same.some((offer) => offer.arch === arch)
}

export function isAccepted({ arch }: Build, accepted: Accepted): boolean {
  return arch === accepted.arch || (accepted.testing && arch === `~${accepted.arch}`)
}
