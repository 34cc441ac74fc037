import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { idList, idSource } from './update-ids.ts'

/** A package that a security erratum of a set says to fix something. */
export interface FixRow {
  set_id: number
  name_id: number
  advisory: string
  /** `name:stream`; '' outside of modules. */
  module: string
  arch: string
  epoch: string
  version: string
  release: string
  sort_key: Uint8Array
}

/** Of these names. */
export async function listSecurityFixes(
  db: Queryable,
  setIds: readonly number[],
  nameIds: readonly number[],
): Promise<FixRow[]> {
  if (setIds.length === 0 || nameIds.length === 0) return []
  const { rows } = await sql<FixRow>`
    select f.set_id, p.name_id, e.name as advisory, f.module, p.arch, p.epoch, p.version, p.release, p.sort_key
    from ${idSource(db, 'k', nameIds)} join package p on p.name_id = k.id and p.type = 'rpm'
    join set_erratum_package f on f.package_id = p.id
    join set_erratum s on s.set_id = f.set_id and s.erratum_id = f.erratum_id and s.security = 1
    join erratum e on e.id = f.erratum_id
    where +f.set_id in (${idList(setIds)}) order by p.id, e.id`.execute(db.query)
  return rows
}
