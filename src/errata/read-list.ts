import { FetchFailure } from '../lib/fetch/failure.ts'
import { readJsonRecords } from '../lib/json/read-records.ts'
import type { JsonRecord } from '../lib/json/record-splitter.ts'
import type { FeedErratum, FeedPart } from '../model/feed-erratum.ts'
import { toItemsOfParts } from './json-items.ts'

/** What is in an item: errata, and what of it cannot be used (one sentence each). */
export interface ReadItem {
  errata: FeedErratum[]
  faults: { text: string; reason: string }[]
}

/** Reads a feed whose root (or whose root's member `list`) is a list in JSON, item by item; an item that is no JSON is a reject. */
export async function* readList(
  pieces: AsyncIterable<Buffer>,
  section: string,
  readItem: (item: unknown) => ReadItem,
  list?: string,
): AsyncGenerator<FeedPart, void> {
  for await (const { records } of readJsonRecords(pieces, list)) yield toPart(records, section, readItem)
}

type Root = Readonly<Record<string, unknown>>

/**
 * Reads a feed whose root has a list among its members, and others that say what holds for all items. Members have no
 * order, so the items wait for the end of the file: only for feeds that are small.
 */
export async function* readMemberList(
  pieces: AsyncIterable<Buffer>,
  section: string,
  list: string,
  readItem: (item: unknown, root: Root) => ReadItem,
): AsyncGenerator<FeedPart, void> {
  let root: Root = {}
  const waiting: JsonRecord[] = []
  for await (const part of readJsonRecords(pieces, list)) {
    root = part.root
    waiting.push(...part.records)
    if (waiting.length > MAX_WAITING) {
      throw new FetchFailure('bad-response', `the list “${list}” has more than ${MAX_WAITING} items`)
    }
  }
  yield toPart(waiting, section, (item) => readItem(item, root))
}

/** Ten times as many as the largest that is known. */
const MAX_WAITING = 100_000

export function toPart(
  records: readonly JsonRecord[],
  section: string,
  readItem: (item: unknown) => ReadItem,
): FeedPart {
  const { items: errata, rejects } = toItemsOfParts(records, section, (value) => {
    const { errata: items, faults } = readItem(value)
    return { items, faults }
  })
  return { errata, rejects }
}
