import { sql } from 'kysely'
import type { Db, Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

/** Sets a flag of repositories; answers those of which it was another. */
export async function setRepoFlag(
  db: Queryable,
  ids: readonly number[],
  flag: 'enabled' | 'security' | 'muted',
  isOn: boolean,
): Promise<number[]> {
  const value = isOn ? 1 : 0
  const { rows } = await sql<{ id: number }>`
    update repo set ${sql.ref(flag)} = ${value} where id in (select k.id from ${idSource(db, ids)})
      and ${sql.ref(flag)} <> ${value} returning id`.execute(db.query)
  return rows.map((row) => row.id)
}

/** Hosts that use one of these repositories, themselves or by their OS release. */
export async function listHostsOfRepos(db: Queryable, repoIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select h.id from host h where h.id in (select x.host_id from ${idSource(db, repoIds)} join host_repo x on x.repo_id = k.id)
      or (h.host_repos_only = 0 and h.os_variant_id in (select v.id from ${idSource(db, repoIds)}
        join os_release_repo o on o.repo_id = k.id join os_variant v on v.os_release_id = o.os_release_id))
    order by h.id`.execute(db.query)
  return rows.map((row) => row.id)
}

/**
 * Deletes repositories with their mirrors. Hosts that name one forget the digest of their repositories: their
 * next report brings it back.
 */
export async function deleteRepos(db: Db, ids: readonly number[]): Promise<number> {
  return db.transaction(async (tx) => {
    await sql`update host set repos_digest = '' where id in
      (select x.host_id from ${idSource(tx, ids)} join host_repo x on x.repo_id = k.id)`.execute(tx.query)
    const result = await sql`delete from repo where id in (select k.id from ${idSource(tx, ids)})`.execute(tx.query)
    return Number(result.numAffectedRows ?? 0)
  })
}

export interface MirrorToChange {
  id: number
  repo_id: number
  type: string
  url: string
  checksum: string
}

export async function listMirrorsById(db: Queryable, ids: readonly number[]): Promise<MirrorToChange[]> {
  const { rows } = await sql<MirrorToChange>`
    select m.id, m.repo_id, m.type, m.url, m.checksum from ${idSource(db, ids)} join mirror m on m.id = k.id
    order by m.id`.execute(db.query)
  return rows
}

/** A mirror that is refreshed again begins without failures: the next one would switch it off. */
export async function setMirrorFlag(
  db: Queryable,
  ids: readonly number[],
  flag: 'enabled' | 'refresh',
  isOn: boolean,
): Promise<number> {
  const fresh = flag === 'refresh' && isOn ? sql`, fail_count = 0` : sql``
  const result = await sql`update mirror set ${sql.ref(flag)} = ${isOn ? 1 : 0} ${fresh}
    where id in (select k.id from ${idSource(db, ids)})`.execute(db.query)
  return Number(result.numAffectedRows ?? 0)
}

/** With those that a mirror list among them gave. */
export async function deleteMirrors(db: Queryable, ids: readonly number[]): Promise<number> {
  const given = sql`(select k.id from ${idSource(db, ids)})`
  const result = await sql`delete from mirror where id in ${given} or from_mirror_id in ${given}`.execute(db.query)
  return Number(result.numAffectedRows ?? 0)
}

/**
 * Another address: what was read from the old one stays in force until the new one was read. False where another
 * mirror of the repository has that address.
 */
export async function setMirrorUrl(tx: Tx, mirror: MirrorToChange, url: string, hostOnly: string): Promise<boolean> {
  const taken =
    await sql`select 1 from mirror where repo_id = ${mirror.repo_id} and url = ${url} and id <> ${mirror.id}`.execute(
      tx.query,
    )
  if (taken.rows.length > 0) return false
  await sql`update mirror set url = ${url}, state = ${hostOnly === '' ? 'new' : 'host-only'}, reason = ${hostOnly},
      refresh = ${hostOnly === '' ? 1 : 0}, failing_since = 0, fail_count = 0, checksum = '', index_url = '', etag = '',
      last_modified = '' where id = ${mirror.id}`.execute(tx.query)
  return true
}

/**
 * Moves mirrors to a repository, each with its mirror list and all that this gave; repositories that lose all theirs
 * are merged into it, with their hosts, releases and the keys by which hosts know them.
 */
export async function linkMirrors(tx: Tx, asked: readonly number[], repoId: number): Promise<void> {
  const mirrorIds = await listFamilies(tx, asked)
  const from = await sql<{ id: number }>`
    select distinct m.repo_id as id from ${idSource(tx, mirrorIds)} join mirror m on m.id = k.id
    where m.repo_id <> ${repoId}`.execute(tx.query)
  // what the repository has already goes: of mirrors that have one address the first is enough
  await sql`delete from mirror where id in (select m.id from ${idSource(tx, mirrorIds)} join mirror m on m.id = k.id
    join mirror o on o.url = m.url and o.id <> m.id and m.repo_id <> ${repoId}
      and (o.repo_id = ${repoId} or (o.id < m.id and o.id in (select k.id from ${idSource(tx, mirrorIds)}))))`.execute(
    tx.query,
  )
  await sql`update mirror set repo_id = ${repoId} where id in (select k.id from ${idSource(tx, mirrorIds)})`.execute(
    tx.query,
  )
  const emptied = await sql<{ id: number }>`
    select k.id from ${idSource(
      tx,
      from.rows.map((row) => row.id),
    )}
    where not exists (select 1 from mirror m where m.repo_id = k.id)`.execute(tx.query)
  for (const { id } of emptied.rows) await mergeRepo(tx, id, repoId)
}

async function listFamilies(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with top as (select coalesce(m.from_mirror_id, m.id) as id from ${idSource(tx, ids)} join mirror m on m.id = k.id)
    select m.id from mirror m where m.id in (select id from top) or m.from_mirror_id in (select id from top)
    order by m.id`.execute(tx.query)
  return rows.map((row) => row.id)
}

async function mergeRepo(tx: Tx, from: number, into: number): Promise<void> {
  await sql`insert into host_repo (host_id, repo_id, enabled, priority, hotfix, excludes, includes)
    select host_id, cast(${into} as bigint), enabled, priority, hotfix, excludes, includes from host_repo where repo_id = ${from}
    on conflict do nothing`.execute(tx.query)
  await sql`update repo_key set repo_id = ${into} where repo_id = ${from}`.execute(tx.query)
  await sql`insert into os_release_repo (os_release_id, repo_id)
    select os_release_id, cast(${into} as bigint) from os_release_repo where repo_id = ${from}
    on conflict do nothing`.execute(tx.query)
  await sql`update host_update set repo_id = ${into} where repo_id = ${from}`.execute(tx.query)
  await sql`delete from repo where id = ${from}`.execute(tx.query)
}

function idSource(db: Pick<Queryable, 'dialect'>, ids: readonly number[]) {
  return rowSource(
    db,
    'k',
    { id: 'int' },
    ids.map((id) => [id]),
  )
}
