import { hash } from 'node:crypto'
import { readXmlRecords } from '../../lib/xml/read-records.ts'
import type { XmlRecord } from '../../lib/xml/record.ts'
import type { Erratum } from '../../model/erratum.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { readErratum } from './erratum-element.ts'

interface ErrataPart {
  errata: Erratum[]
  rejects: Reject[]
}

/**
 * Reads updateinfo.xml of any vendor, erratum by erratum. One that cannot be used is a reject; of one with a bad
 * package that package is. The same erratum twice is one; a name that comes again with other content comes again
 * here: then both count, with the packages of both. Throws a FetchFailure when the file is cut, hostile or not one.
 */
export async function* parseUpdateinfo(
  pieces: AsyncIterable<Buffer>,
  section: string,
): AsyncGenerator<ErrataPart, void> {
  const collector = new ErrataCollector(section)
  for await (const { records } of readXmlRecords(pieces, 'updates', UNUSED)) yield collector.add(records)
}

const UNUSED = ['rights', 'solution', 'message', 'pushcount', 'sum', 'requires', 'relogin_suggested']

class ErrataCollector {
  readonly #section: string
  /** What was seen, by name and content. */
  readonly #seen = new Set<string>()

  constructor(section: string) {
    this.#section = section
  }

  add(records: readonly XmlRecord[]): ErrataPart {
    const part: ErrataPart = { errata: [], rejects: [] }
    for (const record of records) if (record.element.name === 'update') this.#add(record, part)
    return part
  }

  #add({ element, position, flaw, isUsable }: XmlRecord, part: ErrataPart): void {
    const reject = (text: string, reason: string) => {
      part.rejects.push(toReject(this.#section, position, text, reason))
    }
    const read = readErratum(element)
    if (flaw !== '') reject(read.name, isUsable ? `${flaw} The erratum is used.` : flaw)
    if (!isUsable) return
    if ('reason' in read) {
      reject(read.name, read.reason)
      return
    }
    const { erratum, badPackages } = read
    if (this.#isNew(erratum)) part.errata.push(erratum)
    for (const { text, reason } of badPackages) reject(`${erratum.name} ${text}`, reason)
  }

  #isNew(erratum: Erratum): boolean {
    const before = this.#seen.size
    this.#seen.add(hash('sha1', toContent(erratum), 'base64'))
    return this.#seen.size > before
  }
}

/** All of it as one text, told apart by what no XML has; to write it as JSON takes as long as to read it. */
function toContent({ packages, references, cves, products, ...facts }: Erratum): string {
  const texts = Object.values(facts).concat(cves.length, cves, products.length, products)
  for (const { url, kind, title } of references) texts.push(url, kind, title)
  for (const { key, module } of packages) {
    texts.push(`${key.name} ${key.epoch}:${key.version}-${key.release}.${key.arch} ${module}`)
  }
  return texts.join('\0')
}
