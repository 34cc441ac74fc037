import { sql } from 'kysely'
import { type HostFilter, hostConditions } from './host-filter.ts'
import { hostState } from './host-state.ts'
import { type Fragment, where } from './list.ts'
import type { Queryable } from './open.ts'

export interface FacetRow {
  value: string
  label: string
  count: number
}

const MOST_VALUES = 200

/**
 * The values of each filter with how many hosts they would leave, the other filters as they are. One query a
 * filter; the commonest 200 values.
 */
export async function listHostFacets(db: Queryable, filter: HostFilter, silentBefore: number) {
  const facet = (own: keyof HostFilter, value: Fragment, label: Fragment, from: Fragment = sql`host h`) => {
    const { [own]: _own, ...others } = filter
    return selectFacet(db, value, label, sql`${from} ${where(hostConditions(others, silentBefore))}`)
  }
  const variants = sql`host h join os_variant v on v.id = h.os_variant_id`
  return {
    state: await facet('state', hostState(silentBefore), sql`''`),
    tag: await facet('tag', sql`t.tag`, sql`''`, sql`host h join host_tag t on t.host_id = h.id`),
    domain: await facet('domain', sql`h.domain`, sql`''`),
    os_release: await facet(
      'os_release',
      sql`v.os_release_id`,
      sql`min(r.name)`,
      sql`${variants} join os_release r on r.id = v.os_release_id`,
    ),
    os_variant: await facet('os_variant', sql`h.os_variant_id`, sql`min(v.name || ' ' || v.arch)`, variants),
    arch: await facet('arch', sql`h.arch`, sql`''`),
    reboot: await facet('reboot', sql`h.reboot`, sql`''`),
  }
}

/** Groups by `value`; the label is the value unless it has one. */
export async function selectFacet(
  db: Queryable,
  value: Fragment,
  label: Fragment,
  rest: Fragment,
): Promise<FacetRow[]> {
  const { rows } = await sql<{ value: string | number; label: string; count: number }>`
    select ${value} as value, ${label} as label, count(*) as count from ${rest}
    group by 1 order by 3 desc, 1 limit ${MOST_VALUES}`.execute(db.query)
  return rows.map((row) => ({ ...row, value: String(row.value), label: row.label || String(row.value) }))
}
