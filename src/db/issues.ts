import { sql } from 'kysely'
import { type HostFilter, hostConditions } from './host-filter.ts'
import type { Condition, Fragment } from './list.ts'
import { type MirrorFilter, mirrorConditions } from './mirror-list.ts'
import type { Queryable } from './open.ts'
import { type OsReleaseFilter, type OsVariantFilter, releaseConditions, variantConditions } from './os-list.ts'
import { type PackageVersionFilter, versionConditions } from './package-version-list.ts'
import { type RepoFilter, repoConditions } from './repo-filter.ts'
import { repoWithMirrors } from './repo-state.ts'
import { type ReportFilter, reportConditions } from './report-list.ts'

/** The lists in which issues are rows, with the filters of each: as in the query of its page. */
export interface FilterOf {
  hosts: HostFilter
  repositories: RepoFilter
  mirrors: MirrorFilter
  'package-versions': PackageVersionFilter
  'os-releases': OsReleaseFilter
  'os-variants': OsVariantFilter
  reports: ReportFilter
}

export type Noun = keyof FilterOf

export type NounFilter = { [N in Noun]: { noun: N; filter: FilterOf[N] } }[Noun]

/** How many rows each filter leaves: by the conditions of the lists themselves. One query a noun. */
export async function countMatching(db: Queryable, wanted: NounFilter[], silentBefore: number): Promise<number[]> {
  const counts = new Map<NounFilter, number>()
  for (const [noun, filters] of Map.groupBy(wanted, (item) => item.noun)) {
    const sums = filters.map((item, i) => {
      const conditions = sql.join(toConditions(item, silentBefore), sql` and `)
      return sql`sum(case when ${conditions} then 1 else 0 end) as ${sql.raw(`n${i}`)}`
    })
    const { rows } = await sql<Record<string, number | string | null>>`
      select ${sql.join(sums)} from ${SOURCES[noun].from}`.execute(db.query)
    // a sum over no rows is null, and PostgreSQL's is text
    for (const [i, item] of filters.entries()) counts.set(item, Number(rows[0]?.[`n${i}`] ?? 0))
  }
  return wanted.map((item) => counts.get(item) ?? 0)
}

export interface SampleRow {
  label: string
  /** What the row's page is addressed by. */
  key: string
}

/** The first rows that a filter leaves, by name. */
export async function listSample(
  db: Queryable,
  item: NounFilter,
  silentBefore: number,
  most: number,
): Promise<SampleRow[]> {
  const { from, label, key, order } = SOURCES[item.noun]
  const { rows } = await sql<{ label: string; key: string | number }>`
    select ${label} as label, ${key} as key from ${from}
    where ${sql.join(toConditions(item, silentBefore), sql` and `)} order by ${order} limit ${most}`.execute(db.query)
  return rows.map((row) => ({ label: row.label, key: String(row.key) }))
}

interface Source {
  from: Fragment
  label: Fragment
  key: Fragment
  order: Fragment
}

const SOURCES: Record<Noun, Source> = {
  hosts: { from: sql`host h`, label: sql`h.hostname`, key: sql`h.hostname`, order: sql`h.hostname` },
  repositories: { from: repoWithMirrors, label: sql`r.name`, key: sql`r.id`, order: sql`r.name, r.id` },
  mirrors: { from: sql`mirror m`, label: sql`m.url`, key: sql`m.id`, order: sql`m.url, m.id` },
  'package-versions': {
    from: sql`package p`,
    label: sql`(select n.name from package_name n where n.id = p.name_id) || ' ' || p.version`,
    key: sql`p.id`,
    order: sql`p.id`,
  },
  'os-releases': { from: sql`os_release o`, label: sql`o.name`, key: sql`o.id`, order: sql`o.name` },
  'os-variants': { from: sql`os_variant v`, label: sql`v.name`, key: sql`v.id`, order: sql`v.name, v.arch` },
  reports: { from: sql`report r`, label: sql`r.hostname`, key: sql`r.id`, order: sql`r.id desc` },
}

function toConditions({ noun, filter }: NounFilter, silentBefore: number): Condition[] {
  switch (noun) {
    case 'hosts':
      return hostConditions(filter, silentBefore)
    case 'repositories':
      return repoConditions(filter)
    case 'mirrors':
      return mirrorConditions(filter)
    case 'package-versions':
      return versionConditions(filter)
    case 'os-releases':
      return releaseConditions(filter)
    case 'os-variants':
      return variantConditions(filter)
    case 'reports':
      return reportConditions(filter)
  }
}
