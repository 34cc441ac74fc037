import { sql } from 'kysely'
import { type Counts, countFilters, countValues, type FacetRow, toFacet } from './facets.ts'
import { type HostFilter, hostConditions } from './host-filter.ts'
import { hostState } from './host-state.ts'
import type { Queryable } from './open.ts'

export type HostFacets = Record<
  'state' | 'tag' | 'domain' | 'os_release' | 'os_variant' | 'arch' | 'reboot',
  FacetRow[]
>

/** The values of each filter with how many hosts they would leave, the other filters as they are. */
export async function listHostFacets(db: Queryable, filter: HostFilter, silentBefore: number): Promise<HostFacets> {
  const columns = {
    state: hostState(silentBefore),
    domain: sql`h.domain`,
    // a release's hosts are those of its variants: summed up below
    os_release: sql`h.os_variant_id`,
    os_variant: sql`h.os_variant_id`,
    arch: sql`h.arch`,
    reboot: sql`h.reboot`,
  }
  const counts = await countFilters(db, columns, filter, (rest) => {
    return { from: sql`host h`, conditions: hostConditions(rest, silentBefore) }
  })
  const { tag: _tag, ...untagged } = filter
  const tagged = sql`host h join host_tag t on t.host_id = h.id`
  const tags = await countValues(db, { tag: sql`t.tag` }, tagged, hostConditions(untagged, silentBefore))
  const variants = await listVariants(db)
  return {
    state: toFacet(counts.state),
    tag: toFacet(tags.tag),
    domain: toFacet(counts.domain),
    os_release: toFacet(sumReleases(counts.os_release, variants), (id) => {
      return [...variants.values()].find((variant) => variant.release_id === id)?.release ?? id
    }),
    os_variant: toFacet(counts.os_variant, (id) => variants.get(id)?.label ?? id),
    arch: toFacet(counts.arch),
    reboot: toFacet(counts.reboot),
  }
}

interface Variant {
  id: string
  label: string
  release_id: string
  release: string
}

async function listVariants(db: Queryable): Promise<Map<string, Variant>> {
  const { rows } = await sql<Variant>`
    select cast(v.id as text) as id, v.name || ' ' || v.arch as label, cast(o.id as text) as release_id,
      o.name as release
    from os_variant v join os_release o on o.id = v.os_release_id`.execute(db.query)
  return new Map(rows.map((row) => [row.id, row]))
}

function sumReleases(counts: Counts, variants: Map<string, Variant>): Counts {
  const sums: Counts = new Map()
  for (const [variant, count] of counts) {
    const release = variants.get(variant)?.release_id ?? ''
    sums.set(release, (sums.get(release) ?? 0) + count)
  }
  return sums
}
