import { sql } from 'kysely'
import { REPLACING } from '../model/package.ts'
import type { Queryable } from './open.ts'
import { idList, idSource } from './update-ids.ts'

/** A package of a set obsoletes packages of another name. */
export interface ObsoleteRow {
  /** What is obsoleted. */
  name_id: number
  set_id: number
  package_id: number
  /** The package's own name. */
  by_name_id: number
  relation: string
  version: string
}

const COLUMNS = sql`o.name_id, o.set_id, o.package_id, p.name_id as by_name_id, o.relation, o.version`

/** Of all names. */
export async function listObsoletes(db: Queryable, setIds: readonly number[]): Promise<ObsoleteRow[]> {
  if (setIds.length === 0) return []
  const { rows } = await sql<ObsoleteRow>`
    select ${COLUMNS} from set_obsolete o join package p on p.id = o.package_id
    where o.set_id in (${idList(setIds)}) and p.name_id <> o.name_id
    order by o.name_id, o.set_id, o.package_id`.execute(db.query)
  return rows
}

/** Of the names of which one of these hosts has a package. */
export async function listObsoletesOfHosts(
  db: Queryable,
  setIds: readonly number[],
  hostIds: readonly number[],
): Promise<ObsoleteRow[]> {
  if (setIds.length === 0) return []
  const { rows } = await sql<ObsoleteRow>`
    select ${COLUMNS}
    from (select distinct i.name_id from ${idSource(db, 'h', hostIds)} join host_package hp on hp.host_id = h.id
      join package i on i.id = hp.package_id where i.type in (${sql.join(REPLACING)})) as k
    join set_obsolete o on o.name_id = k.name_id join package p on p.id = o.package_id
    where +o.set_id in (${idList(setIds)}) and p.name_id <> o.name_id
    order by o.name_id, o.set_id, o.package_id`.execute(db.query)
  return rows
}
