import { sql } from 'kysely'
import { uncountHosts } from './host-counts.ts'
import { escapeLike } from './list.ts'
import type { Db, Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

export interface SelectedHost {
  id: number
  hostname: string
}

/** Hosts of that name; `*` stands for any characters. Names are compared in lower case, as they are stored. */
export async function listHostsNamed(db: Queryable, name: string): Promise<SelectedHost[]> {
  const { rows } = await sql<SelectedHost>`
    select id, hostname from host where hostname like ${toPattern(name)} escape '\\' order by hostname`.execute(
    db.query,
  )
  return rows
}

/** Names of hosts whose reports wait to be processed; `*` as above. The host need not be known yet. */
export async function listWaitingHostnames(db: Queryable, name: string): Promise<string[]> {
  const { rows } = await sql<{ hostname: string }>`
    select distinct hostname from report where state = 'pending' and hostname like ${toPattern(name)} escape '\\'
    order by hostname`.execute(db.query)
  return rows.map((row) => row.hostname)
}

function toPattern(name: string): string {
  return escapeLike(name.toLowerCase()).replaceAll('*', '%')
}

/** Sets a switch of hosts. Answers how many there were. */
export async function writeHostSwitch(
  db: Queryable,
  hostIds: readonly number[],
  name: 'host_repos_only' | 'check_dns',
  isOn: boolean,
  now: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update host set ${sql.ref(name)} = ${isOn ? 1 : 0}, updated_at = ${now}
    where id in (select k.id from ${idSource(db, hostIds)})`.execute(db.query)
  return Number(numAffectedRows ?? 0)
}

/** Hosts a transaction: their packages and history go with them. */
const BATCH = 50

/** Deletes hosts and all that is known of them but their reports. */
export async function deleteHosts(
  db: Db,
  hostIds: readonly number[],
  onProgress?: (done: number, total: number) => void,
): Promise<number> {
  let deleted = 0
  for (let at = 0; at < hostIds.length; at += BATCH) {
    const batch = hostIds.slice(at, at + BATCH)
    deleted += await db.transaction(async (tx) => {
      await uncountHosts(tx, batch)
      const result = await sql`delete from host where id in (select k.id from ${idSource(tx, batch)})`.execute(tx.query)
      return Number(result.numAffectedRows ?? 0)
    })
    onProgress?.(Math.min(at + BATCH, hostIds.length), hostIds.length)
  }
  return deleted
}

function idSource(db: Queryable, ids: readonly number[]) {
  return rowSource(
    db,
    'k',
    { id: 'int' },
    ids.map((id) => [id]),
  )
}

/** Hosts of exactly these names. */
export async function listHostsByName(db: Queryable, names: readonly string[]): Promise<SelectedHost[]> {
  const source = rowSource(
    db,
    'k',
    { name: 'text' },
    names.map((name) => [name.toLowerCase()]),
  )
  const { rows } = await sql<SelectedHost>`
    select h.id, h.hostname from ${source} join host h on h.hostname = k.name order by h.id`.execute(db.query)
  return rows
}
