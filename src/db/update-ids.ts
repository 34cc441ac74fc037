import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

/** Ids as a table that a query can join. */
export function idSource(db: Queryable, alias: string, ids: readonly number[]): RawBuilder<unknown> {
  return rowSource(
    db,
    alias,
    { id: 'int' },
    ids.map((id) => [id]),
  )
}

/**
 * Ids of our own rows, as literals. Tested as `+set_id in (…)`: the few sets of a package are read and compared,
 * instead of sought one by one.
 */
export function idList(ids: readonly number[]): RawBuilder<unknown> {
  return sql.raw(ids.map((id) => String(Math.trunc(id))).join(', '))
}
