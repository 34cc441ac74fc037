import type { ReleaseKey } from './feed.ts'
import { toSuseRelease } from './suse-release.ts'

/** A host's system, as far as errata tell systems apart. */
export interface SystemNames {
  /** Of its release: `Debian 12`, `Alpine 3.20`. */
  name: string
  /** Of the release; '' where the host does not tell. */
  codename: string
}

/**
 * The release of a distribution whose errata hold for a system; undefined where nobody's do. Systems that install
 * another distribution's own packages count as that; those that rebuild them under their own versions do not.
 */
export function toReleaseKey({ name, codename }: SystemNames): ReleaseKey | undefined {
  for (const { pattern, distribution, toRelease } of SYSTEMS) {
    const match = pattern.exec(name)
    if (!match) continue
    const release = toRelease(match[1] ?? '', codename)
    return release === undefined ? undefined : { distribution, release }
  }
  return undefined
}

interface System {
  pattern: RegExp
  distribution: string
  /** By what the pattern found. undefined: there is no such release. */
  toRelease: (version: string, codename: string) => string | undefined
}

const asWritten = (version: string) => version
const only = () => ''

const SYSTEMS: readonly System[] = [
  { pattern: /^(?:Debian|Raspbian) (\d+)$/, distribution: 'debian', toRelease: toDebianCodename },
  // before its release it is called `Debian forky/sid`
  { pattern: /^Debian ([a-z]+)\/sid$/, distribution: 'debian', toRelease: asWritten },
  { pattern: /^Ubuntu (\d+\.\d\d)(?: LTS)?$/, distribution: 'ubuntu', toRelease: toUbuntuCodename },
  { pattern: /^Alpine (\d+\.\d+)$/, distribution: 'alpine', toRelease: (version) => `v${version}` },
  { pattern: /^Alpine edge$/, distribution: 'alpine', toRelease: () => 'edge' },
  { pattern: /^(?:Arch Linux|EndeavourOS)$/, distribution: 'arch', toRelease: only },
  { pattern: /^Gentoo Linux$/, distribution: 'gentoo', toRelease: only },
  { pattern: /^Alma Linux (\d+)$/, distribution: 'alma', toRelease: asWritten },
  { pattern: /^Rocky Linux (\d+)$/, distribution: 'rocky', toRelease: asWritten },
  { pattern: /^CentOS (\d+)$/, distribution: 'centos', toRelease: asWritten },
  { pattern: /^Red Hat Enterprise Linux (\d+)$/, distribution: 'redhat', toRelease: asWritten },
  { pattern: /^((?:openSUSE|SUSE) .+)$/, distribution: 'suse', toRelease: toSuseRelease },
]

const DEBIAN: Readonly<Record<string, string | undefined>> = {
  ...{ 7: 'wheezy', 8: 'jessie', 9: 'stretch', 10: 'buster', 11: 'bullseye', 12: 'bookworm', 13: 'trixie' },
  ...{ 14: 'forky', 15: 'duke' },
}

function toDebianCodename(version: string, codename: string): string | undefined {
  return DEBIAN[version] ?? toFirstWord(codename)
}

const UBUNTU: Readonly<Record<string, string | undefined>> = {
  ...{ '12.04': 'precise', '14.04': 'trusty', '16.04': 'xenial', '18.04': 'bionic', '20.04': 'focal' },
  ...{ '16.10': 'yakkety', '17.04': 'zesty', '17.10': 'artful', '18.10': 'cosmic', '19.04': 'disco' },
  ...{ '19.10': 'eoan', '20.10': 'groovy', '21.04': 'hirsute', '21.10': 'impish' },
  ...{ '22.04': 'jammy', '22.10': 'kinetic', '23.04': 'lunar', '23.10': 'mantic', '24.04': 'noble' },
  ...{ '24.10': 'oracular', '25.04': 'plucky', '25.10': 'questing', '26.04': 'resolute' },
}

function toUbuntuCodename(version: string, codename: string): string | undefined {
  return UBUNTU[version] ?? toFirstWord(codename)
}

/** `Noble Numbat` → `noble`. */
function toFirstWord(codename: string): string | undefined {
  return /^[a-z]+/.exec(codename.toLowerCase())?.[0]
}
