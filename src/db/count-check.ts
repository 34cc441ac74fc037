import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db, Queryable, Tx } from './open.ts'
import { rowSource } from './row-source.ts'

/** A stored number, and the rows that it counts: `id` and `n` of those rows whose `column` is asked for. */
interface Count {
  table: 'host' | 'package' | 'package_name' | 'package_update'
  column: string
  truth(asked: (column: string) => RawBuilder<SqlBool>): RawBuilder<unknown>
}

const COUNTS: readonly Count[] = [
  {
    table: 'host',
    column: 'package_count',
    truth: (asked) =>
      sql`select host_id as id, count(*) as n from host_package where ${asked('host_id')} group by host_id`,
  },
  { table: 'host', column: 'security_count', truth: (asked) => ofHost(asked, 1) },
  { table: 'host', column: 'bugfix_count', truth: (asked) => ofHost(asked, 0) },
  {
    table: 'package',
    column: 'host_count',
    truth: (asked) =>
      sql`select package_id as id, count(*) as n from host_package where ${asked('package_id')} group by package_id`,
  },
  {
    table: 'package_name',
    column: 'host_count',
    truth: (asked) => sql`
      select p.name_id as id, count(distinct h.host_id) as n from package p join host_package h on h.package_id = p.id
      where ${asked('p.name_id')} group by p.name_id`,
  },
  { table: 'package_update', column: 'host_count', truth: (asked) => ofUpdate(asked, sql`count(*)`) },
  { table: 'package_update', column: 'security_host_count', truth: (asked) => ofUpdate(asked, sql`sum(security)`) },
]

function ofHost(asked: (column: string) => RawBuilder<SqlBool>, security: 0 | 1): RawBuilder<unknown> {
  return sql`select host_id as id, count(*) as n from host_update
    where ${asked('host_id')} and state = 'pending' and security = ${security} group by host_id`
}

function ofUpdate(asked: (column: string) => RawBuilder<SqlBool>, number: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select update_id as id, ${number} as n from host_update
    where ${asked('update_id')} and state = 'pending' group by update_id`
}

/** A slice of this time is looked at, then others have their turn: twenty million rows are read in all. */
const SLICE_MS = 100

/**
 * Compares every stored number with the rows that it counts and corrects those that differ. Only corrections
 * write, each slice's in a short transaction. Answers how many were wrong.
 */
export async function correctCounts(db: Db): Promise<number> {
  let corrected = 0
  for (const count of COUNTS) {
    const last = await getLastId(db, count)
    let step = 100
    for (let from = 0; from <= last; ) {
      const started = performance.now()
      const wrong = await listWrong(db, count, from, from + step)
      if (wrong.length > 0) corrected += await db.transaction((tx) => correct(tx, count, wrong))
      from += step
      step = nextStep(step, performance.now() - started)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return corrected
}

function nextStep(step: number, tookMs: number): number {
  const factor = Math.min(4, Math.max(0.1, SLICE_MS / Math.max(1, tookMs)))
  return Math.min(100_000, Math.max(1, Math.round(step * factor)))
}

async function getLastId(db: Queryable, { table }: Count): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from ${sql.table(table)}`.execute(db.query)
  return rows[0]?.id ?? 0
}

async function listWrong(db: Queryable, { table, column, truth }: Count, from: number, to: number): Promise<number[]> {
  const asked = (name: string) => sql<SqlBool>`${sql.ref(name)} >= ${from} and ${sql.ref(name)} < ${to}`
  const { rows } = await sql<{ id: number }>`
    select t.id from ${sql.table(table)} t left join (${truth(asked)}) k on k.id = t.id
    where ${asked('t.id')} and t.${sql.ref(column)} <> coalesce(k.n, 0) order by t.id`.execute(db.query)
  return rows.map((row) => row.id)
}

/**
 * Whoever writes the counted rows also writes the number in the same transaction: with the rows of the numbers
 * locked first, the counting statement sees all that is in them already, and what comes later is added to it.
 */
async function correct(tx: Tx, { table, column, truth }: Count, ids: readonly number[]): Promise<number> {
  const source = rowSource(
    tx,
    'w',
    { id: 'int' },
    ids.map((id) => [id]),
  )
  const asked = (name: string) => sql<SqlBool>`${sql.ref(name)} in (select w.id from ${source})`
  const [t, c] = [sql.table(table), sql.ref(column)]
  if (tx.dialect === 'postgres') {
    await sql`select id from ${t} where ${asked('id')} order by id for no key update`.execute(tx.query)
  }
  const { numAffectedRows } = await sql`
    update ${t} set ${c} = coalesce((select k.n from (${truth(asked)}) k where k.id = ${t}.id), 0)
    where ${asked('id')}`.execute(tx.query)
  return Number(numAffectedRows ?? 0)
}
