import { FetchFailure } from '../fetch/failure.ts'
import type { XmlPart } from './record.ts'
import { RecordBuilder } from './record-builder.ts'

/**
 * Reads an XML file record by record, a record being an element in the root. Bounded in memory and time: a file that
 * declares entities, nests too deep, or has too much in one record is refused with a FetchFailure, as is one that is
 * cut, not XML, a web page, or has another root. What is wrong inside of a record is that record's flaw. `skip`: names
 * of elements that are left out.
 */
export async function* readXmlRecords(
  pieces: AsyncIterable<Buffer>,
  root: string,
  skip: readonly string[] = [],
): AsyncGenerator<XmlPart, void> {
  const builder = new RecordBuilder(root, new Set(skip))
  // what is not UTF-8 is replaced
  const decoder = new TextDecoder()
  for await (const piece of pieces) {
    const part = builder.write(decoder.decode(piece, { stream: true }))
    if (part) yield part
  }
  const last = builder.end(decoder.decode())
  if (last) yield last
}

/** All records of a file that is small. */
export async function readXml(pieces: AsyncIterable<Buffer>, root: string): Promise<XmlPart> {
  let all: XmlPart | undefined
  for await (const part of readXmlRecords(pieces, root)) {
    if (all) all.records.push(...part.records)
    else all = part
  }
  if (!all) throw new FetchFailure('truncated', 'the XML file ends before its end')
  return all
}
