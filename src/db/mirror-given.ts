import { type RawBuilder, sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { MirrorState } from '../model/update.ts'
import type { Db, Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'
import type { Flag } from './tables/flag.ts'

/** A mirror that a mirror list gave. */
export interface GivenMirror {
  id: number
  url: string
  state: MirrorState
  enabled: Flag
  refresh: Flag
  reason: string
}

const RETIRED = 'its mirror list names others in its place'

export function listGivenMirrors(db: Queryable, listId: number): Promise<GivenMirror[]> {
  return db.query
    .selectFrom('mirror')
    .select(['id', 'url', 'state', 'enabled', 'refresh', 'reason'])
    .where('from_mirror_id', '=', listId)
    .orderBy('id')
    .execute()
}

export interface GivingList {
  id: number
  repo_id: number
  type: PackageType
}

/**
 * Makes `urls` the mirrors that the list gives: those that are new come in, those that are not among them are not
 * refreshed any more, but stay until the repository has another one to go by.
 */
export async function replaceGivenMirrors(
  tx: Tx,
  list: GivingList,
  urls: readonly string[],
  now: number,
): Promise<void> {
  const columns = { repo_id: 'int', type: 'text', url: 'text', from_mirror_id: 'int' } as const
  const rows = [...urls].sort().map((url) => [list.repo_id, list.type, url, list.id])
  await tx.insertMany('mirror', columns, rows)
  const named = sql`(select k.url from ${toSource(tx, urls)})`
  await sql`
    update mirror set refresh = 0, reason = case when state = 'failing' then reason else ${RETIRED} end, state = 'failing',
      failing_since = case when failing_since = 0 then ${now} else failing_since end
    where from_mirror_id = ${list.id} and url not in ${named}`.execute(tx.query)
  await sql`
    update mirror set refresh = 1, state = 'new', reason = '', failing_since = 0, fail_count = 0
    where from_mirror_id = ${list.id} and refresh = 0 and state = 'failing' and url in ${named}`.execute(tx.query)
}

/** Mirrors of the repository that hosts named and that do not fail. */
export async function countNamedMirrors(tx: Tx, repoId: number): Promise<number> {
  const { n } = await tx.query
    .selectFrom('mirror')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('repo_id', '=', repoId)
    .where('from_mirror_id', 'is', null)
    .where('is_mirrorlist', '=', 0)
    .where('enabled', '=', 1)
    .where('refresh', '=', 1)
    .where('state', '<>', 'failing')
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** It is a list, and was read. */
export async function confirmList(tx: Tx, listId: number, now: number): Promise<void> {
  const read = { state: 'ok' as const, reason: '', failing_since: 0, fail_count: 0, last_access_ok: 1 as const }
  const noData = { package_set_id: null, module_set_id: null, errata_set_id: null, checksum: '', index_url: '' }
  await tx.query
    .updateTable('mirror')
    .set({ ...read, ...noData, is_mirrorlist: 1, etag: '', last_modified: '', checked_at: now, confirmed_at: now })
    .where('id', '=', listId)
    .execute()
}

/** Whether the list gave one that nobody has tried to read. */
export async function hasUntried(db: Queryable, listId: number): Promise<boolean> {
  const row = await db.query
    .selectFrom('mirror')
    .select('id')
    .where('from_mirror_id', '=', listId)
    .where('state', '=', 'new')
    .where('enabled', '=', 1)
    .where('refresh', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}

/** Those that were retired and are not needed: they hold nothing, or another mirror of the repository was read. */
export async function removeRetiredMirrors(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from mirror where from_mirror_id is not null and refresh = 0 and state = 'failing'
      and (package_set_id is null or exists (select 1 from mirror o where o.repo_id = mirror.repo_id
        and o.id <> mirror.id and o.enabled = 1 and o.state = 'ok' and o.package_set_id is not null))`.execute(db.query)
  return Number(numAffectedRows ?? 0)
}

/** When the newest index of the repository's other mirrors that work was made; 0 where none says. */
export async function getNewestIndex(db: Queryable, mirror: { id: number; repo_id: number }): Promise<number> {
  const { rows } = await sql<{ newest: number | null }>`
    select max(published_at) as newest from mirror
    where repo_id = ${mirror.repo_id} and id <> ${mirror.id} and enabled = 1 and state = 'ok'`.execute(db.query)
  return rows[0]?.newest ?? 0
}

function toSource(tx: Tx, urls: readonly string[]): RawBuilder<unknown> {
  const rows = urls.map((url) => [url])
  return rowSource(tx, 'k', { url: 'text' }, rows)
}
