import { type PackageType, shownVersion } from '../../model/package.ts'

/** What an update takes the place of. */
export function toInstalledVersion(row: {
  type: PackageType
  old_epoch: string
  old_version: string
  old_release: string
}): string {
  return shownVersion({ type: row.type, epoch: row.old_epoch, version: row.old_version, release: row.old_release })
}
