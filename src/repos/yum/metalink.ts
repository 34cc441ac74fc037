import { childText, findChild, findChildren, type XmlElement } from '../../lib/xml/element.ts'
import { readXml } from '../../lib/xml/read-records.ts'
import { ALGORITHMS, type Checksum, toChecksum } from '../checksum.ts'
import type { ExpectedIndex } from '../format.ts'
import { toPieces } from '../small-file.ts'

/** What a metalink names, as it names it. */
export interface Metalink {
  /** Of the files, best first. */
  urls: string[]
  expected: ExpectedIndex | undefined
}

export function isMetalink(start: string): boolean {
  return /^\ufeff?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<([\w-]+:)?metalink[\s>]/i.test(start)
}

/** Version 3 (`files/file/resources/url`) or 4 (RFC 5854: `file/url`). Throws a FetchFailure when it is not XML. */
export async function parseMetalink(text: Buffer): Promise<Metalink> {
  const { records } = await readXml(toPieces(text), 'metalink')
  const elements = records.map((record) => record.element)
  const files = elements.flatMap((element) => (element.name === 'files' ? element.children : [element]))
  const named = files.filter((element) => element.name === 'file')
  const file = named.find((element) => element.attributes.name === 'repomd.xml') ?? named[0]
  if (!file) return { urls: [], expected: undefined }
  const said = ['updated', 'published'].map((name) => elements.find((element) => element.name === name)?.text ?? '')
  return { urls: listUrls(file), expected: readExpected(file, said) }
}

function listUrls(file: XmlElement): string[] {
  const old = findChild(file, 'resources')
  const urls = old
    ? findChildren(old, 'url').map((url) => ({ url, rank: -(Number(url.attributes.preference) || 0) }))
    : findChildren(file, 'url').map((url) => ({ url, rank: Number(url.attributes.priority) || LAST_PRIORITY }))
  return urls.sort((a, b) => a.rank - b.rank).map(({ url }) => url.text.trim())
}

/** RFC 5854, 4.2.17: what has none comes last. */
const LAST_PRIORITY = 999_999

/** Of the index that is current; what else it lists as still to be had is older. */
function readExpected(file: XmlElement, said: readonly string[]): ExpectedIndex | undefined {
  const hashes = findChildren(findChild(file, 'verification') ?? file, 'hash')
  const known = hashes
    .map((hash) => toChecksum(hash.attributes.type ?? '', hash.text))
    .filter((hash) => hash !== undefined)
  const publishedAt =
    Number(childText(file, 'timestamp')) * 1000 || (said.map(Date.parse).find((time) => time > 0) ?? 0)
  return known.length === 0 ? undefined : { checksums: [strongest(known)], publishedAt }
}

function strongest(checksums: readonly Checksum[]): Checksum {
  const rank = ({ algorithm }: Checksum) => ALGORITHMS.indexOf(algorithm)
  return checksums.reduce((a, b) => (rank(b) < rank(a) ? b : a))
}
