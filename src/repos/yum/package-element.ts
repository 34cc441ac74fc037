import { childText, findChild, findChildren, type XmlElement } from '../../lib/xml/element.ts'
import { NO_OBSOLETES, type Obsolete } from '../../model/candidate.ts'
import { type RawPackage, toObsolete } from './raw-package.ts'

/** A <package> of primary.xml that an XML parser read. */
export function toRawPackage(element: XmlElement, isGarbled: boolean): RawPackage {
  const version = findChild(element, 'version')
  const format = findChild(element, 'format')
  return {
    name: childText(element, 'name'),
    arch: childText(element, 'arch'),
    ...toEvr(version),
    checksum: childText(element, 'checksum'),
    vendor: childText(format, 'vendor'),
    sourceRpm: childText(format, 'sourcerpm'),
    obsoletes: toObsoletes(findChild(format, 'obsoletes')),
    isGarbled,
  }
}

function toObsoletes(element: XmlElement | undefined): readonly Obsolete[] {
  const obsoletes = findChildren(element, 'entry').flatMap((entry) => {
    const { name = '', flags = '' } = entry.attributes
    return toObsolete(name, flags, toEvr(entry)) ?? []
  })
  return obsoletes.length === 0 ? NO_OBSOLETES : obsoletes
}

function toEvr(element: XmlElement | undefined): { epoch: string; version: string; release: string } {
  const { epoch = '', ver = '', rel = '' } = element?.attributes ?? {}
  return { epoch, version: ver, release: rel }
}
