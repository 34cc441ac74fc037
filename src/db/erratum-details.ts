import { sql } from 'kysely'
import type { FixState } from '../model/feed-erratum.ts'
import type { Queryable } from './open.ts'
import type { NamedRow } from './repo-details.ts'
import { currentErrataSets } from './repo-sets.ts'

/** A package version that fixes what an erratum is about. */
export interface FixedPackageRow {
  id: number
  name: string
  epoch: string
  version: string
  release: string
  arch: string
  module: string
  hosts: number
}

/** What an erratum of a feed says of a package. */
export interface ErratumFixRow {
  name_of: 'binary' | 'source'
  category: string
  name: string
  distribution: string
  release: string
  arches: string
  module: string
  pocket: string
  state: FixState
  fixed: string
  ranges: string
  note: string
}

export interface ErratumDetails {
  description: string
  cves: string[]
  references: { url: string; kind: string; title: string }[]
  packages: FixedPackageRow[]
  fixes: ErratumFixRow[]
  repositories: NamedRow[]
}

/** What only an erratum's own page shows. Six queries. */
export async function getErratumDetails(db: Queryable, id: number): Promise<ErratumDetails> {
  const { description } = await db.query
    .selectFrom('erratum')
    .select('description')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const cves = await db.query
    .selectFrom('erratum_cve')
    .select('cve')
    .where('erratum_id', '=', id)
    .orderBy('cve')
    .execute()
  const references = await db.query
    .selectFrom('erratum_reference')
    .select(['url', 'kind', 'title'])
    .where('erratum_id', '=', id)
    .orderBy('kind')
    .orderBy('url')
    .execute()
  const packages = await listFixedPackages(db, id)
  return {
    description,
    cves: cves.map((row) => row.cve),
    references,
    packages,
    fixes: await listFixes(db, id),
    repositories: await listReposOfErratum(db, id),
  }
}

async function listFixedPackages(db: Queryable, id: number): Promise<FixedPackageRow[]> {
  const { rows } = await sql<FixedPackageRow>`
    select distinct p.id, n.name, p.epoch, p.version, p.release, p.arch, x.module, p.host_count as hosts, p.sort_key
    from set_erratum l join set_erratum_package x on x.set_id = l.set_id and x.erratum_id = l.erratum_id
    join package p on p.id = x.package_id join package_name n on n.id = p.name_id
    where l.erratum_id = ${id} order by n.name, p.arch, p.sort_key, p.id, x.module limit 5000`.execute(db.query)
  return rows
}

async function listFixes(db: Queryable, id: number): Promise<ErratumFixRow[]> {
  const { rows } = await sql<ErratumFixRow>`
    select f.name_of, f.category, f.name, d.source as distribution, f.release, f.arches, f.module, f.pocket, f.state, f.fixed, f.ranges, f.note
    from erratum_fix f join feed d on d.set_id = f.set_id
    where f.erratum_id = ${id} order by d.source, f.release, f.name, f.ordinal limit 5000`.execute(db.query)
  return rows
}

async function listReposOfErratum(db: Queryable, id: number): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`
    select r.id, r.name from repo r where r.id in (select c.repo_id from ${currentErrataSets} c
      join set_erratum x on x.set_id = c.set_id where x.erratum_id = ${id})
    order by r.name, r.id`.execute(db.query)
  return rows
}
