import { sql } from 'kysely'
import {
  type Condition,
  contains,
  type Fragment,
  type ListRequest,
  oneOf,
  orderBy,
  type Page,
  selectPage,
  textIn,
} from './list.ts'
import type { Queryable } from './open.ts'

export interface CweFilter {
  q?: string
  kind?: string
}

export interface CweRow {
  name: string
  title: string
  description: string
  kind: string
  status: string
  cves: number
}

const SORTS = { name: 'w.number', title: 'w.title', cves: 'cves' }

/** Those that CVEs name, and whose names are known: some are only one of these. Two queries. */
export async function listCwes(db: Queryable, request: ListRequest & CweFilter): Promise<Page<CweRow>> {
  const conditions: Condition[] = [
    ...contains(request.q, ['w.name', 'w.title', 'w.description']),
    ...oneOf(request.kind, textIn(sql`w.kind`)),
  ]
  const order = orderBy(request.sort, SORTS, '-cves', 'w.number')
  return selectPage(db, { columns: COLUMNS, from: COUNTED, conditions, order }, request)
}

export async function getCwe(db: Queryable, name: string): Promise<CweRow | undefined> {
  const { rows } = await sql<CweRow>`select ${COLUMNS} from ${COUNTED} where w.name = ${name.toUpperCase()}`.execute(
    db.query,
  )
  return rows[0]
}

const ALL: Fragment = sql`(
  select name, number, title, description, kind, status from cwe
  union all
  select distinct u.cwe as name, cast(substr(u.cwe, 5) as bigint) as number, '' as title, '' as description,
    '' as kind, '' as status
  from cve_cwe u where not exists (select 1 from cwe k where k.name = u.cwe)) w`

const COLUMNS: Fragment = sql`w.name, w.title, w.description, w.kind, w.status, coalesce(n.cves, 0) as cves`
const COUNTED: Fragment = sql`${ALL}
  left join (select cwe, count(distinct cve_id) as cves from cve_cwe group by cwe) n on n.cwe = w.name`
