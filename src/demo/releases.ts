import type { PackageType } from '../model/package.ts'
import type { ReleaseName } from './catalogue.ts'

/** What makes one distribution release differ from another, as far as a fleet shows it. */
export interface DemoRelease {
  name: ReleaseName
  /** The release whose column of the catalogue is its own, too. */
  like?: ReleaseName
  family: 'debian' | 'ubuntu' | 'el' | 'suse' | 'arch' | 'alpine' | 'gentoo'
  codename: string
  version: string
  /** Of 100 hosts. */
  share: number
  /** Meta package of the kernel, series of its ABI names (`6.1.0`), upstream version, ABI on the first day. */
  kernelMeta: string
  kernelSeries: string
  kernelUpstream: string
  firstAbi: number
  /** Appended to a version by its first update. */
  suffix: string
}

export const APT_RELEASES: readonly DemoRelease[] = [
  {
    name: 'debian12',
    family: 'debian',
    codename: 'bookworm',
    version: '12',
    share: 42,
    kernelMeta: 'linux-image-amd64',
    kernelSeries: '6.1.0',
    kernelUpstream: '6.1',
    firstAbi: 26,
    suffix: '+deb12u',
  },
  {
    name: 'ubuntu2404',
    family: 'ubuntu',
    codename: 'noble',
    version: '24.04',
    share: 22,
    kernelMeta: 'linux-image-generic',
    kernelSeries: '6.8.0',
    kernelUpstream: '6.8',
    firstAbi: 45,
    suffix: 'ubuntu0.24.04.',
  },
  {
    name: 'debian11',
    family: 'debian',
    codename: 'bullseye',
    version: '11',
    share: 14,
    kernelMeta: 'linux-image-amd64',
    kernelSeries: '5.10.0',
    kernelUpstream: '5.10',
    firstAbi: 28,
    suffix: '+deb11u',
  },
  {
    name: 'debian13',
    family: 'debian',
    codename: 'trixie',
    version: '13',
    share: 12,
    kernelMeta: 'linux-image-amd64',
    kernelSeries: '6.12',
    kernelUpstream: '6.12',
    firstAbi: 38,
    suffix: '+deb13u',
  },
  {
    name: 'ubuntu2204',
    family: 'ubuntu',
    codename: 'jammy',
    version: '22.04',
    share: 10,
    kernelMeta: 'linux-image-generic',
    kernelSeries: '5.15.0',
    kernelUpstream: '5.15',
    firstAbi: 119,
    suffix: 'ubuntu0.22.04.',
  },
]

const NO_META = { kernelMeta: '' } as const

export const RPM_RELEASES: readonly DemoRelease[] = [
  {
    ...NO_META,
    name: 'rocky9',
    family: 'el',
    codename: 'Blue Onyx',
    version: '9.4',
    share: 22,
    kernelSeries: '5.14.0-427',
    kernelUpstream: '5.14.0',
    firstAbi: 13,
    suffix: 'el9_4',
  },
  {
    ...NO_META,
    name: 'alma8',
    family: 'el',
    codename: 'Cerulean Leopard',
    version: '8.10',
    share: 10,
    kernelSeries: '4.18.0-553',
    kernelUpstream: '4.18.0',
    firstAbi: 5,
    suffix: 'el8_10',
  },
  {
    ...NO_META,
    name: 'rhel9',
    like: 'rocky9',
    family: 'el',
    codename: 'Plow',
    version: '9.4',
    share: 10,
    kernelSeries: '5.14.0-427',
    kernelUpstream: '5.14.0',
    firstAbi: 13,
    suffix: 'el9_4',
  },
  {
    ...NO_META,
    name: 'leap15',
    family: 'suse',
    codename: '',
    version: '15.6',
    share: 10,
    kernelSeries: '6.4.0-150600.23',
    kernelUpstream: '6.4.0',
    firstAbi: 7,
    suffix: '',
  },
]

/** A few hosts of each other family: their only kernel is the one of their newest package. */
export const OTHER_RELEASES: readonly DemoRelease[] = [
  {
    name: 'arch',
    family: 'arch',
    ...{ codename: '', version: '', suffix: '' },
    share: 4,
    kernelMeta: 'linux',
    kernelSeries: '6.11',
    kernelUpstream: '6.11',
    firstAbi: 1,
  },
  {
    name: 'alpine320',
    family: 'alpine',
    ...{ codename: '', version: '3.20.3', suffix: '' },
    share: 6,
    kernelMeta: 'linux-lts',
    kernelSeries: '6.6',
    kernelUpstream: '6.6',
    firstAbi: 31,
  },
  {
    name: 'gentoo',
    family: 'gentoo',
    ...{ codename: '', version: '', suffix: '' },
    share: 3,
    kernelMeta: 'sys-kernel/gentoo-kernel',
    kernelSeries: '6.6',
    kernelUpstream: '6.6',
    firstAbi: 30,
  },
]

const TYPES: Record<DemoRelease['family'], PackageType> = {
  ...{ debian: 'deb', ubuntu: 'deb', el: 'rpm', suse: 'rpm', arch: 'arch', alpine: 'apk', gentoo: 'gentoo' },
}

export function packageTypeOf({ family }: DemoRelease): PackageType {
  return TYPES[family]
}

export function isRpm(release: DemoRelease): boolean {
  return packageTypeOf(release) === 'rpm'
}

/** Days (0 is today) on which Debian folded its updates into the main suite. */
export const POINT_RELEASES = [-380, -320, -255, -190, -128, -66, -17]

/** The first day of every archive; an older version has always been there. */
export const FIRST_DAY = -400
