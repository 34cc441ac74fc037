import { toRpmArch } from '../rpm/arch.ts'
import { toUpdate } from '../rpm/update.ts'
import type { UpdateRules } from '../rules.ts'
import { findChanges } from './changes.ts'
import { explainLine } from './explain.ts'

/** What `dnf check-update` lists, its obsoleting packages apart: dnf.conf(5), dnf.modularity(7), libdnf's queries. */
export const dnfRules: UpdateRules = {
  name: 'dnf',
  together: true,
  findChanges,
  toUpdate,
  explainLine,
  nativeArch: toRpmArch,
}
