import { sql } from 'kysely'
import { type FeedFilter, feedConditions } from './feed-list.ts'
import { type HostFilter, hostConditions } from './host-filter.ts'
import { type Condition, type Fragment, where } from './list.ts'
import { type MirrorFilter, mirrorConditions } from './mirror-list.ts'
import type { Queryable } from './open.ts'
import { type OsReleaseFilter, type OsVariantFilter, releaseConditions, variantConditions } from './os-list.ts'
import { type PackageVersionFilter, versionConditions } from './package-version-list.ts'
import { type RepoFilter, repoConditions } from './repo-filter.ts'
import { isOffered } from './repo-sets.ts'
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
  feeds: FeedFilter
}

export type Noun = keyof FilterOf

export type NounFilter = { [N in Noun]: { noun: N; filter: FilterOf[N] } }[Noun]

/** Milliseconds since 1970: what filters that ask for the time go by. */
export interface IssueTimes {
  now: number
  /** Hosts that did not report since then are silent. */
  silentBefore: number
}

/** How many rows each filter leaves: by the conditions of the lists themselves. */
export async function countMatching(db: Queryable, wanted: NounFilter[], times: IssueTimes): Promise<number[]> {
  const counts = new Map<NounFilter, number>()
  for (const [noun, items] of Map.groupBy(wanted, (item) => item.noun)) {
    const count = noun === 'package-versions' ? countEach : countTogether
    const found = await count(
      db,
      SOURCES[noun].from,
      items.map((item) => toConditions(item, times)),
    )
    for (const [i, item] of items.entries()) counts.set(item, found[i] ?? 0)
  }
  return wanted.map((item) => counts.get(item) ?? 0)
}

/** One pass over the rows. */
async function countTogether(db: Queryable, from: Fragment, filters: Condition[][]): Promise<number[]> {
  const sums = filters.map((conditions, i) => {
    return sql`sum(case when ${sql.join(conditions, sql` and `)} then 1 else 0 end) as ${sql.raw(`n${i}`)}`
  })
  const { rows } = await sql<Record<string, number | string | null>>`
    select ${sql.join(sums)} from ${from}`.execute(db.query)
  // a sum over no rows is null, and PostgreSQL's is text
  return filters.map((_, i) => Number(rows[0]?.[`n${i}`] ?? 0))
}

/** One query a filter, where its conditions say which rows to look at. */
async function countEach(db: Queryable, from: Fragment, filters: Condition[][]): Promise<number[]> {
  const counts: number[] = []
  for (const conditions of filters) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${from} ${where(conditions)}`.execute(db.query)
    counts.push(rows[0]?.n ?? 0)
  }
  return counts
}

/** Whether each filter leaves any row: one query a noun. */
export async function findMatching(db: Queryable, wanted: NounFilter[], times: IssueTimes): Promise<boolean[]> {
  const found = new Map<NounFilter, boolean>()
  for (const [noun, items] of Map.groupBy(wanted, (item) => item.noun)) {
    const { from, order } = SOURCES[noun]
    const tests = items.map((item, i) => {
      const conditions = where(toConditions(item, times, 'some'))
      return sql`(select count(*) from (select 1 from ${from} ${conditions} order by ${order} limit 1) x)
        as ${sql.raw(`n${i}`)}`
    })
    const { rows } = await sql<Record<string, number>>`select ${sql.join(tests)}`.execute(db.query)
    for (const [i, item] of items.entries()) found.set(item, rows[0]?.[`n${i}`] === 1)
  }
  return wanted.map((item) => found.get(item) ?? false)
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
  times: IssueTimes,
  most: number,
): Promise<SampleRow[]> {
  const { from, label, key, order } = SOURCES[item.noun]
  const conditions = where(toConditions(item, times, 'some'))
  const { rows } = await sql<{ label: string; key: string | number }>`
    select ${label} as label, ${key} as key from ${from}
    ${conditions} order by ${order} limit ${most}`.execute(db.query)
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
    from: sql`package_name n join package p on p.name_id = n.id`,
    label: sql`n.name || ' ' || p.version`,
    key: sql`p.id`,
    order: sql`n.name, p.type, p.sort_key, p.arch, p.version, p.release, p.epoch, p.category`,
  },
  'os-releases': { from: sql`os_release o`, label: sql`o.name`, key: sql`o.id`, order: sql`o.name` },
  'os-variants': { from: sql`os_variant v`, label: sql`v.name`, key: sql`v.id`, order: sql`v.name, v.arch` },
  feeds: { from: sql`feed f`, label: sql`f.name`, key: sql`f.name`, order: sql`f.name` },
  reports: { from: sql`report r`, label: sql`r.hostname`, key: sql`r.id`, order: sql`r.id desc` },
}

/** `some`: for a query that ends when it has found some rows. */
function toConditions({ noun, filter }: NounFilter, times: IssueTimes, rows: 'all' | 'some' = 'all'): Condition[] {
  switch (noun) {
    case 'hosts':
      return hostConditions(filter, times.silentBefore)
    case 'repositories':
      return repoConditions(filter)
    case 'mirrors':
      return mirrorConditions(filter)
    case 'package-versions':
      return rows === 'all' ? versionConditions(filter) : versionConditions(filter, isOffered)
    case 'os-releases':
      return releaseConditions(filter, times.now)
    case 'os-variants':
      return variantConditions(filter)
    case 'feeds':
      return feedConditions(filter)
    case 'reports':
      return reportConditions(filter)
  }
}
