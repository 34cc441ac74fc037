import type { ErratumPackage } from '../model/erratum.ts'
import { canonicalEpoch } from '../model/package.ts'
import { splitNevra } from '../versions/rpm/nevra.ts'
import { isOdd } from './words.ts'

export interface RpmParts {
  name: string
  epoch: string
  version: string
  release: string
  arch: string
}

/** A build that an erratum names; undefined for a source package. One sentence where it is none. */
export function toRpmPackage(parts: RpmParts, module: string): ErratumPackage | undefined | string {
  const { name, epoch, version, release, arch } = parts
  if (arch === 'src' || arch === 'nosrc') return undefined
  const fault = findRpmFault(parts)
  if (fault !== undefined) return fault
  return { key: { type: 'rpm', category: '', name, epoch: canonicalEpoch(epoch), version, release, arch }, module }
}

/** Why that is no version of a package, in one sentence. */
export function findRpmFault(parts: RpmParts): string | undefined {
  const { name, epoch, version, release, arch } = parts
  const missing = (['name', 'version', 'release', 'arch'] as const).filter((part) => parts[part] === '')
  if (missing.length > 0) return `A package of it has no ${missing.join(' and no ')}.`
  if (isOdd(name + version + release + arch)) return 'The name of a package of it holds blanks or control characters.'
  return /^\d{0,10}$/.test(canonicalEpoch(epoch)) ? undefined : 'The epoch of a package of it is not a number.'
}

/** The same by the name of its file: `bash-0:5.1.8-9.el9.x86_64.rpm`. */
export function splitRpmName(file: string): RpmParts | undefined {
  return splitNevra(file.replace(/\.rpm$/, ''))
}
