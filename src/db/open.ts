import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type InsertIds, type InsertMany, postgresInserts, sqliteInserts } from './insert-many.ts'
import { PackageMemory } from './package-memory.ts'
import type { Tables } from './schema.ts'
import { isSqliteBusy, openSqliteFile, sqliteDialect } from './sqlite.ts'

/** Where queries run: a database, or a transaction on it. */
export interface Queryable {
  dialect: 'sqlite' | 'postgres'
  query: Kysely<Tables>
  insertMany: InsertMany
  insertIds: InsertIds
  packageMemory: PackageMemory
}

/** A transaction. What was written in it is there as a whole, or not at all. */
export interface Tx extends Queryable {
  readonly inTransaction: true
}

export interface Db extends Queryable {
  /**
   * Runs `work` in a transaction and re-runs it when the database asks for that (serialisation failure,
   * deadlock, locked). It must therefore have no effect outside of `tx`.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens `sqlite:<path>` or `postgres://…`. Connections are made when first used. Throws on another scheme. */
export function openDatabase(url: string): Db {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length))
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url)
  throw new Error(`database: expected sqlite:<path> or postgres://…, not ${url.split(':')[0]}:`)
}

function openSqlite(path: string): Db {
  const file = openSqliteFile(path)
  const query = new Kysely<Tables>({ dialect: sqliteDialect(file) })
  const inserts = sqliteInserts(file)
  return toDb('sqlite', query, () => inserts)
}

// bigint columns hold ids, counts and milliseconds: all below 2^53
const INT8 = 20
const types = {
  getTypeParser: (oid: number, format: 'text') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
}

function openPostgres(url: string): Db {
  const pool = new pg.Pool({ connectionString: url, max: 10, types: types as pg.CustomTypesConfig })
  // an idle connection that the server closes (restart, fail-over) is replaced at the next query
  pool.on('error', () => {})
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return toDb('postgres', query, postgresInserts)
}

function toDb(
  dialect: Queryable['dialect'],
  query: Kysely<Tables>,
  inserts: (query: Kysely<Tables>) => Pick<Queryable, 'insertMany' | 'insertIds'>,
): Db {
  const shared = { dialect, packageMemory: new PackageMemory() }
  return {
    ...shared,
    query,
    ...inserts(query),
    transaction: (work) =>
      withRetry(() =>
        query.transaction().execute((tx) => work({ ...shared, query: tx, ...inserts(tx), inTransaction: true })),
      ),
    close: () => query.destroy(),
  }
}

// serialisation failure, deadlock, and a foreign key: what it refers to was removed since it was looked up
const RETRYABLE_IN_POSTGRES = ['40001', '40P01', '23503']

const isRetryable = (error: unknown) =>
  isSqliteBusy(error) || RETRYABLE_IN_POSTGRES.includes(String((error as { code?: unknown } | undefined)?.code))
const ATTEMPTS = 6

async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt))
    }
  }
}
