import { type SqlBool, sql } from 'kysely'
import { hostState } from './host-state.ts'
import { type Condition, contains, escapeLike, holds, numberIn, oneOf, textIn, withId } from './list.ts'
import type { Queryable } from './open.ts'
import { idRows } from './row-source.ts'
import { hostsWaitingFor } from './waiting-errata.ts'

/** Which hosts; the members are the query's of the list. */
export interface HostFilter {
  q?: string
  state?: string
  tag?: string
  domain?: string
  os_release?: string
  os_variant?: string
  arch?: string
  reboot?: string
  package?: string
  package_id?: string
  module?: string
  erratum?: string
  /** What the filters `cve` and `cve_status` come to: made by `withCve`. */
  has_cve?: Condition
  repository?: string
  update?: string
  update_security?: boolean
  /** Name of a package that a pending update brings. */
  update_of?: string
  has_repositories?: boolean
  dns_differs?: boolean
}

/**
 * The conditions on a host `h`. List, count, facets and actions all use them: a number and its rows cannot
 * differ. They read nothing but `host` unless a filter needs more.
 */
export function hostConditions(filter: HostFilter, silentBefore: number): Condition[] {
  return [
    ...search(filter.q),
    ...oneOf(filter.state, textIn(hostState(silentBefore))),
    ...oneOf(filter.tag, (tags) => sql`h.id in (select host_id from host_tag where tag in (${sql.join(tags)}))`),
    ...oneOf(filter.domain, textIn(sql`h.domain`)),
    ...oneOf(filter.os_release, (ids) => ofRelease(ids)),
    ...oneOf(filter.os_variant, numberIn(sql`h.os_variant_id`)),
    ...oneOf(filter.arch, textIn(sql`h.arch`)),
    ...oneOf(filter.reboot, textIn(sql`h.reboot`)),
    ...(filter.package ? [hasPackage(filter.package)] : []),
    ...withId(filter.package_id, (id) => sql`h.id in (select host_id from host_package where package_id = ${id})`),
    ...(filter.module ? [hasModule(filter.module)] : []),
    ...(filter.erratum ? [sql`h.id in (${hostsWaitingFor(filter.erratum)})` as Condition] : []),
    ...(filter.has_cve ? [filter.has_cve] : []),
    ...withId(filter.repository, (id) => sql`h.id in (select host_id from host_repo where repo_id = ${id})`),
    ...withId(filter.update, (id) => hasUpdate(id, filter.update_security)),
    ...(filter.update_of ? [hasUpdateOf(filter.update_of)] : []),
    ...holds(filter.has_repositories, sql`exists (select 1 from host_repo x where x.host_id = h.id)`),
    ...holds(filter.dns_differs, DNS_DIFFERS),
  ]
}

/** The condition on a host `h` of being one of these. */
export function isOneOf(db: Queryable, ids: readonly number[]): Condition {
  return sql`h.id in (select k.id from ${idRows(db, ids)})`
}

/** The reverse name was looked up and is not the host's name. */
export const DNS_DIFFERS: Condition = sql`(h.check_dns = 1 and h.reverse_dns <> '' and h.reverse_dns <> h.hostname)`

/** A word may be in the name, the address, the kernel, a tag, or the system's name. */
function search(q: string | undefined): Condition[] {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  return words.slice(0, 10).map((word) => {
    const pattern = `%${escapeLike(word.toLowerCase())}%`
    const own = contains(word, ['h.hostname', 'h.ip', 'h.kernel'])
    return sql<SqlBool>`(${sql.join(own)} or h.os_variant_id in
      (select id from os_variant where lower(name) like ${pattern} escape '\\')
      or h.id in (select host_id from host_tag where lower(tag) like ${pattern} escape '\\'))`
  })
}

function ofRelease(ids: string[]): Condition {
  return sql`h.os_variant_id in (select id from os_variant where ${numberIn(sql`os_release_id`)(ids)})`
}

function hasPackage(name: string): Condition {
  return sql`h.id in (select hp.host_id from package_name n join package p on p.name_id = n.id
    join host_package hp on hp.package_id = p.id where n.name = ${name})`
}

/** `name`, `name:stream`, … `name:stream:version:context:arch`: as much of it as is told. */
function hasModule(text: string): Condition {
  const columns = ['m.name', 'm.stream', 'm.version', 'm.context', 'm.arch']
  const tests = text.split(':').map((value, i) => sql`${sql.ref(columns[i] ?? 'm.arch')} = ${value}`)
  return sql`h.id in (select x.host_id from module m join host_module x on x.module_id = m.id
    where ${sql.join(tests, sql` and `)})`
}

function hasUpdateOf(name: string): Condition {
  return sql`h.id in (select x.host_id from package_name n join package p on p.name_id = n.id
    join package_update u on u.candidate_id = p.id join host_update x on x.update_id = u.id
    where n.name = ${name} and x.state = 'pending')`
}

function hasUpdate(id: number, security: boolean | undefined): Condition {
  const flag = security === undefined ? sql`` : sql`and security = ${security ? 1 : 0}`
  return sql`h.id in (select host_id from host_update where update_id = ${id} and state = 'pending' ${flag})`
}
