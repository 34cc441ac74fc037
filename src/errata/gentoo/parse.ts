import { childText, findChildren, type XmlElement } from '../../lib/xml/element.ts'
import { readXml } from '../../lib/xml/read-records.ts'
import type { XmlRecord } from '../../lib/xml/record.ts'
import type { ErratumReference } from '../../model/erratum.ts'
import type { FeedPart } from '../../model/feed-erratum.ts'
import { toReject } from '../../model/reject.ts'
import { findCves } from '../cve-words.ts'
import { toLine, toShown } from '../words.ts'
import { readAffected } from './affected.ts'
import { parseDay } from './parse-day.ts'

/**
 * Reads a GLSA: one advisory a file (glsa.dtd). Where it cannot be used it is a reject; of one with a bad package that
 * package is. Throws a FetchFailure for what is no GLSA, or is cut.
 */
export async function* parseGlsa(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<FeedPart, void> {
  const { root, records } = await readXml(pieces, 'glsa')
  const id = (root.id ?? '').trim()
  const name = `GLSA-${id}`
  const reason = findFault(id, records)
  if (reason !== undefined) {
    yield { errata: [], rejects: [toReject(section, 1, toShown(id), reason)] }
    return
  }
  const elements = records.filter(({ isUsable }) => isUsable).map(({ element }) => element)
  // the texts that are marked up are left out: their words come without order
  const glsa: XmlElement = { name: 'glsa', attributes: root, text: '', children: elements }
  const { fixes, faults } = readAffected(elements)
  const [title, description] = [toLine(childText(glsa, 'title')), toLine(childText(glsa, 'synopsis'))]
  const references = toReferences(id, glsa)
  const told = findCves(references.map(({ url, title: text }) => `${url} ${text}`).concat(toUriTexts(glsa)))
  const erratum = {
    ...{ name, type: fixes.length > 0 ? 'security' : 'notice', severity: toSeverity(glsa) },
    ...{ title: title || name, description },
    issuedAt: parseDay(childText(glsa, 'announced')),
    updatedAt: parseDay(childText(glsa, 'revised')),
    ...{ products: [], packages: [], fixes, references },
    cves: told.length > 0 ? told : findCves([title, description]),
  }
  const rejects = faults.map(({ text, reason: why }) => toReject(section, 1, toShown(`${name} ${text}`), why))
  yield { errata: [erratum], rejects }
}

function findFault(id: string, records: readonly XmlRecord[]): string | undefined {
  if (!/^\d{6}-\d{1,4}$/.test(id)) return 'It has no id of the form 202401-01.'
  const flawed = records.find(({ element, isUsable }) => element.name === 'affected' && !isUsable)
  return flawed?.flaw
}

/** `high`, `normal`, … : how grave, as the vendor says it. */
function toSeverity({ children }: XmlElement): string {
  const impact = children.find(({ name }) => name === 'impact')
  return toLine(impact?.attributes.type ?? '').toLowerCase()
}

function toUris({ children }: XmlElement): XmlElement[] {
  return children.filter(({ name }) => name === 'references').flatMap((element) => findChildren(element, 'uri'))
}

/** Also of links that are none: old ones have only CAN-2003-0780 there. */
const toUriTexts = (glsa: XmlElement) => toUris(glsa).map(({ attributes, text }) => `${attributes.link ?? ''} ${text}`)

function toReferences(id: string, glsa: XmlElement): ErratumReference[] {
  const byUrl = new Map<string, ErratumReference>()
  const add = (url: string, kind: string, title: string) => {
    // nothing else is shown as a link
    if (/^(https?|ftp):\/\/\S+$/i.test(url) && !byUrl.has(url)) byUrl.set(url, { url, kind, title })
  }
  add(`https://security.gentoo.org/glsa/${id}`, 'self', `GLSA ${id}`)
  for (const { attributes, text } of toUris(glsa)) {
    const title = toLine(text)
    add((attributes.link ?? '').trim(), findCves([title]).length > 0 ? 'cve' : '', title)
  }
  for (const { text } of findChildren(glsa, 'bug')) {
    const bug = text.trim()
    if (/^\d{1,9}$/.test(bug)) add(`https://bugs.gentoo.org/${bug}`, 'bugzilla', `Bug ${bug}`)
  }
  return [...byUrl.values()]
}
