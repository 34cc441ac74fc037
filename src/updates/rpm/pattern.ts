import { splitEvr } from '../../versions/rpm/split.ts'
import { matchesAny } from '../glob.ts'
import type { Build } from '../rules.ts'

/**
 * The first of some excludes (or includes) that means the package: a name, name.arch, or a NEVRA with what may be left
 * out of it, each with globs. `foo-*` means names, `foo-1.*` and `foo-0:1.2-3.*` versions: dnf.conf(5), yum-versionlock(1).
 */
export function findPattern(build: Build, patterns: readonly string[]): string | undefined {
  return patterns.find((pattern) => isMeant(build, pattern))
}

/** Whether patterns can mean packages of this name: quick, and rather too often. */
export function mayMean(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const literal = pattern.replace(/^\d+:/, '').split(/[*?[]/, 1)[0] as string
    return name.startsWith(literal) || literal.startsWith(name)
  })
}

function isMeant(build: Build, pattern: string): boolean {
  const { name, arch } = build
  if (matchesAny(name, [pattern]) || matchesAny(`${name}.${arch}`, [pattern])) return true
  return NAMES_VERSION.test(pattern) && spell(build).some((text) => matchesAny(text, [pattern]))
}

/** A digit behind a hyphen, or an epoch. */
const NAMES_VERSION = /-[\d[]|:/

function spell({ name, arch, version: full }: Build): string[] {
  const { epoch, version, release } = splitEvr(full)
  const e = epoch === '' ? '0' : epoch
  return [version, `${version}-${release}`, `${version}-${release}.${arch}`].flatMap((rest) => {
    return [`${name}-${rest}`, `${name}-${e}:${rest}`, `${e}:${name}-${rest}`]
  })
}
