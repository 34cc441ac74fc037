import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Dialect, SqliteAdapter, type SqliteDatabase, SqliteDialect, SqliteDriver } from 'kysely'

const BUSY_TIMEOUT_MS = 30_000

/** Result codes of SQLite, with the extended ones: https://www.sqlite.org/rescode.html */
const BUSY = 5
const CONSTRAINT_PRIMARYKEY = 1555
const CONSTRAINT_UNIQUE = 2067

/** Another connection holds the lock; with its extended codes (`_SNAPSHOT`, `_RECOVERY`). */
export const isSqliteBusy = (error: unknown) => (resultCode(error) & 0xff) === BUSY

/** A row of that key is there already. */
export const isSqliteDuplicate = (error: unknown) =>
  [CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE].includes(resultCode(error))

const resultCode = (error: unknown) => Number((error as { errcode?: unknown } | undefined)?.errcode)

/**
 * Opens one file (or `:memory:`) in WAL mode. A commit is on disk before it returns (`synchronous=FULL`): a
 * report that was answered survives a power cut as well as a kill.
 */
export function openSqliteFile(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  // rows as arrays: putting objects together here is faster
  const file = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, returnArrays: true })
  file.exec('pragma journal_mode = WAL')
  file.exec('pragma synchronous = FULL')
  file.exec('pragma foreign_keys = ON')
  // 16 MB of log: what is written again and again goes to its place once, and a report's commit seldom waits for that
  file.exec('pragma wal_autocheckpoint = 4000')
  file.exec('pragma temp_store = MEMORY')
  file.exec('pragma cache_size = -65536')
  file.exec('pragma mmap_size = 268435456')
  return file
}

/** Kysely on that file: statements are prepared once, transactions take the write lock when they begin. */
export function sqliteDialect(file: DatabaseSync): Dialect {
  const prepared = new Map<string, Statement>()
  const prepare = (text: string) => {
    let statement = prepared.get(text)
    if (!statement) {
      if (prepared.size > 500) prepared.clear()
      statement = new Statement(file.prepare(text))
      prepared.set(text, statement)
    }
    return statement
  }
  const database: SqliteDatabase = { prepare, close: () => file.close() }
  const dialect = new SqliteDialect({ database })
  return {
    createAdapter: () => new TransactionalDdl(),
    createDriver: () => new ImmediateDriver(file, { database }),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

type Row = Record<string, unknown>

/** A prepared statement in the shape that Kysely expects. */
class Statement {
  readonly reader: boolean
  readonly #statement: StatementSync
  readonly #columns: string[]

  constructor(statement: StatementSync) {
    this.#statement = statement
    this.#columns = statement.columns().map(({ name }) => name)
    this.reader = this.#columns.length > 0
  }

  all(parameters: readonly unknown[]): Row[] {
    const found = this.#statement.all(...(parameters as SQLInputValue[])) as unknown as unknown[][]
    const rows = found as unknown as Row[]
    // in place: of a large answer only one form is in memory
    for (let i = 0; i < rows.length; i++) rows[i] = this.#toRow(found[i] as unknown[])
    return rows
  }

  run(parameters: readonly unknown[]) {
    return this.#statement.run(...(parameters as SQLInputValue[]))
  }

  *iterate(parameters: readonly unknown[]): IterableIterator<Row> {
    const found = this.#statement.iterate(...(parameters as SQLInputValue[]))
    for (const values of found) yield this.#toRow(values as unknown as unknown[])
  }

  #toRow(values: readonly unknown[]): Row {
    const row: Row = {}
    for (let i = 0; i < values.length; i++) row[this.#columns[i] as string] = values[i]
    return row
  }
}

/**
 * Takes the write lock when a transaction begins: one that reads first and writes later fails with BUSY when
 * another process wrote between. Waiting for the lock does not block the thread: pages are served meanwhile.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #file: DatabaseSync

  constructor(file: DatabaseSync, config: { database: SqliteDatabase }) {
    super(config)
    this.#file = file
  }

  override async beginTransaction(): Promise<void> {
    const deadline = Date.now() + BUSY_TIMEOUT_MS
    for (;;) {
      if (this.#tryBegin(deadline)) return
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 10))
    }
  }

  #tryBegin(deadline: number): boolean {
    // by exec, which costs a tenth of what `pragma` does: this is done for every transaction
    this.#file.exec('pragma busy_timeout = 0')
    try {
      this.#file.exec('begin immediate')
      return true
    } catch (error) {
      if (!isSqliteBusy(error) || Date.now() > deadline) throw error
      return false
    } finally {
      this.#file.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`)
    }
  }
}

class TransactionalDdl extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
