import type { PackageType } from '../model/package.ts'

/** What `uname -m` says, as Debian calls it. */
const DEBIAN: Record<string, string> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  armv7l: 'armhf',
  armv6l: 'armel',
  i386: 'i386',
  i486: 'i386',
  i586: 'i386',
  i686: 'i386',
  ppc64le: 'ppc64el',
}

/** The architecture of a repository: of a deb suite it is in the URL, elsewhere it is that of the hosts that use it. */
export function toRepoArch(type: PackageType, url: string, hostArch: string): string {
  if (type !== 'deb') return hostArch
  return /\/binary-([a-z0-9]+)$/.exec(url)?.[1] ?? DEBIAN[hostArch] ?? hostArch
}
