import { sql } from 'kysely'
import type { Queryable } from './open.ts'
import { idList, idSource } from './update-ids.ts'

/** A package that a module stream of a set ships. */
export interface ArtifactRow {
  set_id: number
  module: string
  stream: string
  /** JSON of `ModuleRequirement[]`. */
  requires: string
  package_id: number
  name_id: number
}

/** Of these names; source packages are left out. */
export async function listArtifacts(
  db: Queryable,
  setIds: readonly number[],
  nameIds: readonly number[],
): Promise<ArtifactRow[]> {
  if (setIds.length === 0 || nameIds.length === 0) return []
  const { rows } = await sql<ArtifactRow>`
    select m.set_id, m.name as module, m.stream, m.requires, p.id as package_id, p.name_id
    from ${idSource(db, 'k', nameIds)} join package p on p.name_id = k.id and p.type = 'rpm'
    join set_module_package a on a.package_id = p.id join set_module m on m.id = a.set_module_id
    where +m.set_id in (${idList(setIds)}) and p.arch not in ('src', 'nosrc')
    order by p.id, m.id`.execute(db.query)
  return rows
}

/** The streams that are active where a host chose none. */
export async function listModuleDefaults(
  db: Queryable,
  setIds: readonly number[],
): Promise<{ set_id: number; name: string; stream: string }[]> {
  if (setIds.length === 0) return []
  const { rows } = await sql<{ set_id: number; name: string; stream: string }>`
    select set_id, name, stream from set_module_default where set_id in (${idList(setIds)})
    order by set_id, name`.execute(db.query)
  return rows
}

/** Builds of streams of which some are made for streams of other modules; `requires`: JSON of `ModuleRequirement[]`. */
export async function listModuleNeeds(
  db: Queryable,
  setIds: readonly number[],
): Promise<{ set_id: number; name: string; stream: string; requires: string }[]> {
  if (setIds.length === 0) return []
  const { rows } = await sql<{ set_id: number; name: string; stream: string; requires: string }>`
    select distinct m.set_id, m.name, m.stream, m.requires from set_module m
    where m.set_id in (${idList(setIds)}) and exists (
      select 1 from set_module o where o.set_id = m.set_id and o.name = m.name and o.stream = m.stream
        and o.requires <> '[]')
    order by 1, 2, 3, 4`.execute(db.query)
  return rows
}
