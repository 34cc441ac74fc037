import { sql } from 'kysely'
import { type Condition, type Fragment, where } from './list.ts'
import type { Queryable } from './open.ts'

/** A value of a filter, and how many rows it would leave. */
export interface FacetRow {
  value: string
  label: string
  count: number
}

/** Rows by value. */
export type Counts = Map<string, number>

/** Counts the values of several columns. One query: rows are filtered and grouped once, however many columns. */
export async function countValues<Name extends string>(
  db: Queryable,
  columns: Partial<Record<Name, Fragment>>,
  from: Fragment,
  conditions: Condition[],
): Promise<Record<Name, Counts>> {
  const names = Object.keys(columns) as Name[]
  const counts = Object.fromEntries(names.map((name) => [name, new Map()])) as Record<Name, Counts>
  if (names.length === 0) return counts
  const selected = names.map((name) => sql`${columns[name]} as ${sql.ref(name)}`)
  const { rows } = await sql<Record<Name, string | number> & { n: number | string }>`
    select ${sql.join(selected)}, count(*) as n from ${from} ${where(conditions)}
    group by ${sql.raw(names.map((_, i) => i + 1).join(', '))}`.execute(db.query)
  for (const row of rows) {
    for (const name of names) {
      const value = String(row[name])
      counts[name].set(value, (counts[name].get(value) ?? 0) + Number(row.n))
    }
  }
  return counts
}

/**
 * The same for filters of a list: each is counted under the filters of the others. Those that are not set share one
 * query; one more for each that is set.
 */
export async function countFilters<Name extends string, Filter extends Partial<Record<Name, unknown>>>(
  db: Queryable,
  columns: Record<Name, Fragment>,
  filter: Filter,
  toRows: (filter: Filter) => { from: Fragment; conditions: Condition[] },
): Promise<Record<Name, Counts>> {
  const names = Object.keys(columns) as Name[]
  const set = names.filter((name) => filter[name] !== undefined && filter[name] !== '')
  const count = (some: Name[], rows: ReturnType<typeof toRows>) => {
    const wanted: Partial<Record<Name, Fragment>> = {}
    for (const name of some) wanted[name] = columns[name]
    return countValues(db, wanted, rows.from, rows.conditions)
  }
  const free = names.filter((name) => !set.includes(name))
  const counts = await count(free, toRows(filter))
  for (const name of set) Object.assign(counts, await count([name], toRows({ ...filter, [name]: undefined })))
  return counts
}

const MOST_VALUES = 200

/** The commonest 200 values, the commonest first. */
export function toFacet(counts: Counts, toLabel: (value: string) => string = (value) => value): FacetRow[] {
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value, count]) => ({ value, label: toLabel(value), count }))
}
