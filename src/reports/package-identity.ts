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
export function toVersionParts(type: PackageType, sent: VersionParts): VersionParts {
  if (type === 'gentoo') return toGentooParts(sent)
  const { epoch, version, release } = sent
  const whole = version.includes('-') || version.includes(':') || release.includes('-')
  if (!whole || (type !== 'deb' && type !== 'arch')) {
    return epoch === '' ? sent : { epoch: canonicalEpoch(epoch), version, release }
  }
  const parts = splitDeb((epoch === '' ? '' : `${epoch}:`) + version + (release === '' ? '' : `-${release}`))
  return { epoch: canonicalEpoch(parts.epoch), version: parts.upstream, release: parts.revision }
}

/** The slot, in the epoch's place, without its sub-slot, as trees are read; revision 0 is none (PMS 3.2, 7.2). */
function toGentooParts(parts: VersionParts): VersionParts {
  const [, slot = ''] = /^:?([^/]*)/.exec(parts.epoch) ?? []
  const [, version = '', revision = parts.release] = /^(.*?)(?:-(r\d+))?$/s.exec(parts.version) ?? []
  return { epoch: canonicalEpoch(slot), version, release: /^r0*$/.test(revision) ? '' : revision }
}
