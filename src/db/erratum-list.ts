import { type SqlBool, sql } from 'kysely'
import { countFilters, type FacetRow, toFacet } from './facets.ts'
import {
  type Condition,
  contains,
  escapeLike,
  type Fragment,
  holds,
  type ListRequest,
  limit,
  numberIn,
  oneOf,
  orderBy,
  type Page,
  textIn,
  toPage,
  where,
  withId,
} from './list.ts'
import type { Queryable } from './open.ts'
import { repoErrataSet } from './repo-sets.ts'
import { rowSource } from './row-source.ts'
import { broughtErrata } from './waiting-errata.ts'

export interface ErratumFilter {
  q?: string
  type?: string
  severity?: string
  source?: string
  /** Names a version that is right. */
  has_fix?: boolean
  os_release?: string
  cve?: string
  /** Name of a package that it fixes. */
  package?: string
  /** Id of a package version that it fixes with. */
  package_id?: string
  repository?: string
  /** That waits for it. */
  host?: string
  has_cves?: boolean
  /** Address of a page of the web that it refers to. */
  reference?: string
}

export interface ErratumRow {
  id: number
  name: string
  source: string
  type: string
  severity: string
  title: string
  issued_at: number
  updated_at: number
  packages: number
  cves: number
  references: number
  releases: { id: number; name: string }[]
}

const SORTS = { name: 'e.name', type: 'e.type', issued_at: 'e.issued_at', updated_at: 'e.updated_at' }

/** Three queries. */
export async function listErrata(db: Queryable, request: ListRequest & ErratumFilter): Promise<Page<ErratumRow>> {
  const conditions = where(erratumConditions(request))
  const total = await sql<{ n: number }>`select count(*) as n from erratum e ${conditions}`.execute(db.query)
  const order = orderBy(request.sort, SORTS, '-issued_at', 'e.name')
  const ids = sql`select e.id from erratum e ${conditions} ${order} ${limit(request)}`
  return toPage(await selectErrata(db, sql`where e.id in (${ids}) ${order}`), total.rows[0]?.n ?? 0, request)
}

export async function getErratum(db: Queryable, name: string): Promise<ErratumRow | undefined> {
  return (await selectErrata(db, sql`where e.name = ${name}`))[0]
}

/** Values of the filters with how many errata each would leave, the other filters as they are. */
export async function listErratumFacets(
  db: Queryable,
  filter: ErratumFilter,
): Promise<Record<'type' | 'severity' | 'source', FacetRow[]>> {
  const columns = { type: sql`e.type`, severity: sql`e.severity`, source: sql`e.source` }
  const counts = await countFilters(db, columns, filter, (rest) => {
    return { from: sql`erratum e`, conditions: erratumConditions(rest) }
  })
  return { type: toFacet(counts.type), severity: toFacet(counts.severity), source: toFacet(counts.source) }
}

/** Conditions on `erratum e`. */
function erratumConditions(filter: ErratumFilter): Condition[] {
  return [
    ...search(filter.q),
    ...oneOf(filter.type, textIn(sql`e.type`)),
    ...oneOf(filter.severity, textIn(sql`e.severity`)),
    ...oneOf(filter.source, textIn(sql`e.source`)),
    ...holds(filter.has_fix, HAS_FIX),
    ...oneOf(
      filter.os_release,
      (ids) => sql`e.id in (select erratum_id from erratum_release where ${numberIn(sql`os_release_id`)(ids)})`,
    ),
    ...(filter.cve ? [hasCve(filter.cve)] : []),
    ...holds(filter.has_cves, sql`e.id in (select erratum_id from erratum_cve)`),
    ...(filter.package
      ? [
          sql<SqlBool>`(${fixes(sql`select p.id from package_name n join package p on p.name_id = n.id
            where n.name = ${filter.package}`)} or ${saysSomethingOf(filter.package)})`,
        ]
      : []),
    ...withId(filter.package_id, (id) => fixes(sql`${id}`)),
    ...withId(filter.repository, isListedBy),
    ...(filter.reference ? [refersTo(filter.reference)] : []),
    ...(filter.host ? [isWaitedForBy(filter.host)] : []),
  ]
}

const HAS_FIX: Condition = sql<SqlBool>`(e.id in (select erratum_id from set_erratum_package)
  or e.id in (select f.erratum_id from erratum_fix f join feed d on d.set_id = f.set_id
    where f.state = 'fixed' or f.ranges <> ''))`

/** A word may be in its name, its title, or the name of a CVE. */
function search(q: string | undefined): Condition[] {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  return words.slice(0, 10).map((word) => {
    const own = contains(word, ['e.name', 'e.title'])
    if (!/^cve-?\d*/i.test(word)) return sql<SqlBool>`(${sql.join(own)})`
    const pattern = `${escapeLike(word.toUpperCase())}%`
    return sql<SqlBool>`(${sql.join(own)} or e.id in
      (select erratum_id from erratum_cve where cve like ${pattern} escape '\\'))`
  })
}

function hasCve(cve: string): Condition {
  return sql`e.id in (select erratum_id from erratum_cve where cve = ${cve.toUpperCase()})`
}

function refersTo(url: string): Condition {
  return sql`e.id in (select erratum_id from erratum_reference where url = ${url})`
}

function fixes(packageIds: Fragment): Condition {
  return sql`e.id in (select erratum_id from set_erratum_package where package_id in (${packageIds}))`
}

/** Of a package or source package of that name. */
function saysSomethingOf(name: string): Condition {
  return sql`e.id in (select f.erratum_id from erratum_fix f join feed d on d.set_id = f.set_id where f.name = ${name})`
}

function isListedBy(repoId: number): Condition {
  return sql`e.id in (select x.erratum_id from repo r join set_erratum x on x.set_id = ${repoErrataSet}
    where r.id = ${repoId} and r.enabled = 1)`
}

function isWaitedForBy(hostname: string): Condition {
  const id = sql`(select id from host where hostname = ${hostname})`
  return sql`e.id in (select b.erratum_id from ${broughtErrata(id)} b where b.state = 'pending')`
}

type SelectedRow = Omit<ErratumRow, 'releases' | 'references'> & { refs: number }

async function selectErrata(db: Queryable, rest: Fragment): Promise<ErratumRow[]> {
  const { rows } = await sql<SelectedRow>`
    select e.id, e.name, e.source, e.type, e.severity, e.title, e.issued_at, e.updated_at,
      (select count(distinct p.package_id) from set_erratum x join set_erratum_package p on p.set_id = x.set_id
        and p.erratum_id = x.erratum_id where x.erratum_id = e.id)
        + (select count(*) from erratum_fix f join feed d on d.set_id = f.set_id where f.erratum_id = e.id) as packages,
      (select count(*) from erratum_cve c where c.erratum_id = e.id) as cves,
      (select count(*) from erratum_reference f where f.erratum_id = e.id) as refs
    from erratum e ${rest}`.execute(db.query)
  const releases = await listReleases(db, rows)
  return rows.map(({ refs, ...row }) => ({ ...row, references: refs, releases: releases.get(row.id) ?? [] }))
}

async function listReleases(db: Queryable, errata: { id: number }[]): Promise<Map<number, ErratumRow['releases']>> {
  const releases = new Map<number, ErratumRow['releases']>()
  if (errata.length === 0) return releases
  const ids = rowSource(
    db,
    'k',
    { id: 'int' },
    errata.map(({ id }) => [id]),
  )
  const { rows } = await sql<{ erratum_id: number; id: number; name: string }>`
    select k.id as erratum_id, o.id, o.name from ${ids} join erratum_release x on x.erratum_id = k.id
    join os_release o on o.id = x.os_release_id order by o.name`.execute(db.query)
  for (const { erratum_id, ...release } of rows) {
    releases.set(erratum_id, [...(releases.get(erratum_id) ?? []), release])
  }
  return releases
}
