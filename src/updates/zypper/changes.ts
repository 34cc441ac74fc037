import type { Change, InstalledBuild, NameOffers, System } from '../rules.ts'
import { toSecurityReason } from '../security.ts'
import { bestSource, isHigher, type Seen } from '../seen.ts'
import { findCandidate, type Refusal } from './candidate.ts'
import { findReplacement } from './replacement.ts'

/** What `zypper list-updates` lists, what it leaves out for a lock or another vendor, and what `zypper update` replaces. */
export function findChanges(installed: readonly InstalledBuild[], offered: NameOffers, system: System): Change[] {
  const changes: Change[] = []
  for (const build of highestOfEachArch(installed)) {
    const replacement = findReplacement(build, offered, system)
    if (replacement) {
      changes.push(replacement)
      continue
    }
    const candidate = findUpgrade(build, offered, system)
    if (candidate) changes.push(toChange(build, candidate, offered))
    for (const [refusal, state] of LEFT_OUT) {
      const other = findUpgrade(build, offered, system, refusal)
      if (other && other.offer !== candidate?.offer) changes.push({ ...toChange(build, other, offered), state })
    }
  }
  return changes
}

const LEFT_OUT: readonly [Refusal, NonNullable<Change['state']>][] = [
  ['locked', { state: 'excluded', reason: 'Locked on the host.' }],
  ['other-vendor', { state: 'kept-back', reason: 'Of another vendor, which zypper does not change by itself.' }],
]

function findUpgrade(
  installed: InstalledBuild,
  { offers }: NameOffers,
  system: System,
  letPass?: Refusal,
): Seen | undefined {
  const candidate = findCandidate(installed, offers, system, letPass && [letPass])
  return candidate && isHigher(candidate.offer, installed) ? candidate : undefined
}

/** Kernels that are installed side by side: the highest is the one that is followed. */
function highestOfEachArch(installed: readonly InstalledBuild[]): InstalledBuild[] {
  const highest = new Map<string, InstalledBuild>()
  for (const build of installed) {
    const known = highest.get(build.arch)
    if (!known || isHigher(build, known)) highest.set(build.arch, build)
  }
  return [...highest.values()]
}

function toChange(installed: InstalledBuild, candidate: Seen, offered: NameOffers): Change {
  return {
    installed,
    candidate: candidate.offer,
    from: bestSource(candidate),
    securityReason: toSecurityReason(installed, candidate.offer, offered),
    phased: 100,
  }
}
