import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite from 'better-sqlite3'
import { type Dialect, SqliteAdapter, SqliteDialect, type SqliteDialectConfig, SqliteDriver } from 'kysely'

const BUSY_TIMEOUT_MS = 30_000

/**
 * Opens one file (or `:memory:`) in WAL mode. A commit is on disk before it returns (`synchronous=FULL`): a
 * report that was answered survives a power cut as well as a kill.
 */
export function openSqliteFile(path: string): SQLite.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const file = new SQLite(path, { timeout: BUSY_TIMEOUT_MS })
  file.pragma('journal_mode = WAL')
  file.pragma('synchronous = FULL')
  file.pragma('foreign_keys = ON')
  file.pragma('temp_store = MEMORY')
  file.pragma('cache_size = -65536')
  file.pragma('mmap_size = 268435456')
  return file
}

/** Kysely on that file: statements are prepared once, transactions take the write lock when they begin. */
export function sqliteDialect(file: SQLite.Database): Dialect {
  const prepared = new Map<string, SQLite.Statement>()
  const prepare = (text: string) => {
    let statement = prepared.get(text)
    if (!statement) {
      if (prepared.size > 500) prepared.clear()
      statement = file.prepare(text)
      prepared.set(text, statement)
    }
    return statement
  }
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own shape of a SQLite statement is structural
  const database: any = { prepare, close: () => file.close() }
  const dialect = new SqliteDialect({ database })
  return {
    createAdapter: () => new TransactionalDdl(),
    createDriver: () => new ImmediateDriver(file, { database }),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

/**
 * Takes the write lock when a transaction begins: one that reads first and writes later fails with BUSY when
 * another process wrote between. Waiting for the lock does not block the thread: pages are served meanwhile.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #file: SQLite.Database

  constructor(file: SQLite.Database, config: SqliteDialectConfig) {
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
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > deadline) throw error
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
