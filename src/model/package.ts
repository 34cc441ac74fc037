/** Package families, named as clients report them. */
export type PackageType = 'deb' | 'rpm' | 'arch' | 'gentoo' | 'apk'

/** Families whose repositories name what their packages replace. */
export const REPLACING: readonly PackageType[] = ['rpm', 'arch']

/** Version schemes; each has a folder of that name in `src/versions/`. */
export type Scheme = 'deb' | 'rpm' | 'alpm' | 'gentoo' | 'apk'

/**
 * What makes a package one and the same. A part that does not exist is '' (never null), and epoch 0 is '':
 * so that two spellings of one version cannot become two rows.
 */
export interface PackageKey {
  type: PackageType
  /** Gentoo's category; '' elsewhere. */
  category: string
  name: string
  epoch: string
  version: string
  /** deb: the Debian revision (after the last `-`); rpm, arch: the release; '' where there is none. */
  release: string
  arch: string
}

/** Equal for equal keys only: no part holds a line break, every parser sees to that. */
export function packageKey(p: PackageKey): string {
  return `${p.name}\n${p.arch}\n${p.version}\n${p.release}\n${p.epoch}\n${p.type}\n${p.category}`
}

/** The full version as native tools print it: `[epoch:]version[-release]`, epoch 0 left out. */
export function fullVersion(p: Pick<PackageKey, 'epoch' | 'version' | 'release'>): string {
  return (p.epoch === '' ? '' : `${p.epoch}:`) + p.version + (p.release === '' ? '' : `-${p.release}`)
}

/** As a person reads it: Gentoo's slot, which travels in the epoch's place, is behind the version: `3.11.9-r1:3.11`. */
export function shownVersion(p: Pick<PackageKey, 'type' | 'epoch' | 'version' | 'release'>): string {
  if (p.type !== 'gentoo') return fullVersion(p)
  return fullVersion({ ...p, epoch: '' }) + (p.epoch === '' ? '' : `:${p.epoch}`)
}

/** As a person calls it: `dev-lang/python` where there are categories. */
export function shownName({ category, name }: Pick<PackageKey, 'category' | 'name'>): string {
  return category === '' ? name : `${category}/${name}`
}

/** Epoch '', '0', '00', 'none' and '(none)' are one value: ''. */
export function canonicalEpoch(epoch: string): string {
  return epoch === '' || /^(0*|none|\(none\))$/i.test(epoch) ? '' : epoch
}
