import { sql } from 'kysely'
import { type FacetRow, selectFacet } from './host-facets.ts'
import type { Queryable } from './open.ts'

/** Of installed packages: what nobody has would be most of the list. */
export async function listPackageFacets(db: Queryable): Promise<Record<'type' | 'arch', FacetRow[]>> {
  const installed = sql`package p where p.host_count > 0`
  return {
    type: await selectFacet(db, sql`p.type`, sql`''`, installed),
    arch: await selectFacet(db, sql`p.arch`, sql`''`, installed),
  }
}
