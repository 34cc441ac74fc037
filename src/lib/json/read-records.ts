import { FetchFailure } from '../fetch/failure.ts'
import { type JsonRecord, RecordSplitter } from './record-splitter.ts'

/** What a piece of a file held. */
export interface JsonPart {
  /** The members of the root that were read so far; none where the root is a list. */
  root: Readonly<Record<string, unknown>>
  records: JsonRecord[]
}

/**
 * Reads a JSON file record by record: the items of the list that is the root, or that is the root's member of that
 * name. Bounded in memory: a record that is too large or too deep makes the file refused with a FetchFailure, as does
 * one that is cut, not JSON, a web page, or has no such list. What is not JSON inside of a record is that record's
 * flaw.
 */
export async function* readJsonRecords(pieces: AsyncIterable<Buffer>, list?: string): AsyncGenerator<JsonPart, void> {
  const splitter = new RecordSplitter({ list })
  yield* split(pieces, splitter)
  if (!splitter.hasList) throw new FetchFailure('bad-response', `the JSON file has no list “${list}”`)
}

/** The same for the members of the root, which is an object; `maxCharacters`: of one of them. */
export function readJsonMembers(
  pieces: AsyncIterable<Buffer>,
  { maxCharacters }: { maxCharacters: number },
): AsyncGenerator<JsonPart, void> {
  return split(pieces, new RecordSplitter('members', maxCharacters))
}

async function* split(pieces: AsyncIterable<Buffer>, splitter: RecordSplitter): AsyncGenerator<JsonPart, void> {
  // what is not UTF-8 is replaced
  const decoder = new TextDecoder()
  for await (const piece of pieces) {
    const records = splitter.write(decoder.decode(piece, { stream: true }))
    yield { root: splitter.root, records }
  }
  const records = splitter.write(decoder.decode())
  splitter.end()
  yield { root: splitter.root, records }
}
