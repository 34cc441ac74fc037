import { type PackageType, shownVersion } from '../../model/package.ts'
import { listedArch } from '../../model/update.ts'

interface PairRow {
  id: number
  type: PackageType
  name: string
  category: string
  arch: string
  epoch: string
  version: string
  release: string
  old_arch: string
  old_epoch: string
  old_version: string
  old_release: string
}

/** An update as package managers list it: what is installed, and what would take its place. */
export function toShownPair(row: PairRow) {
  const { id, name, category, type } = row
  return {
    ...{ id, name, category },
    arch: listedArch(type, row.old_arch, row.arch),
    installed: shownVersion({ type, epoch: row.old_epoch, version: row.old_version, release: row.old_release }),
    candidate: shownVersion(row),
  }
}
