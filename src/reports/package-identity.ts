import { canonicalEpoch, type PackageType } from '../model/package.ts'

export interface VersionParts {
  epoch: string
  version: string
  release: string
}

/**
 * The parts of a version, however the client split it: `1:2-3`, `1` `2-3` and `1` `2` `3` are one. deb-version(7): the epoch
 * ends at the first colon, the revision follows the last hyphen; Arch writes them alike. In other families a
 * version is taken as reported.
 */
export function toVersionParts(type: PackageType, { epoch, version, release }: VersionParts): VersionParts {
  if (type !== 'deb' && type !== 'arch') return { epoch: canonicalEpoch(epoch), version, release }
  const colon = epoch === '' ? version.search(/(?<=^\d+):/) : -1
  const rest = colon < 0 ? version : version.slice(colon + 1)
  const split = splitRelease(rest, release)
  return { epoch: canonicalEpoch(colon < 0 ? epoch : version.slice(0, colon)), ...split }
}

function splitRelease(version: string, release: string): Omit<VersionParts, 'epoch'> {
  const joined = release === '' ? version : `${version}-${release}`
  const hyphen = joined.lastIndexOf('-')
  if (hyphen <= 0) return { version, release }
  return { version: joined.slice(0, hyphen), release: joined.slice(hyphen + 1) }
}
