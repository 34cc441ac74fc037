import { childText, findChild, findChildren, type XmlElement } from '../../lib/xml/element.ts'
import type { ErratumPackage } from '../../model/erratum.ts'
import { canonicalEpoch, fullVersion, type PackageKey } from '../../model/package.ts'
import { splitNevra } from '../../versions/rpm/nevra.ts'
import { isSource } from './raw-package.ts'

export interface BadPackage {
  text: string
  /** One sentence. */
  reason: string
}

/** The packages of a <pkglist>, each once, without sources. */
export function readErratumPackages(pkglist: XmlElement | undefined): {
  packages: ErratumPackage[]
  badPackages: BadPackage[]
} {
  const packages = new Map<string, ErratumPackage>()
  const badPackages: BadPackage[] = []
  for (const collection of findChildren(pkglist, 'collection')) {
    const module = toModule(findChild(collection, 'module'))
    for (const element of findChildren(collection, 'package')) {
      const key = toKey(element)
      const text = [key.name, fullVersion(key), key.arch].join(' ').trim()
      const reason = findFault(key)
      if (reason !== undefined) badPackages.push({ text, reason })
      else if (!isSource(key.arch)) packages.set(`${text} ${module}`, { key, module })
    }
  }
  return { packages: [...packages.values()], badPackages }
}

function toModule(module: XmlElement | undefined): string {
  const { name = '', stream = '' } = module?.attributes ?? {}
  return name === '' || stream === '' ? '' : `${name}:${stream}`
}

/** By its attributes; what they leave out is in the name of the file. */
function toKey(element: XmlElement): PackageKey {
  const { name = '', epoch = '', version = '', release = '', arch = '' } = element.attributes
  const key: PackageKey = { type: 'rpm', category: '', name, epoch: canonicalEpoch(epoch), version, release, arch }
  if (name !== '' && version !== '' && arch !== '') return key
  return { ...key, ...splitFilename(childText(element, 'filename')) }
}

function splitFilename(filename: string) {
  const file = filename.slice(filename.lastIndexOf('/') + 1)
  const nevra = file.endsWith('.rpm') ? splitNevra(file.slice(0, -'.rpm'.length)) : undefined
  return nevra && { ...nevra, epoch: canonicalEpoch(nevra.epoch) }
}

function findFault(key: PackageKey): string | undefined {
  const { name, epoch, version, release, arch } = key
  if (name === '' || version === '' || arch === '') {
    return `A package of it has no ${PARTS.filter((part) => key[part] === '').join(' and no ')}.`
  }
  if (ODD.test(name) || ODD.test(version) || ODD.test(release) || ODD.test(arch)) {
    return 'The name of a package of it holds blanks or control characters.'
  }
  return epoch === '' || /^\d+$/.test(epoch) ? undefined : 'The epoch of a package of it is not a number.'
}

const PARTS = ['name', 'version', 'arch'] as const

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0020\u007f]/
