import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { type Ddl, ddl } from './ddl.ts'
import { initial } from './migrations/0001-initial.ts'
import type { Db } from './open.ts'

/** In order; a landed one never changes. */
const MIGRATIONS: Record<string, (words: Ddl) => string[]> = { '0001-initial': initial }

/**
 * Brings the schema up to date. All pending migrations are one transaction on both databases: a failing one
 * leaves the schema as it was. Safe when several processes start at once. Throws the migration's error.
 */
export async function migrate(db: Db, migrations = MIGRATIONS): Promise<void> {
  const { error } = await migrator(db, migrations).migrateToLatest()
  if (error) throw error
}

/** Names of migrations that this database lacks. */
export async function listPendingMigrations(db: Db): Promise<string[]> {
  const all = await migrator(db, MIGRATIONS).getMigrations()
  return all.filter((m) => m.executedAt === undefined).map((m) => m.name)
}

function migrator(db: Db, migrations: typeof MIGRATIONS): Migrator {
  const steps = Object.entries(migrations).map(([name, statements]) => [name, toMigration(statements(ddl[db.dialect]))])
  return new Migrator({
    db: db.query,
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(steps) as Record<string, Migration>) },
  })
}

function toMigration(statements: string[]): Migration {
  return {
    async up(tx: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(tx)
    },
  }
}
