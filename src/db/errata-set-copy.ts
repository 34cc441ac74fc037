import { sql } from 'kysely'
import type { Reject } from '../model/reject.ts'
import type { Db, Queryable } from './open.ts'
import { touchSet } from './package-set-build.ts'
import { rowSource } from './row-source.ts'

/** What a set of errata holds, with the columns beside the set's, and that in whose order it is copied. */
const CONTENTS = [
  ['set_erratum', 'erratum_id, security, retracted', 'erratum_id'],
  ['set_erratum_package', 'package_id, erratum_id, module', 'erratum_id'],
  [
    'erratum_fix',
    `ordinal, erratum_id, name_of, type, category, name, release, arches, module, pocket, state, note, fixed, fixed_key, ranges`,
    'ordinal',
  ],
] as const

/** Rows of a transaction: SQLite's write lock is held for some 50 ms. */
const BATCH = 5000

/** Copies a set of errata into an empty one in the making, batch by batch. Throws when that is gone. */
export async function copySetErrata(db: Db, from: number, to: number, now: number): Promise<void> {
  for (const [table, columns, order] of CONTENTS) {
    for (let after: number | undefined = -1; after !== undefined; ) {
      const start: number = after
      after = await db.transaction(async (tx) => {
        await touchSet(tx, to, now)
        const [name, key, rest] = [sql.table(table), sql.ref(order), sql.raw(columns)]
        const { rows } = await sql<{ at: number | null }>`
          select max(k.at) as at from (select ${key} as at from ${name} where set_id = ${from} and ${key} > ${start}
            order by ${key} limit ${BATCH}) k`.execute(tx.query)
        const at = rows[0]?.at ?? undefined
        if (at === undefined) return undefined
        await sql`
          insert into ${name} (set_id, ${rest}) select ${to}, ${rest} from ${name}
          where set_id = ${from} and ${key} > ${start} and ${key} <= ${at}`.execute(tx.query)
        return Number(at)
      })
    }
  }
}

/** Takes errata out of a set in the making. Throws when that is gone. */
export async function removeSetErrata(db: Db, setId: number, names: readonly string[], now: number): Promise<void> {
  if (names.length === 0) return
  await db.transaction(async (tx) => {
    await touchSet(tx, setId, now)
    const source = rowSource(
      tx,
      'k',
      { name: 'text' },
      names.map((name) => [name]),
    )
    const { rows } = await sql<{ id: number }>`
      select e.id from ${source} join erratum e on e.name = k.name`.execute(tx.query)
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return
    for (const table of ['set_erratum_package', 'erratum_fix', 'set_erratum'] as const) {
      await tx.query.deleteFrom(table).where('set_id', '=', setId).where('erratum_id', 'in', ids).execute()
    }
  })
}

export interface SetSize {
  errata: number
  /** What they say of packages, and the builds that they name. */
  fixes: number
  /** The last number of a fix; 0 where there is none. */
  lastOrdinal: number
}

export async function countSetErrata(db: Queryable, setId: number): Promise<SetSize> {
  const { rows } = await sql<SetSize>`
    select (select count(*) from set_erratum where set_id = ${setId}) as errata,
      (select count(*) from erratum_fix where set_id = ${setId})
        + (select count(*) from set_erratum_package where set_id = ${setId}) as fixes,
      coalesce((select max(ordinal) from erratum_fix where set_id = ${setId}), 0) as "lastOrdinal"`.execute(db.query)
  const row = rows[0]
  return { errata: Number(row?.errata), fixes: Number(row?.fixes), lastOrdinal: Number(row?.lastOrdinal) }
}

/** What of a set's file could not be used. */
export async function listSetRejects(db: Queryable, setId: number): Promise<Reject[]> {
  return db.query
    .selectFrom('set_reject')
    .select(['section', 'position', 'text', 'reason'])
    .where('set_id', '=', setId)
    .orderBy('ordinal')
    .execute()
}
