import { canonicalEpoch, type PackageType } from '../model/package.ts'
import { splitDeb } from '../versions/deb/split.ts'

export interface VersionParts {
  epoch: string
  version: string
  release: string
}

/**
 * The parts of a version, however the client split it: `1:2-3`, `1` `2-3` and `1` `2` `3` are one. pacman writes
 * versions as dpkg does, apart from their order. In other families a version is taken as reported.
 */
export function toVersionParts(type: PackageType, { epoch, version, release }: VersionParts): VersionParts {
  const whole = version.includes('-') || version.includes(':') || release.includes('-')
  if (!whole || (type !== 'deb' && type !== 'arch')) return { epoch: canonicalEpoch(epoch), version, release }
  const parts = splitDeb((epoch === '' ? '' : `${epoch}:`) + version + (release === '' ? '' : `-${release}`))
  return { epoch: canonicalEpoch(parts.epoch), version: parts.upstream, release: parts.revision }
}
