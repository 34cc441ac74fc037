import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import { isSqliteDuplicate } from './sqlite.ts'

/** How a column's values travel. */
export type ColumnKind = 'int' | 'text' | 'bytes'

/**
 * Inserts rows by the thousand: prepared statements on SQLite, one `unnest` of arrays on PostgreSQL.
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
 * Inserts rows into a table with a generated `id` and answers their ids, in the order of `rows`; 0 for a row that
 * is there already (it is left as it is).
 */
export type InsertIds = (
  table: keyof Tables,
  columns: Record<string, ColumnKind>,
  rows: readonly (readonly unknown[])[],
) => Promise<number[]>

export function sqliteInserts(file: DatabaseSync): { insertMany: InsertMany; insertIds: InsertIds } {
  const statements = new Map<string, StatementSync>()
  const prepare: Prepare = (key, toText) => {
    let statement = statements.get(key)
    if (!statement) statements.set(key, (statement = file.prepare(toText())))
    return statement
  }
  return {
    insertMany: async (table, columns, rows, onConflict = 'do nothing') => {
      let written = 0
      for (const batch of toBatches(prepare, table, columns, rows)) {
        written += batch.run(` on conflict ${onConflict}`).written
      }
      return written
    },
    insertIds: async (table, columns, rows) => {
      const ids: number[] = []
      for (const batch of toBatches(prepare, table, columns, rows)) insertBatch(batch, ids)
      return ids
    },
  }
}

type Prepare = (key: string, toText: () => string) => StatementSync

/**
 * There is one writer, and it gives ids out one after the other: the last one tells the others. Only where a row of
 * the batch is there already, which fails the whole, does each go alone.
 */
function insertBatch(batch: Batch, ids: number[]): void {
  try {
    const last = batch.run('').lastId
    for (let i = batch.size - 1; i >= 0; i--) ids.push(last - i)
  } catch (error) {
    if (!isSqliteDuplicate(error)) throw error
    for (const row of batch.single()) {
      const { written, lastId } = row.run(' on conflict do nothing')
      ids.push(written === 1 ? lastId : 0)
    }
  }
}

/** Rows a statement, the most first: many at once cost half of one by one. */
const SIZES = [64, 8, 1]

interface Batch {
  size: number
  /** `tail` is what follows the values. */
  run(tail: string): { written: number; lastId: number }
  /** Each of its rows alone. */
  single(): Generator<Batch>
}

/** What is the same in all rows is bound once: binding a value costs as much as storing it. */
function* toBatches(
  prepare: Prepare,
  table: string,
  columns: Record<string, ColumnKind>,
  rows: readonly (readonly unknown[])[],
): Generator<Batch> {
  const names = Object.keys(columns)
  const first = rows[0] ?? []
  const same = names.map((_, i) => rows.length >= (SIZES[0] as number) && rows.every((row) => row[i] === first[i]))
  const shared: Record<string, SQLInputValue> = Object.fromEntries(
    first.flatMap((value, i) => (same[i] ? [[`c${i}`, value as SQLInputValue]] : [])),
  )
  const varying = [...names.keys()].filter((i) => !same[i])
  const shape = `${table} ${names.join()} ${varying.join()}`
  const toText = (size: number) => `insert into ${table} (${names.join(', ')}) values ${toMarks(same, size)}`

  const toBatch = (start: number, size: number): Batch => ({
    size,
    run: (tail) => {
      const statement = prepare(`${size} ${shape}${tail}`, () => toText(size) + tail)
      const values = toValues(rows, start, size, varying)
      const outcome = varying.length < names.length ? statement.run(shared, ...values) : statement.run(...values)
      return { written: Number(outcome.changes), lastId: Number(outcome.lastInsertRowid) }
    },
    *single() {
      for (let i = start; i < start + size; i++) yield toBatch(i, 1)
    },
  })
  for (let start = 0; start < rows.length; ) {
    const size = SIZES.find((n) => n <= rows.length - start) as number
    yield toBatch(start, size)
    start += size
  }
}

function toValues(
  rows: readonly (readonly unknown[])[],
  start: number,
  size: number,
  varying: number[],
): SQLInputValue[] {
  const values: SQLInputValue[] = []
  for (let i = start; i < start + size; i++) {
    const row = rows[i] as readonly unknown[]
    for (const column of varying) values.push(row[column] as SQLInputValue)
  }
  return values
}

function toMarks(same: boolean[], rows: number): string {
  const row = `(${same.map((isSame, i) => (isSame ? `@c${i}` : '?')).join(', ')})`
  return Array(rows).fill(row).join(', ')
}

const ARRAY_TYPES: Record<ColumnKind, string> = { int: 'bigint[]', text: 'text[]', bytes: 'bytea[]' }

export function postgresInserts(query: Kysely<Tables>): { insertMany: InsertMany; insertIds: InsertIds } {
  return {
    insertMany: async (table, columns, rows, onConflict = 'do nothing') => {
      if (rows.length === 0) return 0
      const result = await query.executeQuery(unnestInsert(table, columns, rows, `on conflict ${onConflict}`))
      return Number(result.numAffectedRows ?? 0)
    },
    insertIds: async (table, columns, rows) => {
      if (rows.length === 0) return []
      // taken before: what is returned after a conflict does not say which row it is of
      const taken = await query.executeQuery(
        CompiledQuery.raw(`select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2::int)`, [
          table,
          rows.length,
        ]) as CompiledQuery<{ id: number }>,
      )
      const withIds = rows.map((row, i) => [taken.rows[i]?.id, ...row])
      const insert = unnestInsert(table, { id: 'int', ...columns }, withIds, 'on conflict do nothing returning id')
      const written = await query.executeQuery(insert as CompiledQuery<{ id: number }>)
      const ids = new Set(written.rows.map((row) => row.id))
      return taken.rows.map(({ id }) => (ids.has(id) ? id : 0))
    },
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
