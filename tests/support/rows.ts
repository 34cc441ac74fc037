import type { Db } from '../../src/db/open.ts'
import type { Tables } from '../../src/db/schema.ts'

/** Every row of a table, for small tables in tests. */
export function insertedRows(db: Db, table: keyof Tables): Promise<unknown[]> {
  return db.query.selectFrom(table).selectAll().execute()
}
