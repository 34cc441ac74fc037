import type { Static } from 'typebox'
import type { ModuleRow } from '../../db/module-list.ts'
import type { ModulePackageRow } from '../../db/module-packages.ts'
import { moduleId } from '../../model/module.ts'
import { fullVersion } from '../../model/package.ts'
import type { Module, ModulePackage } from '../schemas/modules.ts'

export function toModule({ is_default, ...row }: ModuleRow): Static<typeof Module> {
  return { id: moduleId(row), ...row, default: is_default === 1 }
}

export function toModulePackage(row: ModulePackageRow): Static<typeof ModulePackage> {
  const { id, name, arch, hosts } = row
  return { id, name, full_version: fullVersion(row), arch, hosts }
}
