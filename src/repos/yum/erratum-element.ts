import { childText, findChild, findChildren, type XmlElement } from '../../lib/xml/element.ts'
import type { Erratum, ErratumReference } from '../../model/erratum.ts'
import { type BadPackage, readErratumPackages } from './erratum-packages.ts'
import { parseTime } from './parse-time.ts'

export type ReadErratum =
  | { name: string; erratum: Erratum; badPackages: BadPackage[] }
  /** Why it cannot be used: one sentence. */
  | { name: string; reason: string }

/** The erratum that an <update> describes. */
export function readErratum(update: XmlElement): ReadErratum {
  const name = toName(update)
  const reason = findFault(name)
  if (reason !== undefined) return { name, reason }
  const { packages, badPackages } = readErratumPackages(findChild(update, 'pkglist'))
  const references = findChildren(findChild(update, 'references'), 'reference')
  const title = toLine(childText(update, 'title') || childText(update, 'summary'))
  const description = childText(update, 'description')
  const erratum = {
    ...{
      name,
      type: toType(update),
      severity: toSeverity(childText(update, 'severity')),
      title: title || name,
      description,
    },
    issuedAt: parseTime(findChild(update, 'issued')?.attributes.date ?? ''),
    updatedAt: parseTime(findChild(update, 'updated')?.attributes.date ?? ''),
    products: toProducts(update),
    cves: toCves(references, update.attributes.type === 'security' ? [title, description] : []),
    references: toReferences(references),
    packages,
  }
  return { name, erratum, badPackages }
}

/** As its vendor calls it. */
function toName({ attributes, children }: XmlElement): string {
  const id = children.find(({ name }) => name === 'id')?.text.trim() ?? ''
  // old ones of SUSE: the name of a package, which comes again with the next update of it
  if (/suse/i.test(attributes.from ?? '') && !/(19|20)\d\d/.test(id) && /^\d+$/.test(attributes.version ?? '')) {
    return `${id}-${attributes.version}`
  }
  // as a generator of CentOS' errata writes CESA-2016:0301
  return id.replace(/^(CE[SBE]A)_(\d{4})__(\w+)$/, '$1-$2:$3')
}

function findFault(name: string): string | undefined {
  if (name === '') return 'It has no id.'
  if (name.length > MAX_NAME) return `Its id is longer than ${MAX_NAME} characters.`
  if (CONTROL.test(name)) return 'Its id holds control characters.'
  return undefined
}

const MAX_NAME = 200

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

/** `retracted`: its vendor took it back, whatever it was for. */
function toType({ attributes: { type = '', status = '' } }: XmlElement): string {
  return status.trim() === 'retracted' ? 'retracted' : type.trim().toLowerCase() || 'unspecified'
}

/** Some write that there is none. */
function toSeverity(text: string): string {
  const severity = text.toLowerCase()
  return /^(none|n\/a|unspecified|unknown)$/.test(severity) ? '' : severity
}

/** What it says that it is for: its release, and the names of its collections. */
function toProducts(update: XmlElement): string[] {
  const collections = findChildren(findChild(update, 'pkglist'), 'collection')
  const names = collections.flatMap((collection) => [childText(collection, 'name'), collection.attributes.short ?? ''])
  return unique([childText(update, 'release'), ...names].map(toLine))
}

/** Of all references, since some vendors name CVEs only in the titles of bugs; of the texts where there is none. */
function toCves(references: readonly XmlElement[], texts: readonly string[]): string[] {
  const told = references.map(({ attributes: { id = '', title = '', href = '' } }) => `${id} ${title} ${href}`)
  const cves = findCves(told)
  return cves.length > 0 ? cves : findCves(texts)
}

function findCves(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => text.match(/\bCVE-(19|20)\d\d-\d{4,9}(?!\d)/gi) ?? [])
  return unique(found.map((cve) => cve.toUpperCase()))
}

function toReferences(elements: readonly XmlElement[]): ErratumReference[] {
  const byUrl = new Map<string, ErratumReference>()
  for (const { attributes } of elements) {
    const { href = '', type = '', title = '', id = '' } = attributes
    const url = href.trim()
    // nothing else is shown as a link
    if (!/^(https?|ftp):\/\/\S+$/i.test(url) || byUrl.has(url)) continue
    byUrl.set(url, { url, kind: type.trim().toLowerCase(), title: toLine(title || id) })
  }
  return [...byUrl.values()]
}

const unique = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '')

const toLine = (text: string) => text.replace(/\s+/g, ' ').trim()
