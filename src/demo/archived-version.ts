import { canonicalEpoch, type PackageKey } from '../model/package.ts'

/** When and how a new version of a source reaches the users of a release. */
export interface VersionRelease {
  /** 0 is today, earlier days are negative. */
  day: number
  security: boolean
  /** Through the updates suite at once, instead of the next point release. */
  early: boolean
}

/** One version of a package in a release's archive. */
export interface ArchivedVersion extends VersionRelease {
  key: PackageKey
  source: string
  sourceVersion: string
  /** The full version. */
  full: string
  /** Percentage of the machines that are offered it now. */
  phased: number
}

/** A package of a release with its versions, oldest first (at least one). */
export interface ArchiveLine {
  name: string
  group: string
  versions: ArchivedVersion[]
}

/** A version with the facts that an index tells of it. */
export function toVersion(
  name: string,
  source: string,
  arch: string,
  full: string,
  update: VersionRelease,
  sourceVersion: string,
): ArchivedVersion {
  return {
    key: { type: 'deb', category: '', name, arch, ...splitVersion(full) },
    source,
    sourceVersion,
    full,
    ...update,
    phased: 100,
  }
}

/**
 * The version after `count` updates, as the distributions write them: `1.2-3` → `1.2-3+deb12u1`, `1.2-3ubuntu4` →
 * `1.2-3ubuntu4.1`, `1.2-3+deb12u5` → `1.2-3+deb12u6`.
 */
export function nthUpdate(first: string, suffix: string, count: number): string {
  const base = first.replace(/\+b\d+$/, '').replace(/build\d+$/, '')
  const counted = /^(.*[+~]deb\d+u)(\d+)$/.exec(base)
  if (counted) return `${counted[1]}${Number(counted[2]) + count}`
  if (suffix.startsWith('ubuntu') && /ubuntu[\d.]+$/.test(base)) return `${base}.${count}`
  return `${base}${suffix}${count}`
}

/** `[epoch:]version[-release]`: the epoch ends at the first colon, the revision begins after the last hyphen. */
export function splitVersion(full: string): Pick<PackageKey, 'epoch' | 'version' | 'release'> {
  const colon = full.indexOf(':')
  const hyphen = full.lastIndexOf('-')
  return {
    epoch: canonicalEpoch(full.slice(0, Math.max(colon, 0))),
    version: full.slice(colon + 1, hyphen > colon ? hyphen : undefined),
    release: hyphen > colon ? full.slice(hyphen + 1) : '',
  }
}
