import { sql } from 'kysely'
import type { Db } from './open.ts'
import { countRemoval, type Remembered } from './removals.ts'
import { rowSource } from './row-source.ts'

/** Rows a batch: a delete holds SQLite's write lock for some milliseconds only. */
const BATCH = 2000

/** What nothing uses, in the order in which it may go: what refers to a row goes before the row. */
const UNUSED = {
  package_update: 'not exists (select 1 from host_update u where u.update_id = t.id)',
  erratum: 'not exists (select 1 from set_erratum s where s.erratum_id = t.id)',
  package: `not exists (select 1 from host_package h where h.package_id = t.id)
    and not exists (select 1 from package_set_entry e where e.package_id = t.id)
    and not exists (select 1 from set_obsolete o where o.package_id = t.id)
    and not exists (select 1 from set_module_package n where n.package_id = t.id)
    and not exists (select 1 from set_erratum_package x where x.package_id = t.id)
    and not exists (select 1 from package_update i where i.installed_id = t.id)
    and not exists (select 1 from package_update c where c.candidate_id = t.id)`,
  package_name: `not exists (select 1 from package p where p.name_id = t.id)
    and not exists (select 1 from set_obsolete o where o.name_id = t.id)`,
  module: 'not exists (select 1 from host_module h where h.module_id = t.id)',
  repo: `not exists (select 1 from mirror m where m.repo_id = t.id)
    and not exists (select 1 from host_repo h where h.repo_id = t.id)
    and not exists (select 1 from os_release_repo o where o.repo_id = t.id)`,
  os_variant: 'not exists (select 1 from host h where h.os_variant_id = t.id)',
  os_release: `not exists (select 1 from os_variant v where v.os_release_id = t.id)
    and not exists (select 1 from os_release_repo o where o.os_release_id = t.id)`,
} as const

export type UnusedTable = keyof typeof UNUSED

const REMEMBERED: Partial<Record<UnusedTable, Remembered>> = {
  package: 'package',
  package_name: 'package',
  package_update: 'package_update',
}

/** Deletes what nothing uses, in batches. Answers how many rows went, and how many came into use meanwhile. */
export async function deleteUnused(db: Db, table: UnusedTable): Promise<{ deleted: number; kept: number }> {
  const total = { deleted: 0, kept: 0 }
  for (let after = 0; ; ) {
    const ids = await listUnused(db, table, after)
    if (ids.length === 0) return total
    after = ids[ids.length - 1] ?? after
    const deleted = await deleteStillUnused(db, table, ids)
    total.deleted += deleted
    total.kept += ids.length - deleted
  }
}

async function listUnused(db: Db, table: UnusedTable, after: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select t.id from ${sql.table(table)} t where t.id > ${after} and ${sql.raw(UNUSED[table])}
    order by t.id limit ${BATCH}`.execute(db.query)
  return rows.map((row) => row.id)
}

/** A row that a report took into use since it was listed stays. */
async function deleteStillUnused(db: Db, table: UnusedTable, ids: number[]): Promise<number> {
  const source = rowSource(
    db,
    'k',
    { id: 'int' },
    ids.map((id) => [id]),
  )
  try {
    return await db.transaction(async (tx) => {
      const remembered = REMEMBERED[table]
      if (remembered) await countRemoval(tx, remembered)
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} as t where t.id in (select k.id from ${source}) and ${sql.raw(UNUSED[table])}
        `.execute(tx.query)
      return Number(numAffectedRows ?? 0)
    })
  } catch (error) {
    // PostgreSQL: taken into use while the statement ran. What is left is for tomorrow.
    if ((error as { code?: string }).code === '23503') return 0
    throw error
  }
}
