import type { XmlElement } from '../../lib/xml/element.ts'
import { findChildren } from '../../lib/xml/element.ts'
import { readXmlRecords } from '../../lib/xml/read-records.ts'
import type { XmlRecord } from '../../lib/xml/record.ts'
import type { ErratumFix, FeedErratum, FeedPart } from '../../model/feed-erratum.ts'
import { fullVersion } from '../../model/package.ts'
import { toReject } from '../../model/reject.ts'
import { findCves } from '../cve-words.ts'
import { fixedIn } from '../fix.ts'
import { splitRpmName, toRpmPackage } from '../rpm-package.ts'
import { toTimeOf } from '../times.ts'
import { isOdd, toLine, toShown } from '../words.ts'

/**
 * Reads CEFS, CentOS's announcements as one file: an element an erratum (`CESA-2014--1293` for CESA-2014:1293), with the
 * releases that it is for and the names of package files, which tell no epochs. What cannot be used is a reject. Throws a
 * FetchFailure for what is no such file, or is cut.
 */
export async function* parseCefs(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<FeedPart, void> {
  for await (const { records } of readXmlRecords(pieces, 'opt')) {
    const part: FeedPart = { errata: [], rejects: [] }
    for (const record of records) if (record.element.name !== 'meta') read(record, section, part)
    yield part
  }
}

function read({ element, position, flaw, isUsable }: XmlRecord, section: string, part: FeedPart): void {
  const name = element.name.replace('--', ':')
  const releases = findChildren(element, 'os_release').map(({ text }) => text.trim())
  const fault = isUsable ? findFault(name, releases) : flaw
  if (fault !== '') {
    part.rejects.push(toReject(section, position, toShown(name), fault))
    return
  }
  const files = findChildren(element, 'packages').map(({ text }) => text.trim())
  const fixes = files.flatMap((file) => {
    const found = toFixes(file, releases)
    if (typeof found !== 'string') return found
    part.rejects.push(toReject(section, position, toShown(`${name} ${file}`), found))
    return []
  })
  part.errata.push(toErratum(name, element, fixes))
}

function findFault(name: string, releases: readonly string[]): string {
  if (!/^CE[SBE]A-\d{4}:[\w:-]{1,30}$/.test(name)) return 'It has no name of the form CESA-2014--1293.'
  const isTold = releases.length > 0 && releases.every((release) => /^\d{1,2}$/.test(release))
  return isTold ? '' : 'It does not say for which releases it is.'
}

function toFixes(file: string, releases: readonly string[]): ErratumFix[] | string {
  const parts = splitRpmName(file)
  const package_ = parts && !isOdd(file) ? toRpmPackage(parts, '') : 'What should be a package file is none.'
  if (typeof package_ === 'string') return package_
  if (!package_) return []
  const { key } = package_
  // .el7_9.3, .centos4: where several releases are in one announcement
  const tag = /\.(?:el|centos|rhel)(\d{1,2})(?!\d)/.exec(key.release)?.[1] ?? ''
  const own = releases.includes(tag) ? [tag] : releases
  const arches = key.arch === 'noarch' ? [] : [key.arch]
  return own.map((release) => fixedIn({ of: 'binary', type: 'rpm', name: key.name, release, arches }, fullVersion(key)))
}

function toErratum(name: string, { attributes }: XmlElement, fixes: ErratumFix[]): FeedErratum {
  const text = (attribute: string) => {
    const value = toLine(attributes[attribute] ?? '')
    return value === 'Not available' ? '' : value
  }
  const urls = text('references')
    .split(' ')
    .filter((url) => /^https?:\/\/\S+$/i.test(url))
  const issuedAt = toTimeOf(text('issue_date'))
  return {
    ...{ name, type: toType(name), severity: text('severity').toLowerCase() },
    ...{ title: text('synopsis') || name, description: text('description') },
    ...{ issuedAt, updatedAt: issuedAt, products: [], packages: [], fixes },
    cves: findCves([text('description'), text('synopsis'), text('cves'), text('references')]),
    references: [...new Set(urls)].map((url) => ({ url, kind: /lists\.centos/.test(url) ? 'self' : '', title: '' })),
  }
}

function toType(name: string): string {
  return name.startsWith('CESA') ? 'security' : name.startsWith('CEEA') ? 'enhancement' : 'bugfix'
}
