import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from './open.ts'

/** Ids of a group's rows as one text: a row each would cost more than reading them. */
export function idList({ dialect }: Queryable, column: string): RawBuilder<string> {
  return sql.raw(dialect === 'sqlite' ? `group_concat(${column})` : `string_agg(${column}::text, ',')`)
}

/** Digits by hand: splitting takes four times as long. */
export function toIds(list: string): number[] {
  const ids: number[] = []
  let id = 0
  for (let i = 0; i < list.length; i++) {
    const code = list.charCodeAt(i)
    if (code === COMMA) {
      ids.push(id)
      id = 0
    } else id = id * 10 + code - ZERO
  }
  if (list !== '') ids.push(id)
  return ids
}

const COMMA = 44
const ZERO = 48
