import type { UpdateRules } from '../rules.ts'
import { findChanges, toUpdate } from './changes.ts'
import { explainLine } from './explain.ts'

/** What `apk version -l '<'` lists: apk-upgrade(8), apk-world(5). */
export const apkRules: UpdateRules = {
  name: 'apk',
  together: false,
  needsVendor: false,
  findChanges,
  toUpdate,
  explainLine,
  nativeArch: toAlpineArch,
}

/** Alpine's words for what `uname -m` says. */
const ALPINE_NAMES: Record<string, string> = {
  i386: 'x86',
  i486: 'x86',
  i586: 'x86',
  i686: 'x86',
  armv6l: 'armhf',
  armv7l: 'armv7',
  armv8l: 'armv7',
}

export function toAlpineArch(machine: string): string {
  return ALPINE_NAMES[machine] ?? machine
}
