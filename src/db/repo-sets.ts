import { sql } from 'kysely'
import type { Condition, Fragment } from './list.ts'

/**
 * The package set in force of a repository `r`: of its best enabled mirror, as `toSourceState` chooses it (one that
 * answered, else the one that answered last).
 */
export const repoSet: Fragment = sql`(select m.package_set_id from mirror m
  where m.repo_id = r.id and m.enabled = 1 and m.package_set_id is not null
  order by case when m.state = 'ok' then 0 else 1 end, m.confirmed_at desc, m.id limit 1)`

/** Enabled repositories with their set in force: (repo_id, set_id). */
export const currentSets: Fragment = sql`(select r.id as repo_id, ${repoSet} as set_id from repo r where r.enabled = 1)`

/** Some enabled repository offers the package `p`: for queries that look at many packages. */
export const isAvailable: Condition = sql`p.id in (select e.package_id from package_set_entry e
  where e.set_id in (select set_id from ${currentSets} c))`

/** The same for queries that look at few: the plus keeps the database from seeking every set of every package. */
export const isOffered: Condition = sql`exists (select 1 from package_set_entry e
  where e.package_id = p.id and +e.set_id in (select set_id from ${currentSets} c))`

/** No package set has the package `p`, and no host. */
export const isOrphaned: Condition = sql`p.id in (select q.id from package q where q.host_count = 0
  and not exists (select 1 from package_set_entry e where e.package_id = q.id))`
