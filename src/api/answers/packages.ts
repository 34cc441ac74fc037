import type { Static } from 'typebox'
import type { PackageNameRow } from '../../db/package-list.ts'
import type { PackageVersionRow } from '../../db/package-version-list.ts'
import { shownVersion } from '../../model/package.ts'
import type { PackageSummary, PackageVersion } from '../schemas/packages.ts'

export function toPackageSummary(row: PackageNameRow): Static<typeof PackageSummary> {
  const { name, categories, types, versions, hosts, repositories } = row
  return { name, category: categories.join(', '), type: types.join(', '), versions, hosts, repositories }
}

export function toPackageVersion(row: PackageVersionRow): Static<typeof PackageVersion> {
  return { ...row, full_version: shownVersion(row), source: row.source || row.name }
}
