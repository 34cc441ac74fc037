import type SQLite from 'better-sqlite3'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Tables } from './schema.ts'

/** How a column's values travel. */
export type ColumnKind = 'int' | 'text' | 'bytes'

/**
 * Inserts rows by the thousand: one prepared statement on SQLite, one `unnest` of arrays on PostgreSQL.
 * Rows are arrays in the order of `columns`. `onConflict` is the text after `on conflict` (`do nothing` unless
 * told; a conflict target and `do update set …` are fine). Call it in a transaction, with at most some
 * thousand rows. Returns how many rows were written.
 */
export type InsertMany = (
  table: keyof Tables,
  columns: Record<string, ColumnKind>,
  rows: readonly (readonly unknown[])[],
  onConflict?: string,
) => Promise<number>

/**
 * As `InsertMany` with `on conflict do nothing`, and answers the `returning` columns of the rows that were
 * written (in no order that may be relied on): those that lost a conflict are not among them.
 */
export type InsertReturning = <Row>(
  table: keyof Tables,
  columns: Record<string, ColumnKind>,
  rows: readonly (readonly unknown[])[],
  returning: (keyof Row & string)[],
) => Promise<Row[]>

export function sqliteInsertMany(file: SQLite.Database): InsertMany {
  const prepared = new Map<string, SQLite.Statement>()
  return async (table, columns, rows, onConflict = 'do nothing') => {
    const names = Object.keys(columns)
    const text = `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) on conflict ${onConflict}`
    let statement = prepared.get(text)
    if (!statement) prepared.set(text, (statement = file.prepare(text)))
    let written = 0
    for (const row of rows) written += statement.run(row).changes
    return written
  }
}

export function sqliteInsertReturning(file: SQLite.Database): InsertReturning {
  const prepared = new Map<string, SQLite.Statement>()
  return async <Row>(
    table: string,
    columns: Record<string, ColumnKind>,
    rows: readonly (readonly unknown[])[],
    returning: string[],
  ) => {
    const names = Object.keys(columns)
    const text = `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')}) on conflict do nothing returning ${returning.join(', ')}`
    let statement = prepared.get(text)
    if (!statement) prepared.set(text, (statement = file.prepare(text)))
    const written: Row[] = []
    for (const row of rows) {
      const back = statement.get(row)
      if (back !== undefined) written.push(back as Row)
    }
    return written
  }
}

const ARRAY_TYPES: Record<ColumnKind, string> = { int: 'bigint[]', text: 'text[]', bytes: 'bytea[]' }

export function postgresInsertMany(query: Kysely<Tables>): InsertMany {
  return async (table, columns, rows, onConflict = 'do nothing') => {
    if (rows.length === 0) return 0
    const result = await query.executeQuery(unnestInsert(table, columns, rows, `on conflict ${onConflict}`))
    return Number(result.numAffectedRows ?? 0)
  }
}

export function postgresInsertReturning(query: Kysely<Tables>): InsertReturning {
  return async <Row>(
    table: string,
    columns: Record<string, ColumnKind>,
    rows: readonly (readonly unknown[])[],
    returning: string[],
  ) => {
    if (rows.length === 0) return []
    const tail = `on conflict do nothing returning ${returning.join(', ')}`
    return (await query.executeQuery(unnestInsert(table, columns, rows, tail) as CompiledQuery<Row>)).rows
  }
}

function unnestInsert(
  table: string,
  columns: Record<string, ColumnKind>,
  rows: readonly (readonly unknown[])[],
  tail: string,
): CompiledQuery {
  const names = Object.keys(columns)
  const arrays = names.map((_, i) => rows.map((row) => row[i]))
  const parameters = Object.values(columns).map((kind, i) => `$${i + 1}::${ARRAY_TYPES[kind]}`)
  const text = `insert into ${table} (${names.join(', ')}) select * from unnest(${parameters.join(', ')}) ${tail}`
  return CompiledQuery.raw(text, arrays)
}
