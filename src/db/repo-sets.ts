import { type SqlBool, sql } from 'kysely'
import type { Condition, Fragment } from './list.ts'

/** The parts of a repository that a mirror has; each is a set of its own. */
export type SetColumn = 'package_set_id' | 'module_set_id' | 'errata_set_id'

/**
 * A part in force of a repository `r`: of its best enabled mirror, as `toSourceState` chooses it (one that answered,
 * else the one that answered last). All parts are of one mirror, as it was refreshed.
 */
function partInForce(column: SetColumn): Fragment {
  return sql`(select m.${sql.ref(column)} from mirror m
    where m.repo_id = r.id and m.enabled = 1 and m.package_set_id is not null
    order by case when m.state = 'ok' then 0 else 1 end, m.published_at desc, m.confirmed_at desc, m.id limit 1)`
}

export const repoSet: Fragment = partInForce('package_set_id')
export const repoModuleSet: Fragment = partInForce('module_set_id')
export const repoErrataSet: Fragment = partInForce('errata_set_id')

/** Enabled repositories with their set in force: (repo_id, set_id). */
export const currentSets: Fragment = sql`(select r.id as repo_id, ${repoSet} as set_id from repo r where r.enabled = 1)`

/** The same of the module streams (of the errata) of those that have some. */
export const currentModuleSets: Fragment = withSet(repoModuleSet)
export const currentErrataSets: Fragment = withSet(repoErrataSet)

function withSet(set: Fragment): Fragment {
  return sql`(select x.repo_id, x.set_id from (select r.id as repo_id, ${set} as set_id from repo r where r.enabled = 1) x
    where x.set_id is not null)`
}

/** Whether some enabled repository offers the package `p`: for queries that look at all packages. */
export function isInSomeRepo(wanted: boolean): Condition {
  const offered = sql`select e.package_id from package_set_entry e
    where e.set_id in (select set_id from ${currentSets} c)`
  // both lists are in the order of ids: the database walks them side by side
  return wanted ? sql`p.id in (${offered})` : sql`p.id in (select q.id from package q except ${offered})`
}

/**
 * The same for queries that look at some packages only: it costs more for each, and nothing before the first. The
 * plus keeps SQLite from seeking every set of every package.
 */
export function isOffered(wanted: boolean): Condition {
  const exists = sql<SqlBool>`exists (select 1 from package_set_entry e
    where e.package_id = p.id and +e.set_id in (select set_id from ${currentSets} c))`
  return wanted ? exists : sql`not ${exists}`
}

/** No package set has the package `p`, and no host. */
export const isOrphaned: Condition = sql`p.id in (select q.id from package q where q.host_count = 0
  and not exists (select 1 from package_set_entry e where e.package_id = q.id))`
