import { toAlpineArch, toDebianArch } from '../model/machine.ts'
import type { PackageType } from '../model/package.ts'

/** The architecture of a repository: of a deb suite it is in the URL, elsewhere it is that of the hosts that use it. */
export function toRepoArch(type: PackageType, url: string, machine: string): string {
  // one tree is for all of them
  if (type === 'gentoo') return 'any'
  if (type === 'apk') return toAlpineArch(machine)
  if (type !== 'deb') return machine
  return /\/binary-([a-z0-9]+)$/.exec(url)?.[1] ?? toDebianArch(machine)
}
