import { sql } from 'kysely'
import type { FacetRow } from './host-facets.ts'
import { selectFacet } from './host-facets.ts'
import { type Fragment, where } from './list.ts'
import type { Queryable } from './open.ts'
import { type RepoFilter, repoConditions } from './repo-filter.ts'
import { repoState, repoWithMirrors } from './repo-state.ts'

export interface NamedRow {
  id: number
  name: string
}

/** Values of the filters with how many repositories each would leave. One query a filter. */
export async function listRepoFacets(
  db: Queryable,
  filter: RepoFilter,
): Promise<Record<'state' | 'type' | 'arch', FacetRow[]>> {
  const facet = (own: keyof RepoFilter, value: Fragment) => {
    const { [own]: _own, ...others } = filter
    return selectFacet(db, value, sql`''`, sql`${repoWithMirrors} ${where(repoConditions(others))}`)
  }
  return {
    state: await facet('state', repoState),
    type: await facet('type', sql`r.type`),
    arch: await facet('arch', sql`r.arch`),
  }
}

export function listReleasesOfRepo(db: Queryable, repoId: number): Promise<NamedRow[]> {
  return db.query
    .selectFrom('os_release_repo as x')
    .innerJoin('os_release as o', 'o.id', 'x.os_release_id')
    .select(['o.id', 'o.name'])
    .where('x.repo_id', '=', repoId)
    .orderBy('o.name')
    .execute()
}
