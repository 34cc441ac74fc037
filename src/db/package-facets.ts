import { sql } from 'kysely'
import { countValues, type FacetRow, toFacet } from './facets.ts'
import type { Queryable } from './open.ts'

/**
 * Families and architectures with their numbers of versions. One query: names first, in the order of an index, so
 * that a hundred thousand versions need not be sorted.
 */
export async function listPackageFacets(db: Queryable): Promise<Record<'type' | 'arch', FacetRow[]>> {
  const names = sql`(select type, arch, count(*) as n from package group by name_id, type, arch) p`
  const counts = await countValues(db, { type: sql`p.type`, arch: sql`p.arch` }, names, [], sql`sum(p.n)`)
  return { type: toFacet(counts.type), arch: toFacet(counts.arch) }
}
