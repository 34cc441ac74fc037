import { sql } from 'kysely'
import type { StoredUpdate, UpdateValues } from '../model/update.ts'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

/** A pair of packages: what is installed, and what would replace it. */
export type Pair = readonly [installedId: number, candidateId: number]

export interface PairRow {
  id: number
  installed_id: number
  candidate_id: number
}

/** The pairs that are known of these installed packages. */
export async function listPairs(db: Queryable, installedIds: readonly number[]): Promise<PairRow[]> {
  if (installedIds.length === 0) return []
  const source = rowSource(
    db,
    'k',
    { id: 'int' },
    installedIds.map((id) => [id]),
  )
  const { rows } = await sql<PairRow>`
    select u.id, u.installed_id, u.candidate_id from ${source} join package_update u on u.installed_id = k.id`.execute(
    db.query,
  )
  return rows
}

/** Makes sure that the pairs exist and answers those rows. In one order, so that two writers do not lock each other out. */
export async function ensurePairs(tx: Tx, pairs: readonly Pair[]): Promise<PairRow[]> {
  if (pairs.length === 0) return []
  const sorted = [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  await tx.insertMany('package_update', { installed_id: 'int', candidate_id: 'int' }, sorted)
  const source = rowSource(tx, 'k', { installed_id: 'int', candidate_id: 'int' }, sorted)
  const { rows } = await sql<PairRow>`
    select u.id, u.installed_id, u.candidate_id from ${source}
    join package_update u on u.installed_id = k.installed_id and u.candidate_id = k.candidate_id`.execute(tx.query)
  return rows
}

export async function listStoredUpdates(db: Queryable, hostIds: readonly number[]): Promise<StoredUpdate[]> {
  const source = rowSource(
    db,
    'k',
    { id: 'int' },
    hostIds.map((id) => [id]),
  )
  const { rows } = await sql<StoredUpdate>`
    select u.host_id, u.update_id, u.security, u.state, u.repo_id, u.reason
    from ${source} join host_update u on u.host_id = k.id`.execute(db.query)
  return rows
}

const UPDATE_COLUMNS = {
  host_id: 'int',
  update_id: 'int',
  security: 'int',
  state: 'text',
  repo_id: 'int',
  reason: 'text',
} as const

/** Adds updates, or overwrites those that are there. */
export async function writeUpdates(tx: Tx, rows: readonly UpdateValues[]): Promise<void> {
  await tx.insertMany(
    'host_update',
    UPDATE_COLUMNS,
    rows,
    `(host_id, update_id) do update set security = excluded.security, state = excluded.state,
      repo_id = excluded.repo_id, reason = excluded.reason`,
  )
}

export async function deleteUpdates(
  tx: Tx,
  gone: readonly Pick<StoredUpdate, 'host_id' | 'update_id'>[],
): Promise<void> {
  if (gone.length === 0) return
  const rows = gone.map((row) => [row.host_id, row.update_id])
  const source = rowSource(tx, 'k', { host_id: 'int', update_id: 'int' }, rows)
  await sql`delete from host_update where (host_id, update_id) in (select host_id, update_id from ${source})`.execute(
    tx.query,
  )
}

/** A host's numbers; counts are of pending updates. */
export interface HostCounts {
  hostId: number
  security: number
  bugfix: number
  hasUnknown: boolean
  /** What they were found from. */
  basis: string
}

export async function writeCounts(tx: Tx, counts: readonly HostCounts[], asOf: number): Promise<void> {
  const rows = counts.map((c) => [c.hostId, c.security, c.bugfix, c.hasUnknown ? 1 : 0, c.basis])
  const columns = { id: 'int', security: 'int', bugfix: 'int', has_unknown: 'int', basis: 'text' } as const
  const source = rowSource(tx, 'k', columns, rows)
  await sql`
    update host set security_count = k.security, bugfix_count = k.bugfix, has_unknown = k.has_unknown,
      updates_basis = k.basis, updates_as_of = ${asOf} from ${source} where host.id = k.id`.execute(tx.query)
}

/**
 * Says that the updates of hosts still are what was found, where no report changed the host meanwhile. Answers how many
 * updates these hosts have, pending or not.
 */
export async function confirmUpdates(
  db: Queryable,
  hosts: readonly Pick<HostCounts, 'hostId' | 'hasUnknown' | 'basis'>[],
  asOf: number,
): Promise<number> {
  const rows = hosts.map((host) => [host.hostId, host.hasUnknown ? 1 : 0, host.basis])
  const source = rowSource(db, 'k', { id: 'int', has_unknown: 'int', basis: 'text' }, rows)
  await sql`
    update host set has_unknown = k.has_unknown, updates_as_of = ${asOf} from ${source}
    where host.id = k.id and host.updates_as_of > 0 and host.updates_basis = k.basis`.execute(db.query)
  const counted = await sql<{ n: number }>`
    select count(*) as n from ${source} join host_update u on u.host_id = k.id`.execute(db.query)
  return counted.rows[0]?.n ?? 0
}

/** Writes the fleet's numbers of this UTC day: the last ones of a day stay. */
export async function writeFleetDay(db: Queryable, now: number): Promise<void> {
  const day = new Date(now).toISOString().slice(0, 10)
  await sql`
    insert into fleet_day (day, hosts, security_hosts, security_updates, bugfix_updates)
    select cast(${day} as text), count(*), coalesce(sum(case when security_count > 0 then 1 else 0 end), 0),
      coalesce(sum(security_count), 0), coalesce(sum(bugfix_count), 0) from host where true
    on conflict (day) do update set hosts = excluded.hosts, security_hosts = excluded.security_hosts,
      security_updates = excluded.security_updates, bugfix_updates = excluded.bugfix_updates`.execute(db.query)
}
