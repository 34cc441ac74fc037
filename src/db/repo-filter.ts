import { sql } from 'kysely'
import { type Condition, contains, holds, numberIn, oneOf, textIn, withId } from './list.ts'
import { repoSet } from './repo-sets.ts'
import { repoState } from './repo-state.ts'

/** Which repositories; the members are the query's of the list. */
export interface RepoFilter {
  q?: string
  type?: string
  arch?: string
  enabled?: boolean
  security?: boolean
  muted?: boolean
  state?: string
  os_release?: string
  host?: string
  package_id?: string
  mirrors_refreshed?: boolean
  mirrors_enabled?: boolean
  has_mirrors?: boolean
  used_by_hosts?: boolean
  used?: boolean
}

const USED_BY_HOSTS: Condition = sql`r.id in (select repo_id from host_repo)`

/** Conditions on `repoWithMirrors`: list, count, facets, actions and issues all use them. */
export function repoConditions(filter: RepoFilter): Condition[] {
  return [
    ...contains(filter.q, ['r.name', 'r.repo_id', 'r.suite', 'r.codename', 'r.label', 'r.key']),
    ...oneOf(filter.type, textIn(sql`r.type`)),
    ...oneOf(filter.arch, textIn(sql`r.arch`)),
    ...holds(filter.enabled, sql`r.enabled = 1`),
    ...holds(filter.security, sql`(r.security = 1 or r.release_security = 1)`),
    ...holds(filter.muted, sql`r.muted = 1`),
    ...oneOf(filter.state, textIn(repoState)),
    ...oneOf(
      filter.os_release,
      (ids) => sql`r.id in (select repo_id from os_release_repo where ${numberIn(sql`os_release_id`)(ids)})`,
    ),
    ...(filter.host
      ? [
          sql`r.id in (select x.repo_id from host h join host_repo x on x.host_id = h.id
          where h.hostname = ${filter.host})` as Condition,
        ]
      : []),
    ...withId(
      filter.package_id,
      (id) => sql`(r.enabled = 1 and ${repoSet} in (select set_id from package_set_entry where package_id = ${id}))`,
    ),
    ...holds(filter.mirrors_refreshed, sql`coalesce(a.not_refreshed, 0) = 0`),
    ...holds(filter.mirrors_enabled, sql`coalesce(a.enabled, 0) = coalesce(a.mirrors, 0)`),
    ...holds(filter.has_mirrors, sql`coalesce(a.mirrors, 0) > 0`),
    ...holds(filter.used_by_hosts, USED_BY_HOSTS),
    ...holds(filter.used, sql`(${USED_BY_HOSTS} or r.id in (select repo_id from os_release_repo))`),
  ]
}
