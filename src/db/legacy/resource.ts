import { createHash } from 'node:crypto'
import type { Condition, Fragment } from '../list.ts'

/** How a member of a row is told. */
export type MemberKind =
  | 'value'
  | 'flag'
  /** Milliseconds; 0 is null. */
  | 'time'
  /** The row has the id of that resource. */
  | { link: string }
  /** The row has the name of something that has no table: its id is made of the name. */
  | { named: string }
  /** Made of the column's text. */
  | { made: (text: string) => string }

export interface Many {
  /** '' for plain values. */
  link: string
  /** Pairs (id, other) of the rows `k.id`: `from … ` with these two columns. */
  pairs: (ids: Fragment) => Fragment
}

/** A resource of the old API: rows, what of them is told, and what filters them. */
export interface LegacyResource {
  /** With its alias. */
  from: Fragment
  id: Fragment
  order: Fragment
  members: Record<string, [column: Fragment, kind: MemberKind]>
  many?: Record<string, Many>
  filters?: Record<string, (value: string) => Condition>
  /** The rows are names: ids are made of them, and `id` is the name's column. */
  isNamed?: true
}

/** The id of something that is only a name: the same on every server, below 2^48. */
export function toNameId(name: string): number {
  return Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 12), 16)
}
