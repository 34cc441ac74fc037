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
import { rowSource } from './row-source.ts'

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

/** Builds that repositories describe, and builds that hosts have active, each once: `k`. */
const KNOWN: Fragment = sql`(
  select s.name, s.stream, s.version, s.context, s.arch from ${currentModuleSets} c join set_module s on s.set_id = c.set_id
  union
  select m.name, m.stream, m.version, m.context, m.arch from module m
  where exists (select 1 from host_module x where x.module_id = m.id)) k`

const SAME = (other: 's' | 'm' | 't') =>
  sql.raw(COLUMNS.map((column) => `${other}.${column} = k.${column}`).join(' and '))

const ACTIVE = sql`module m join host_module x on x.module_id = m.id where ${SAME('m')}`

/** Of all builds: only where they are sorted by it. */
const COUNTS: Record<string, Fragment> = {
  hosts: sql`left join (select ${KEY}, count(distinct x.host_id) as n from module m
    join host_module x on x.module_id = m.id group by ${KEY}) t on ${SAME('t')}`,
  packages: sql`left join (select ${KEY},
      max((select count(*) from set_module_package p where p.set_module_id = s.id)) as n
    from ${currentModuleSets} c join set_module s on s.set_id = c.set_id group by ${KEY}) t on ${SAME('t')}`,
}

const SORTS = { name: 'k.name', version: 'k.version', packages: 'coalesce(t.n, 0)', hosts: 'coalesce(t.n, 0)' }

/** Builds of module streams. Three queries. */
export async function listModules(db: Queryable, request: ListRequest & ModuleFilter): Promise<Page<ModuleRow>> {
  const conditions = where(moduleConditions(request))
  const total = await sql<{ n: number }>`select count(*) as n from ${KNOWN} ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, 'name', 'k.name, k.stream, k.version desc, k.context, k.arch')
  const counts = COUNTS[(request.sort ?? '').replace(/^-/, '')] ?? sql``
  const { rows } = await sql<ModuleKey>`
    select k.name, k.stream, k.version, k.context, k.arch from ${KNOWN} ${counts} ${conditions} ${order}
    ${limit(request)}`.execute(db.query)
  return toPage(await describe(db, rows), total.rows[0]?.n ?? 0, request)
}

export async function getModule(db: Queryable, key: ModuleKey): Promise<ModuleRow | undefined> {
  const found = await sql`select 1 from ${KNOWN} where ${isModule('k', key)}`.execute(db.query)
  return found.rows.length === 0 ? undefined : (await describe(db, [key]))[0]
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
export function isModule(alias: 'k' | 's', key: ModuleKey): RawBuilder<SqlBool> {
  const tests = COLUMNS.map((column) => sql`${sql.ref(`${alias}.${column}`)} = ${key[column]}`)
  return sql<SqlBool>`(${sql.join(tests, sql` and `)})`
}

function moduleConditions(filter: ModuleFilter): Condition[] {
  return [
    ...search(filter.q),
    ...(filter.name ? [sql`k.name = ${filter.name}` as Condition] : []),
    ...(filter.stream ? [sql`k.stream = ${filter.stream}` as Condition] : []),
    ...oneOf(filter.arch, textIn(sql`k.arch`)),
    ...holds(filter.installed, sql`exists (select 1 from ${ACTIVE})`),
    ...holds(
      filter.available,
      sql`exists (select 1 from ${currentModuleSets} c join set_module s on s.set_id = c.set_id where ${SAME('s')})`,
    ),
    ...withId(filter.repository, isDescribedBy),
    ...(filter.host ? [isActiveOn(filter.host)] : []),
  ]
}

/** A word may be in its name, its stream or its summary. */
function search(q: string | undefined): Condition[] {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  return words.slice(0, 10).map((word) => {
    const [name, stream] = [contains(word, ['k.name']), contains(word, ['k.stream'])]
    const summary = sql`k.name || ':' || k.stream in (
      select s.name || ':' || s.stream from set_module s where ${sql.join(contains(word, ['s.summary']))})`
    return sql<SqlBool>`(${sql.join([...name, ...stream, summary], sql` or `)})`
  })
}

function isDescribedBy(repoId: number): Condition {
  return sql`exists (select 1 from repo r join set_module s on s.set_id = ${repoModuleSet}
    where r.id = ${repoId} and r.enabled = 1 and ${SAME('s')})`
}

function isActiveOn(hostname: string): Condition {
  return sql`exists (select 1 from host h join host_module x on x.host_id = h.id join module m on m.id = x.module_id
    where h.hostname = ${hostname} and ${SAME('m')})`
}

/** One query for the rows of a page; they keep their order. */
async function describe(db: Queryable, keys: readonly ModuleKey[]): Promise<ModuleRow[]> {
  if (keys.length === 0) return []
  const kinds = { place: 'int', name: 'text', stream: 'text', version: 'text', context: 'text', arch: 'text' } as const
  const source = rowSource(
    db,
    'k',
    kinds,
    keys.map((key, i) => [i, ...COLUMNS.map((column) => key[column])]),
  )
  const { rows } = await sql<ModuleRow & { place: number }>`
    with current as materialized (select c.repo_id, c.set_id from ${currentModuleSets} c),
    described as (select c.repo_id, s.* from current c join set_module s on s.set_id = c.set_id)
    select k.place, k.name, k.stream, k.version, k.context, k.arch,
      coalesce((select max(s.summary) from described s where ${SAME('s')}), '') as summary,
      (select count(distinct s.repo_id) from described s where ${SAME('s')}) as repositories,
      coalesce((select max((select count(*) from set_module_package p where p.set_module_id = s.id))
        from described s where ${SAME('s')}), 0) as packages,
      (select count(distinct x.host_id) from ${ACTIVE}) as hosts,
      case when exists (select 1 from current c join set_module_default d on d.set_id = c.set_id
        where d.name = k.name and d.stream = k.stream) then 1 else 0 end as is_default
    from ${source} order by k.place`.execute(db.query)
  return rows.map(({ place: _, ...row }) => row)
}
