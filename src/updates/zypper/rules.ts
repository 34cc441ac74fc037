import { toRpmArch } from '../rpm/arch.ts'
import { toUpdate } from '../rpm/update.ts'
import type { UpdateRules } from '../rules.ts'
import { findChanges } from './changes.ts'
import { explainLine } from './explain.ts'
import { isSuseVendor } from './vendor.ts'

/** What `zypper list-updates` lists: zypper(8), "Repository Management", and zypp.conf's vendor rules. */
export const zypperRules: UpdateRules = {
  name: 'zypper',
  together: true,
  isUsualVendor: isSuseVendor,
  findChanges,
  toUpdate,
  explainLine,
  nativeArch: toRpmArch,
}
