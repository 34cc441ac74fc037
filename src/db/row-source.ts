import { type RawBuilder, sql } from 'kysely'
import type { Queryable } from './open.ts'

/**
 * Rows from memory as a table that a query can join: `json_each` on SQLite, `unnest` on PostgreSQL. One bound
 * parameter (or one a column), however many rows.
 *
 * @example sql`select p.id from ${rowSource(db, 'k', { name: 'text' }, [['bash']])} join package_name p on p.name = k.name`
 */
export function rowSource(
  { dialect }: Pick<Queryable, 'dialect'>,
  alias: string,
  columns: Record<string, 'int' | 'text'>,
  rows: readonly (readonly (string | number)[])[],
): RawBuilder<unknown> {
  const names = Object.keys(columns)
  if (dialect === 'sqlite') {
    // one column goes as a flat list: taking a row apart costs more than reading it
    const isList = names.length === 1
    const fields = names.map((name, i) => `${isList ? 'value' : `value ->> ${i}`} as ${name}`).join(', ')
    const json = JSON.stringify(isList ? rows.map((row) => row[0]) : rows)
    return sql`(select ${sql.raw(fields)} from json_each(${json})) as ${sql.raw(alias)}`
  }
  const arrays = Object.values(columns).map(
    (kind, i) => sql`${rows.map((row) => row[i])}::${sql.raw(kind === 'int' ? 'bigint[]' : 'text[]')}`,
  )
  return sql`unnest(${sql.join(arrays)}) as ${sql.raw(`${alias}(${names.join(', ')})`)}`
}

/** Ids as a table `k (id)`. */
export function idRows(db: Pick<Queryable, 'dialect'>, ids: readonly number[]): RawBuilder<unknown> {
  return rowSource(
    db,
    'k',
    { id: 'int' },
    ids.map((id) => [id]),
  )
}
