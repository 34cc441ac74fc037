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

export interface ReferenceFilter {
  q?: string
  kind?: string
  erratum?: string
  cve?: string
}

/** A page of the web that errata or CVEs refer to. */
export interface ReferenceRow {
  url: string
  kind: string
  title: string
  errata: number
  cves: number
}

const SORTS = { url: 'r.url', kind: 'r.kind', errata: 'r.errata', cves: 'r.cves' }

/** By address. Two queries. */
export async function listReferences(
  db: Queryable,
  request: ListRequest & ReferenceFilter,
): Promise<Page<ReferenceRow>> {
  const conditions: Condition[] = [
    ...contains(request.q, ['r.url', 'r.title']),
    ...oneOf(request.kind, textIn(sql`r.kind`)),
  ]
  const order = orderBy(request.sort, SORTS, '-errata', 'r.url')
  return selectPage(db, { columns: sql`r.*`, from: sql`(${grouped(request)}) r`, conditions, order }, request)
}

/** The references of all CVEs would be a million: they are listed for one CVE only. */
function grouped({ erratum, cve }: ReferenceFilter): Fragment {
  const condition = erratum
    ? sql`where f.erratum_id in (select id from erratum where name = ${erratum})`
    : cve
      ? sql`where f.erratum_id in (select erratum_id from erratum_cve where cve = ${cve.toUpperCase()})`
      : sql``
  const ofCve = cve
    ? sql`union all select f.url, f.kind, '' as title, 0 as errata, 1 as cves from cve_reference f
        where f.cve_id in (select id from cve where name = ${cve.toUpperCase()})`
    : sql``
  return sql`select url, max(kind) as kind, max(title) as title, sum(errata) as errata, sum(cves) as cves from (
    select f.url, f.kind, f.title, 1 as errata, 0 as cves from erratum_reference f ${condition} ${ofCve}) a group by url`
}
