import { toGentooArch } from '../../model/machine.ts'
import type { UpdateRules } from '../rules.ts'
import { findChanges, toUpdate } from './changes.ts'
import { explainLine } from './explain.ts'

/** What `emerge --update` would do in each slot: Package Manager Specification, emerge(1), portage(5). */
export const portageRules: UpdateRules = {
  name: 'portage',
  together: false,
  findChanges,
  toUpdate,
  explainLine,
  nativeArch: toGentooArch,
}
