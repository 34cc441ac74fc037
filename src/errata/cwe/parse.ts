import { readJsonRecords } from '../../lib/json/read-records.ts'
import type { Cwe } from '../../model/cve.ts'
import type { Reject } from '../../model/reject.ts'
import { type Read, toItems } from '../json-items.ts'
import { toMembers, toText } from '../json-values.ts'
import { toLine } from '../words.ts'

/** The lists that MITRE's CWE API has, by the name of their member. */
export const CWE_LISTS = { weakness: 'Weaknesses', category: 'Categories', view: 'Views' } as const

export interface CwePart {
  cwes: Cwe[]
  rejects: Reject[]
}

/** Reads what `cwe/weakness/all` (or `category`, `view`) of the CWE API answers. Throws a FetchFailure for what is no such list. */
export async function* parseCwes(
  pieces: AsyncIterable<Buffer>,
  section: string,
  kind: keyof typeof CWE_LISTS,
): AsyncGenerator<CwePart, void> {
  for await (const { records } of readJsonRecords(pieces, CWE_LISTS[kind])) {
    const { items, rejects } = toItems(records, section, (value) => toCwe(value, kind))
    yield { cwes: items, rejects }
  }
}

function toCwe(value: unknown, kind: string): Read<Cwe> {
  const { ID, Name, Description, Summary, Objective, Status } = toMembers(value)
  const number = String(ID ?? '').replace(/^CWE-/i, '')
  const title = toLine(toText(Name))
  if (!/^\d{1,6}$/.test(number) || title === '') return { reason: 'It has no number or no name.' }
  const description = toLine(toText(Description) || toText(Summary) || toText(Objective))
  return { item: { name: `CWE-${Number(number)}`, title, description, kind, status: toText(Status).toLowerCase() } }
}
