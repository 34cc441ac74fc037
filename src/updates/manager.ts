import type { PackageType } from '../model/package.ts'
import { apkRules } from './apk/rules.ts'
import { aptRules } from './apt/rules.ts'
import { dnfRules } from './dnf/rules.ts'
import { pacmanRules } from './pacman/rules.ts'
import { portageRules } from './portage/rules.ts'
import type { UpdateRules } from './rules.ts'
import { zypperRules } from './zypper/rules.ts'

/** What a host says of its system, as far as it decides which package manager it has. */
export interface OsFacts {
  /** Name of the release. */
  name: string
  cpe: string
}

/** The rules of a host's packages of one family; undefined where none are written yet. */
export function findRules(type: PackageType, os: OsFacts): UpdateRules | undefined {
  if (type === 'deb') return aptRules
  if (type === 'rpm') return isSuse(os) ? zypperRules : dnfRules
  if (type === 'arch') return pacmanRules
  if (type === 'apk') return apkRules
  if (type === 'gentoo') return portageRules
  return undefined
}

/** SUSE's systems have rpm packages and zypper; all others of them have dnf, or yum with the same rules. */
export function isSuse({ name, cpe }: OsFacts): boolean {
  return /^(opensuse|suse|sles|sled|sle[ -_]|sl-micro)/i.test(name) || /^cpe:[/0-9.:aho]*:(opensuse|suse):/i.test(cpe)
}
