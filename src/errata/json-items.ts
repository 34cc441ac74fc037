import type { JsonRecord } from '../lib/json/record-splitter.ts'
import { type Reject, toReject } from '../model/reject.ts'
import { toShown } from './words.ts'

/** What is read of a record, or why it cannot be used (one sentence). */
export type Read<Item> = { item: Item } | { reason: string }

/** What is read of a record of which a part may be of no use (one sentence each). */
export interface ReadParts<Item> {
  items: Item[]
  faults: { text: string; reason: string }[]
}

export interface Items<Item> {
  items: Item[]
  rejects: Reject[]
}

/** Items of JSON records; what is no JSON or cannot be used is a reject. */
export function toItems<Item>(
  records: readonly JsonRecord[],
  section: string,
  read: (value: unknown) => Read<Item>,
): Items<Item> {
  return toItemsOfParts(records, section, (value, text) => {
    const one = read(value)
    return 'item' in one ? { items: [one.item], faults: [] } : { items: [], faults: [{ text, reason: one.reason }] }
  })
}

/** The same where a record can hold several items, or be good in part. `text`: its beginning. */
export function toItemsOfParts<Item>(
  records: readonly JsonRecord[],
  section: string,
  read: (value: unknown, text: string) => ReadParts<Item>,
): Items<Item> {
  const found: Items<Item> = { items: [], rejects: [] }
  for (const { position, value, flaw, text } of records) {
    const { items, faults } = flaw === '' ? read(value, text) : { items: [], faults: [{ text, reason: flaw }] }
    found.items.push(...items)
    for (const fault of faults) found.rejects.push(toReject(section, position, toShown(fault.text), fault.reason))
  }
  return found
}
