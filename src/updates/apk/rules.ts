import { toAlpineArch } from '../../model/machine.ts'
import type { UpdateRules } from '../rules.ts'
import { findChanges, toUpdate } from './changes.ts'
import { explainLine } from './explain.ts'

/** What `apk version -l '<'` lists: apk-upgrade(8), apk-world(5). */
export const apkRules: UpdateRules = {
  name: 'apk',
  together: false,
  findChanges,
  toUpdate,
  explainLine,
  nativeArch: toAlpineArch,
}
