import { readXmlRecords } from '../../lib/xml/read-records.ts'
import type { ParsedPart } from '../format.ts'
import { BlockReader } from './blocks.ts'
import { PackageCollector } from './package-collector.ts'
import { PackageScanner } from './scan-packages.ts'

/**
 * Reads primary.xml piece by piece, in bounded memory. Packages as createrepo writes them are found without an XML
 * parser; from the first that is written in another way on, the rest goes through one. A package that cannot be used
 * is a reject; so is one whose name, version and architecture came before with another checksum (the first counts).
 * Sources are left out. Throws a FetchFailure when the file is not a whole primary.xml, is hostile, or holds no
 * package that can be used beside rejects.
 */
export async function* parsePrimary(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ParsedPart, void> {
  const collector = new PackageCollector(section)
  const reader = new BlockReader(pieces)
  try {
    const head = await reader.head()
    if (isPlainHead(head)) {
      for (let block = await reader.next(); block; block = await reader.next()) {
        const scanner = new PackageScanner(block)
        yield collector.add(scanner.scan())
        if (scanner.end === block.length) continue
        reader.unread(block.subarray(scanner.end))
        break
      }
    }
    // of most files only the end of the root
    let expected = ''
    for await (const { root, records } of readXmlRecords(reader.rest(head), 'metadata', UNUSED)) {
      expected = root.packages ?? ''
      yield collector.addRecords(records)
    }
    yield collector.end(expected)
  } finally {
    await reader.close()
  }
}

/** Most of a file is what packages need of each other. */
const UNUSED = ['summary', 'description', 'file', 'provides', 'requires', 'conflicts', 'recommends', 'suggests']

/** Nothing but the root's tag, with the prefix that createrepo uses. */
function isPlainHead(head: Buffer): boolean {
  const text = head.toString('latin1')
  return PLAIN_HEAD.test(text) && text.includes('xmlns:rpm="http://linux.duke.edu/metadata/rpm"')
}

const PLAIN_HEAD = /^(?:\u00ef\u00bb\u00bf)?(?:<\?xml[^<>]*\?>)?\s*<metadata\s[^<>]*>\s*$/
