import { canonicalEpoch, type PackageKey, type PackageType } from '../model/package.ts'

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
  /** `name:stream` of the module that it belongs to; '' outside of modules. */
  module: string
}

/** A package of a release with its versions, oldest first (at least one). */
export interface ArchiveLine {
  name: string
  group: string
  versions: ArchivedVersion[]
}

/** A version with the facts that an index tells of it. Gentoo's names have their category before a slash. */
export function toVersion(
  type: PackageType,
  name: string,
  source: string,
  arch: string,
  full: string,
  update: VersionRelease,
  sourceVersion: string,
): ArchivedVersion {
  const [plain = '', category = ''] = name.split('/').reverse()
  return {
    key: { type, category, name: plain, arch, ...splitVersion(full) },
    source,
    sourceVersion,
    full,
    ...update,
    phased: 100,
    module: '',
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

/**
 * The same as rpm distributions write them: `3.0.7-27.el9` → `3.0.7-27.el9_4.1`, `8.6.0-150600.2.2` →
 * `8.6.0-150600.2.5`, and of a module the next build: `1.24.0-1.module_el9+833+e1ad0c2b` → `1.24.0-2.module_el9+…`.
 */
export function nthRpmUpdate(first: string, suffix: string, count: number): string {
  const modular = /^(.*-)(\d+)((?:\.\d+)*\.module.*)$/.exec(first)
  if (modular) return `${modular[1]}${Number(modular[2]) + count}${modular[3]}`
  if (/\.el\d+(_\d+)?$/.test(first)) return `${first.replace(/\.el\d+(_\d+)?$/, '')}.${suffix}.${count}`
  return first.replace(/\d+$/, (last) => String(Number(last) + 3 * count))
}

/** As rolling distributions do, the next upstream version: `3.4.0-1` → `3.4.2-1`. */
export function nthPatch(first: string, _suffix: string, count: number): string {
  return first.replace(/(\d+)((?:-\d+)?)$/, (_, last: string, release: string) => `${Number(last) + count}${release}`)
}

/** As Alpine does within a branch, the next build: `3.3.2-r0` → `3.3.2-r1`. */
export function nthBuild(first: string, _suffix: string, count: number): string {
  return first.replace(/\d+$/, (last) => String(Number(last) + count))
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
