import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Queryable } from './open.ts'

/** A report changed what the updates of host `h` depend on, or a repository of it changed, since they were found. */
const IS_OUTDATED: RawBuilder<SqlBool> = sql`(
  h.updates_as_of = 0
  or exists (
    select 1 from host_repo u join mirror m on m.repo_id = u.repo_id
    where u.host_id = h.id and m.changed_at > h.updates_as_of)
  or h.host_repos_only = 0 and exists (
    select 1 from os_variant v join os_release_repo o on o.os_release_id = v.os_release_id
    join mirror m on m.repo_id = o.repo_id
    where v.id = h.os_variant_id and m.changed_at > h.updates_as_of))`

/** Hosts whose updates are to be found again: also those of work that was interrupted. */
export async function listOutdatedHosts(db: Queryable): Promise<number[]> {
  return toIds(await sql<{ id: number }>`select h.id from host h where ${IS_OUTDATED} order by h.id`.execute(db.query))
}

/** Those of them that a report changed: an index has them. */
export async function listHostsWithoutUpdates(db: Queryable): Promise<number[]> {
  return toIds(await sql<{ id: number }>`select id from host where updates_as_of = 0 order by id`.execute(db.query))
}

export async function isHostOutdated(db: Queryable, hostId: number): Promise<boolean> {
  const { rows } = await sql`select h.id from host h where h.id = ${hostId} and ${IS_OUTDATED}`.execute(db.query)
  return rows.length > 0
}

function toIds({ rows }: { rows: { id: number }[] }): number[] {
  return rows.map((row) => row.id)
}
