import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ModuleKey } from '../model/module.ts'
import {
  type Condition,
  contains,
  type Fragment,
  holds,
  type ListRequest,
  limit,
  oneOf,
  orderBy,
  type Page,
  textIn,
  toPage,
  where,
  withId,
} from './list.ts'
import type { Queryable } from './open.ts'
import type { NamedRow } from './repo-details.ts'
import { currentModuleSets, repoModuleSet } from './repo-sets.ts'

export interface ModuleFilter {
  q?: string
  name?: string
  stream?: string
  arch?: string
  /** Active on some host. */
  installed?: boolean
  /** Described by some enabled repository. */
  available?: boolean
  repository?: string
  host?: string
}

export interface ModuleRow extends ModuleKey {
  summary: string
  /** Its stream is what hosts get that chose none. */
  is_default: number
  repositories: number
  packages: number
  hosts: number
}

const COLUMNS = ['name', 'stream', 'version', 'context', 'arch'] as const
const KEY = sql.raw(COLUMNS.join(', '))

/** Builds that repositories describe, and builds that hosts have active, as one list `k`. */
const KNOWN: Fragment = sql`(
  select ${KEY}, max(summary) as summary, max(repositories) as repositories, max(packages) as packages,
    max(hosts) as hosts
  from (
    select s.name, s.stream, s.version, s.context, s.arch, max(s.summary) as summary,
      count(distinct c.repo_id) as repositories,
      max((select count(*) from set_module_package p where p.set_module_id = s.id)) as packages, 0 as hosts
    from ${currentModuleSets} c join set_module s on s.set_id = c.set_id
    group by s.name, s.stream, s.version, s.context, s.arch
    union all
    select m.name, m.stream, m.version, m.context, m.arch, '', 0, 0, count(distinct x.host_id)
    from module m join host_module x on x.module_id = m.id
    group by m.name, m.stream, m.version, m.context, m.arch
  ) a group by ${KEY}) k`

const IS_DEFAULT = sql<SqlBool>`exists (select 1 from ${currentModuleSets} c
  join set_module_default d on d.set_id = c.set_id where d.name = k.name and d.stream = k.stream)`

const SORTS = { name: 'k.name', version: 'k.version', packages: 'k.packages', hosts: 'k.hosts' }

/** Builds of module streams. Two queries. */
export async function listModules(db: Queryable, request: ListRequest & ModuleFilter): Promise<Page<ModuleRow>> {
  const conditions = where(moduleConditions(request))
  const total = await sql<{ n: number }>`select count(*) as n from ${KNOWN} ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, 'name', 'k.name, k.stream, k.version desc, k.context, k.arch')
  const items = await selectModules(db, sql`${conditions} ${order} ${limit(request)}`)
  return toPage(items, total.rows[0]?.n ?? 0, request)
}

export async function getModule(db: Queryable, key: ModuleKey): Promise<ModuleRow | undefined> {
  return (await selectModules(db, where([isModule('k', key)])))[0]
}

/** Enabled repositories that describe a build. */
export async function listReposOfModule(db: Queryable, key: ModuleKey): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`
    select r.id, r.name from repo r where r.id in (select c.repo_id from ${currentModuleSets} c
      join set_module s on s.set_id = c.set_id where ${isModule('s', key)})
    order by r.name, r.id`.execute(db.query)
  return rows
}

/** Condition: the row `alias` is this build. */
export function isModule(alias: 'k' | 's' | 'm', key: ModuleKey): RawBuilder<SqlBool> {
  const tests = COLUMNS.map((column) => sql`${sql.ref(`${alias}.${column}`)} = ${key[column]}`)
  return sql<SqlBool>`(${sql.join(tests, sql` and `)})`
}

function moduleConditions(filter: ModuleFilter): Condition[] {
  return [
    ...contains(filter.q, ['k.name', 'k.stream', 'k.summary']),
    ...(filter.name ? [sql`k.name = ${filter.name}` as Condition] : []),
    ...(filter.stream ? [sql`k.stream = ${filter.stream}` as Condition] : []),
    ...oneOf(filter.arch, textIn(sql`k.arch`)),
    ...holds(filter.installed, sql`k.hosts > 0`),
    ...holds(filter.available, sql`k.repositories > 0`),
    ...withId(filter.repository, isDescribedBy),
    ...(filter.host ? [isActiveOn(filter.host)] : []),
  ]
}

const SAME = (other: 's' | 'm') => sql.raw(COLUMNS.map((column) => `${other}.${column} = k.${column}`).join(' and '))

function isDescribedBy(repoId: number): Condition {
  return sql`exists (select 1 from repo r join set_module s on s.set_id = ${repoModuleSet}
    where r.id = ${repoId} and r.enabled = 1 and ${SAME('s')})`
}

function isActiveOn(hostname: string): Condition {
  return sql`exists (select 1 from host h join host_module x on x.host_id = h.id join module m on m.id = x.module_id
    where h.hostname = ${hostname} and ${SAME('m')})`
}

async function selectModules(db: Queryable, rest: Fragment): Promise<ModuleRow[]> {
  const { rows } = await sql<ModuleRow>`
    select k.name, k.stream, k.version, k.context, k.arch, k.summary, k.repositories, k.packages, k.hosts,
      case when ${IS_DEFAULT} then 1 else 0 end as is_default
    from ${KNOWN} ${rest}`.execute(db.query)
  return rows
}
