import { toDebianArch } from '../../model/machine.ts'
import type { UpdateRules } from '../rules.ts'
import { findChange, toUpdate } from './change.ts'
import { explainLine } from './explain.ts'

/** What `apt list --upgradable` would list: apt_preferences(5), and apt's pkgPolicy::GetCandidateVer. */
export const aptRules: UpdateRules = {
  name: 'apt',
  together: false,
  findChanges: (installed, offered, { nativeArch }) =>
    installed.flatMap((build) => findChange(build, offered, nativeArch) ?? []),
  toUpdate,
  explainLine,
  nativeArch: toDebianArch,
}
