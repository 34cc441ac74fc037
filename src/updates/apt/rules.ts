import type { UpdateRules } from '../rules.ts'
import { findChange, toUpdate } from './change.ts'
import { explainLine } from './explain.ts'
import { toDebianArch } from './native-arch.ts'

/** What `apt list --upgradable` would list: apt_preferences(5), and apt's pkgPolicy::GetCandidateVer. */
export const aptRules: UpdateRules = { findChange, toUpdate, explainLine, nativeArch: toDebianArch }
