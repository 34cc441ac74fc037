import { type RawBuilder, sql } from 'kysely'
import { findIdRuns } from './id-runs.ts'
import type { Queryable, Tx } from './open.ts'
import { findNames } from './package-names.ts'
import { rowSource } from './row-source.ts'

/**
 * How many hosts have a package, or an update, stands beside it: a list of packages sorted by hosts would
 * otherwise count twenty million rows. Whoever writes `host_package` or `host_update` calls these in the same
 * transaction, last (the counted rows are shared between hosts). `recountHosts` is the check.
 */

/** What a host has now and had not, and the reverse. */
export interface InstalledChanges {
  addedIds: number[]
  removedIds: number[]
  /** Ids of names of which it has some version now and had none: an upgrade, or a second kernel, is none of these. */
  gainedNameIds: number[]
  lostNames: string[]
}

/** After a host's packages were written. */
export async function countInstalled(tx: Tx, changes: InstalledChanges): Promise<void> {
  const { addedIds, removedIds, gainedNameIds, lostNames } = changes
  await add(tx, 'package', ['host_count'], [...toDeltas(addedIds, 1), ...toDeltas(removedIds, -1)])
  const lost = await findNames(tx, lostNames)
  await add(tx, 'package_name', ['host_count'], [...toDeltas(gainedNameIds, 1), ...toDeltas(lost.values(), -1)])
}

const toDeltas = (ids: Iterable<number>, delta: number) => Array.from(ids, (id): Delta => [id, delta])

/** How the number of hosts changes on which an update is pending, or is a pending security update. */
export interface UpdateDelta {
  updateId: number
  hosts: number
  securityHosts: number
}

/** After rows of `host_update` were written: one delta an update, however many hosts changed. */
export async function countUpdates(tx: Tx, deltas: readonly UpdateDelta[]): Promise<void> {
  await add(
    tx,
    'package_update',
    ['host_count', 'security_host_count'],
    deltas.map((d) => [d.updateId, d.hosts, d.securityHosts]),
  )
}

/** Before hosts are deleted: their packages and updates no longer count. */
export async function uncountHosts(tx: Tx, hostIds: number[]): Promise<void> {
  const hosts = rowSource(
    tx,
    'k',
    { id: 'int' },
    hostIds.map((id) => [id]),
  )
  const packages = await selectDeltas(
    tx,
    sql`
    select hp.package_id as id, -count(*) as delta from ${hosts} join host_package hp on hp.host_id = k.id group by 1`,
  )
  const names = await selectDeltas(
    tx,
    sql`
    select p.name_id as id, -count(distinct hp.host_id) as delta from ${hosts}
    join host_package hp on hp.host_id = k.id join package p on p.id = hp.package_id group by 1`,
  )
  const updates = await sql<UpdateDelta>`
    select hu.update_id as "updateId", -count(*) as hosts, -sum(hu.security) as "securityHosts" from ${hosts}
    join host_update hu on hu.host_id = k.id where hu.state = 'pending' group by 1`.execute(tx.query)
  await add(tx, 'package', ['host_count'], packages)
  await add(tx, 'package_name', ['host_count'], names)
  await countUpdates(
    tx,
    updates.rows.map((row) => ({ ...row, securityHosts: Number(row.securityHosts) })),
  )
}

/** Counts everything afresh; answers how many numbers were wrong. For database maintenance. */
export async function recountHosts(tx: Tx): Promise<number> {
  const packages = sql`select package_id as id, count(*) as n from host_package group by 1`
  const names = sql`select p.name_id as id, count(distinct hp.host_id) as n from host_package hp
    join package p on p.id = hp.package_id group by 1`
  const pending = (count: string) =>
    sql`select update_id as id, ${sql.raw(count)} as n from host_update where state = 'pending' group by 1`
  return (
    (await correct(tx, 'package', 'host_count', packages)) +
    (await correct(tx, 'package_name', 'host_count', names)) +
    (await correct(tx, 'package_update', 'host_count', pending('count(*)'))) +
    (await correct(tx, 'package_update', 'security_host_count', pending('sum(security)')))
  )
}

/** An id, and what is added to each of the columns. */
type Delta = readonly [id: number, ...deltas: number[]]
type Table = 'package' | 'package_name' | 'package_update'
type Column = 'host_count' | 'security_host_count'

async function selectDeltas(db: Queryable, query: RawBuilder<unknown>): Promise<Delta[]> {
  const { rows } = await (query as RawBuilder<{ id: number; delta: number }>).execute(db.query)
  return rows.map((row) => [row.id, Number(row.delta)])
}

/** Rows are locked in the order of their ids: two hosts that report at once cannot wait for each other. */
async function add(tx: Tx, table: Table, columns: readonly Column[], deltas: readonly Delta[]): Promise<void> {
  const changes = deltas.filter(([, ...added]) => added.some((n) => n !== 0))
  if (changes.length === 0) return
  const t = sql.raw(table)
  if (tx.dialect === 'postgres') await lockRows(tx, t, changes)
  for (const alike of Map.groupBy(changes, ([, ...added]) => added.join()).values()) {
    const [, ...added] = alike[0] as Delta
    const sums = columns.map((column, i) => sql`${sql.raw(column)} = ${sql.raw(column)} + ${added[i]}`)
    const { runs, rest } = findIdRuns(alike.map(([id]) => id))
    const change = (which: RawBuilder<unknown>) =>
      sql`update ${t} set ${sql.join(sums)} where ${which}`.execute(tx.query)
    for (const { first, last } of runs) await change(sql`id between ${first} and ${last}`)
    const rows = rowSource(
      tx,
      'k',
      { id: 'int' },
      rest.map((id) => [id]),
    )
    if (rest.length > 0) await change(sql`id in (select k.id from ${rows})`)
  }
}

async function lockRows(tx: Tx, table: RawBuilder<unknown>, changes: readonly Delta[]): Promise<void> {
  const rows = changes.map(([id]) => [id])
  await sql`select t.id from ${table} t where t.id in (select k.id from ${rowSource(tx, 'k', { id: 'int' }, rows)})
    order by t.id for no key update`.execute(tx.query)
}

async function correct(tx: Tx, table: Table, column: Column, counts: RawBuilder<unknown>): Promise<number> {
  const [t, c] = [sql.raw(table), sql.raw(column)]
  const { rows } = await sql`
    with truth as (select x.id, coalesce(k.n, 0) as n from ${t} x left join (${counts}) k on k.id = x.id
      where x.${c} <> coalesce(k.n, 0))
    update ${t} set ${c} = truth.n from truth where truth.id = ${t}.id returning ${t}.id`.execute(tx.query)
  return rows.length
}
