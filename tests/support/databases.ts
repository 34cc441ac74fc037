import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, inject } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import { type Db, openDatabase } from '../../src/db/open.ts'

/** Makes a fresh database of the dialect under test; all are dropped after the test. */
export interface TestDatabases {
  dialect: 'sqlite' | 'postgres'
  /** An empty database, migrated unless told otherwise. */
  open(options?: { migrated?: boolean }): Promise<Db>
  /** The URL of a fresh, empty database, for tests that open it in another process or more than once. */
  createUrl(): Promise<string>
}

/**
 * Runs the same tests on SQLite and on a real PostgreSQL.
 *
 * @example forEachDatabase('hosts', (databases) => { test('…', async () => { const db = await databases.open() … }) })
 */
export function forEachDatabase(name: string, define: (databases: TestDatabases) => void): void {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    const skipped = dialect === 'postgres' && inject('postgresUrl') === ''
    const title = `${name} on ${dialect}${skipped ? ' (skipped: no PostgreSQL binaries; ./test fetches them)' : ''}`
    describe.skipIf(skipped)(title, () => {
      const cleanups: (() => Promise<void>)[] = []
      afterEach(async () => {
        for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
      })
      const createUrl = () => (dialect === 'sqlite' ? createSqlite(cleanups) : createPostgres(cleanups))
      const open = async ({ migrated = true } = {}) => {
        const db = openDatabase(await createUrl())
        cleanups.push(() => db.close())
        if (migrated) await migrate(db)
        return db
      }
      define({ dialect, open, createUrl })
    })
  }
}

async function createSqlite(cleanups: (() => Promise<void>)[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'patchman-test-'))
  cleanups.push(async () => rmSync(folder, { recursive: true, force: true }))
  return `sqlite:${join(folder, 'patchman.db')}`
}

let created = 0

async function createPostgres(cleanups: (() => Promise<void>)[]): Promise<string> {
  const name = `test_${process.pid}_${++created}`
  await onServer(`create database ${name}`)
  cleanups.push(() => onServer(`drop database ${name} with (force)`))
  return inject('postgresUrl').replace(/\/postgres$/, `/${name}`)
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('postgresUrl'))
  await client.connect()
  await client.query(statement)
  await client.end()
}
