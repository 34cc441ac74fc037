import { sql } from 'kysely'
import { countFilters, type FacetRow, toFacet } from './facets.ts'
import type { Fragment } from './list.ts'
import type { Queryable } from './open.ts'
import { type RepoFilter, repoConditions } from './repo-filter.ts'
import { repoErrataSet, repoModuleSet } from './repo-sets.ts'
import { repoState, repoWithMirrors } from './repo-state.ts'

export interface NamedRow {
  id: number
  name: string
}

/** Values of the filters with how many repositories each would leave, the other filters as they are. */
export async function listRepoFacets(
  db: Queryable,
  filter: RepoFilter,
): Promise<Record<'state' | 'type' | 'arch', FacetRow[]>> {
  const columns = { state: repoState, type: sql`r.type`, arch: sql`r.arch` }
  const counts = await countFilters(db, columns, filter, (rest) => {
    return { from: repoWithMirrors, conditions: repoConditions(rest) }
  })
  return { state: toFacet(counts.state), type: toFacet(counts.type), arch: toFacet(counts.arch) }
}

/** How many module streams and errata of a repository are in force. */
export async function countParts(db: Queryable, repoId: number): Promise<{ modules: number; errata: number }> {
  const count = (set: Fragment) => sql`coalesce((select s.package_count from package_set s where s.id = ${set}), 0)`
  const { rows } = await sql<{ modules: number; errata: number }>`
    select ${count(repoModuleSet)} as modules, ${count(repoErrataSet)} as errata from repo r
    where r.id = ${repoId}`.execute(db.query)
  return rows[0] ?? { modules: 0, errata: 0 }
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
