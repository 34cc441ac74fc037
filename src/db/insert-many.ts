import type SQLite from 'better-sqlite3'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Tables } from './schema.ts'

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
  const inserts = new SqliteInserts(file)
  return async (table, columns, rows, onConflict = 'do nothing') => {
    let written = 0
    for (const { statement, bound } of inserts.batch(table, columns, rows, `on conflict ${onConflict}`)) {
      written += statement().run(...bound).changes
    }
    return written
  }
}

export function sqliteInsertReturning(file: SQLite.Database): InsertReturning {
  const inserts = new SqliteInserts(file)
  return async <Row>(
    table: string,
    columns: Record<string, ColumnKind>,
    rows: readonly (readonly unknown[])[],
    returning: string[],
  ) => {
    const written: Row[] = []
    const tail = `on conflict do nothing returning ${returning.join(', ')}`
    const places = toPlaces(Object.keys(columns), returning)
    for (const batch of inserts.batch(table, columns, rows, tail)) {
      const lastId = places && tryRun(batch)
      const first = lastId === undefined ? 0 : lastId - batch.rows.length + 1
      if (!places || lastId === undefined) written.push(...(batch.statement().all(...batch.bound) as Row[]))
      else for (const [i, row] of batch.rows.entries()) written.push(toRow(returning, places, row, first + i) as Row)
    }
    return written
  }
}

/** Where each returned column stands in a row that is inserted; -1 is its new id. undefined: one is in no row. */
function toPlaces(columns: string[], returning: string[]): number[] | undefined {
  const places = returning.map((name) => columns.indexOf(name))
  return returning.every((name, i) => name === 'id' || places[i] !== -1) ? places : undefined
}

function toRow(names: string[], places: number[], row: readonly unknown[], id: number): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (let i = 0; i < names.length; i++) made[names[i] as string] = places[i] === -1 ? id : row[places[i] as number]
  return made
}

/**
 * The last new id when all rows could be written; undefined when one of them is there already, and then none was.
 * There is one writer, and it gives ids out one after the other: the others' follow. RETURNING costs half as much
 * again as the insert.
 */
function tryRun({ plain, bound }: Batch): number | undefined {
  try {
    return Number(plain().run(...bound).lastInsertRowid)
  } catch (error) {
    if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(String((error as { code?: unknown }).code))) return undefined
    throw error
  }
}

/** Rows of one statement: half the cost of a statement a row. */
const ROWS_A_STATEMENT = 64

interface Batch {
  rows: readonly (readonly unknown[])[]
  /** By position, and by name what is the same in all rows. */
  bound: [unknown[]] | [unknown[], Record<string, unknown>]
  /** With what follows the values. */
  statement: () => SQLite.Statement
  /** Without: fails on a conflict. */
  plain: () => SQLite.Statement
}

class SqliteInserts {
  readonly #file: SQLite.Database
  readonly #prepared = new Map<string, SQLite.Statement>()

  constructor(file: SQLite.Database) {
    this.#file = file
  }

  /** As many rows as fit by 64, the rest one by one. What is the same in all rows is bound once. */
  *batch(
    table: string,
    columns: Record<string, ColumnKind>,
    rows: readonly (readonly unknown[])[],
    tail: string,
  ): Generator<Batch> {
    const names = Object.keys(columns)
    const head = `insert into ${table} (${names.join(', ')}) values`
    const [first = []] = rows
    const whole = rows.length - (rows.length % ROWS_A_STATEMENT)
    const same = names.map((_, i) => whole > 0 && rows.every((row) => row[i] === first[i]))
    const shared = Object.fromEntries(first.flatMap((value, i) => (same[i] ? [[`c${i}`, value]] : [])))
    for (let i = 0; i < rows.length; ) {
      const batch = rows.slice(i, i < whole ? i + ROWS_A_STATEMENT : i + 1)
      const text = `${head} ${toMarks(same, batch.length)}`
      const values = batch.flatMap((row) => row.filter((_, column) => !same[column]))
      yield {
        rows: batch,
        bound: whole > 0 && same.includes(true) ? [values, shared] : [values],
        statement: () => this.#prepare(`${text} ${tail}`),
        plain: () => this.#prepare(text),
      }
      i += batch.length
    }
  }

  #prepare(text: string): SQLite.Statement {
    let statement = this.#prepared.get(text)
    if (!statement) this.#prepared.set(text, (statement = this.#file.prepare(text)))
    return statement
  }
}

function toMarks(same: boolean[], rows: number): string {
  const row = `(${same.map((isSame, i) => (isSame ? `@c${i}` : '?')).join(', ')})`
  return Array(rows).fill(row).join(', ')
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
