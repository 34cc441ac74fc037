import { sql } from 'kysely'
import { countValues, type FacetRow, toFacet } from './facets.ts'
import type { Queryable } from './open.ts'

/** Families and architectures with their numbers of versions: one query. */
export async function listPackageFacets(db: Queryable): Promise<Record<'type' | 'arch', FacetRow[]>> {
  const counts = await countValues(db, { type: sql`p.type`, arch: sql`p.arch` }, sql`package p`, [])
  return { type: toFacet(counts.type), arch: toFacet(counts.arch) }
}
