import { type RawBuilder, sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { UpdateState } from '../model/update.ts'
import type { Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'
import type { Flag } from './tables/flag.ts'
import { idSource } from './update-ids.ts'

/** A feed of errata by which updates are still to be flagged; null: nothing is, or was, in force. */
export interface UnflaggedFeed {
  id: number
  source: string
  release: string
  set_id: number | null
  flagged_set_id: number | null
}

export async function listUnflaggedFeeds(db: Queryable): Promise<UnflaggedFeed[]> {
  const { rows } = await sql<UnflaggedFeed>`
    select id, source, release, set_id, flagged_set_id from feed
    where yields = 'errata' and coalesce(set_id, 0) <> coalesce(flagged_set_id, 0) order by id`.execute(db.query)
  return rows
}

/** A name of which two sets of errata say different things. */
export interface TouchedName {
  name_of: 'binary' | 'source'
  type: PackageType
  category: string
  name: string
}

export async function listTouchedNames(
  db: Queryable,
  before: number | null,
  after: number | null,
): Promise<TouchedName[]> {
  const fixes = (setId: number | null) => sql`
    select f.name_of, f.type, f.category, f.name, f.release, f.arches, f.module, f.pocket, f.state, f.fixed, f.ranges, f.erratum_id, s.security
    from erratum_fix f join set_erratum s on s.set_id = f.set_id and s.erratum_id = f.erratum_id
    where f.set_id = ${setId ?? 0}`
  const builds = (setId: number | null) => sql`
    select x.package_id, x.erratum_id, x.module, s.security
    from set_erratum_package x join set_erratum s on s.set_id = x.set_id and s.erratum_id = x.erratum_id
    where x.set_id = ${setId ?? 0}`
  const { rows } = await sql<TouchedName>`
    select d.name_of, d.type, d.category, d.name from (${differences(fixes(before), fixes(after))}) d
    union
    select 'binary', p.type, p.category, n.name from (${differences(builds(before), builds(after))}) b
    join package p on p.id = b.package_id join package_name n on n.id = p.name_id`.execute(db.query)
  return rows
}

const differences = (a: RawBuilder<unknown>, b: RawBuilder<unknown>) =>
  sql`select * from (${a} except ${b}) gone union all select * from (${b} except ${a}) come`

/** An update that some host has, with what errata know its candidate by. */
export interface NamedPair {
  id: number
  installed_id: number
  candidate_id: number
  type: PackageType
  category: string
  name: string
  source: string
  version: string
}

export async function listNamedPairs(db: Queryable): Promise<NamedPair[]> {
  const { rows } = await sql<NamedPair>`
    select x.id, x.installed_id, x.candidate_id, c.type, c.category, n.name, c.source, c.version
    from package_update x join package c on c.id = x.candidate_id join package_name n on n.id = c.name_id`.execute(
    db.query,
  )
  return rows
}

/** Hosts of the same sources that have an update for the same reason: one of them stands for all. */
export interface FlaggedUpdate {
  update_id: number
  basis: string
  security: Flag
  state: UpdateState
  repo_id: number
  reason: string
  host_id: number
  hosts: number
}

/** Of hosts of these releases; those that find updates themselves are left out. */
export async function listFlaggedUpdates(
  db: Queryable,
  updateIds: readonly number[],
  releaseIds: readonly number[],
): Promise<FlaggedUpdate[]> {
  const { rows } = await sql<FlaggedUpdate>`
    select u.update_id, h.updates_basis as basis, u.security, u.state, u.repo_id, u.reason,
      min(u.host_id) as host_id, count(*) as hosts
    from ${idSource(db, 'k', updateIds)} join host_update u on u.update_id = k.id join host h on h.id = u.host_id
    join os_variant v on v.id = h.os_variant_id
    where v.os_release_id in (select r.id from ${idSource(db, 'r', releaseIds)})
      and not exists (select 1 from host_reported_update o where o.host_id = h.id)
    group by u.update_id, h.updates_basis, u.security, u.state, u.repo_id, u.reason
    order by 7, 1`.execute(db.query)
  return rows
}

/** Hosts with one of these updates that find updates themselves. */
export async function listSelfFinders(
  db: Queryable,
  updateIds: readonly number[],
  releaseIds: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct h.id from (select distinct host_id from host_reported_update) o join host h on h.id = o.host_id
    join os_variant v on v.id = h.os_variant_id join host_update u on u.host_id = h.id
    where v.os_release_id in (select r.id from ${idSource(db, 'r', releaseIds)})
      and u.update_id in (select k.id from ${idSource(db, 'k', updateIds)}) order by h.id`.execute(db.query)
  return rows.map(({ id }) => id)
}

export interface NewFlag extends FlaggedUpdate {
  newSecurity: Flag
  newReason: string
}

/** A row of `host_update` with another flag or reason. */
interface Change {
  hostId: number
  updateId: number
  security: Flag
  reason: string
  /** By how many pending security updates the host has more. */
  delta: number
}

/**
 * Gives updates their new flags and reasons, on all hosts that one stands for, with the counts of hosts and updates. What
 * changed meanwhile is left as it is: whoever changed it knew the new errata. Answers how many hosts' counts changed.
 */
export async function replaceFlags(tx: Tx, flags: readonly NewFlag[]): Promise<number> {
  const changes = await listChanges(tx, flags)
  const ofHosts = sumBy(changes, ({ hostId }) => hostId)
  await addTo(
    tx,
    ofHosts,
    (deltas) => sql`
    update host set security_count = security_count + k.delta, bugfix_count = bugfix_count - k.delta
    from ${deltas} where host.id = k.id`,
  )
  for (let at = 0; at < changes.length; at += ROWS_AT_ONCE) {
    const rows = changes
      .slice(at, at + ROWS_AT_ONCE)
      .map(({ hostId, updateId, security, reason }) => [hostId, updateId, security, reason])
    const columns = { host_id: 'int', update_id: 'int', security: 'int', reason: 'text' } as const
    await sql`
      update host_update set security = k.security, reason = k.reason from ${rowSource(tx, 'k', columns, rows)}
      where host_update.host_id = k.host_id and host_update.update_id = k.update_id`.execute(tx.query)
  }
  await addTo(
    tx,
    sumBy(changes, ({ updateId }) => updateId),
    (deltas) => sql`
    update package_update set security_host_count = security_host_count + k.delta
    from ${deltas} where package_update.id = k.id`,
  )
  return ofHosts.length
}

const ROWS_AT_ONCE = 10_000

/** The rows of all hosts that one stands for, as they are now; nobody else changes them until the transaction ends. */
async function listChanges(tx: Tx, flags: readonly NewFlag[]): Promise<Change[]> {
  const flagOf = new Map(flags.map((flag) => [toKey(flag), flag]))
  const updateIds = [...new Set(flags.map(({ update_id }) => update_id))]
  const lock = tx.dialect === 'postgres' ? sql`for no key update of h` : sql``
  const { rows } = await sql<Omit<FlaggedUpdate, 'hosts'>>`
    select u.update_id, h.updates_basis as basis, u.security, u.state, u.repo_id, u.reason, u.host_id
    from ${idSource(tx, 'k', updateIds)} join host_update u on u.update_id = k.id join host h on h.id = u.host_id
    order by h.id, u.update_id ${lock}`.execute(tx.query)
  return rows.flatMap((row): Change[] => {
    const flag = flagOf.get(toKey(row))
    if (!flag) return []
    const { newSecurity: security, newReason: reason } = flag
    const delta = row.state === 'pending' ? security - row.security : 0
    return [{ hostId: row.host_id, updateId: row.update_id, security, reason, delta }]
  })
}

function toKey({
  update_id,
  basis,
  security,
  state,
  repo_id,
  reason,
}: Omit<FlaggedUpdate, 'hosts' | 'host_id'>): string {
  return `${update_id} ${basis} ${security} ${state} ${repo_id} ${reason}`
}

function sumBy(changes: readonly Change[], toId: (change: Change) => number): (readonly [number, number])[] {
  const sums = new Map<number, number>()
  for (const change of changes) sums.set(toId(change), (sums.get(toId(change)) ?? 0) + change.delta)
  return [...sums].filter(([, sum]) => sum !== 0).sort((one, other) => one[0] - other[0])
}

async function addTo(
  tx: Tx,
  deltas: readonly (readonly [number, number])[],
  toStatement: (source: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<void> {
  if (deltas.length === 0) return
  await toStatement(rowSource(tx, 'k', { id: 'int', delta: 'int' }, deltas)).execute(tx.query)
}

/** Updates are flagged by these sets from now on. A feed that changed meanwhile stays to be flagged. */
export async function recordFlagged(tx: Tx, feeds: readonly UnflaggedFeed[]): Promise<void> {
  for (const { id, set_id } of feeds) {
    await tx.query.updateTable('feed').set({ flagged_set_id: set_id }).where('id', '=', id).execute()
  }
}
