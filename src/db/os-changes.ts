import { sql } from 'kysely'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

export interface OsReleaseChange {
  name?: string
  codename?: string
  cpe_name?: string
}

export async function updateOsRelease(db: Queryable, id: number, change: OsReleaseChange): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db.query.updateTable('os_release').set(change).where('id', '=', id).execute()
}

export async function hasOsReleaseNamed(db: Queryable, name: string, exceptId: number): Promise<boolean> {
  const row = await db.query
    .selectFrom('os_release')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

/** Answers ids that are no repository; then nothing is written. */
export async function replaceReleaseRepos(tx: Tx, releaseId: number, repoIds: readonly number[]): Promise<number[]> {
  const ids = [...new Set(repoIds)]
  const source = rowSource(
    tx,
    'k',
    { id: 'int' },
    ids.map((id) => [id]),
  )
  const unknown = await sql<{ id: number }>`
    select k.id from ${source} where k.id not in (select id from repo) order by 1`.execute(tx.query)
  if (unknown.rows.length > 0) return unknown.rows.map((row) => row.id)
  await tx.query.deleteFrom('os_release_repo').where('os_release_id', '=', releaseId).execute()
  const columns = { os_release_id: 'int', repo_id: 'int' } as const
  await tx.insertMany(
    'os_release_repo',
    columns,
    ids.map((id) => [releaseId, id]),
  )
  return []
}

/** Hosts of a release that look at its repositories, too. */
export async function listHostsOfRelease(db: Queryable, releaseId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select h.id from os_variant v join host h on h.os_variant_id = v.id
    where v.os_release_id = ${releaseId} and h.host_repos_only = 0 order by h.id`.execute(db.query)
  return rows.map((row) => row.id)
}

export async function updateVariantRelease(db: Queryable, variantId: number, releaseId: number): Promise<void> {
  await db.query.updateTable('os_variant').set({ os_release_id: releaseId }).where('id', '=', variantId).execute()
}

/** Hosts of a variant, for whom another release may mean other repositories. */
export async function listHostsOfVariant(db: Queryable, variantId: number): Promise<number[]> {
  const rows = await db.query
    .selectFrom('host')
    .select('id')
    .where('os_variant_id', '=', variantId)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Deletes a variant that no host runs, or all such. Answers how many. */
export async function deleteUnusedVariants(db: Queryable, id?: number): Promise<number> {
  const one = id === undefined ? sql`` : sql`and id = ${id}`
  const result = await sql`delete from os_variant
    where not exists (select 1 from host h where h.os_variant_id = os_variant.id) ${one}`.execute(db.query)
  return Number(result.numAffectedRows ?? 0)
}

/** Deletes a release that has no variant left but unused ones, which go with it. False: some host runs it. */
export async function deleteOsRelease(tx: Tx, id: number): Promise<boolean> {
  await sql`delete from os_variant where os_release_id = ${id}
    and not exists (select 1 from host h where h.os_variant_id = os_variant.id)`.execute(tx.query)
  const result = await sql`delete from os_release where id = ${id}
    and not exists (select 1 from os_variant v where v.os_release_id = ${id})`.execute(tx.query)
  return Number(result.numAffectedRows ?? 0) > 0
}
