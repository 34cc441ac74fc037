import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Queryable } from './open.ts'

/** What a list was asked for, beside its filters. Names are the query's own. */
export interface ListRequest {
  q?: string
  /** From 1. */
  page?: number
  per_page?: number
  /** A column's name, or `-name` for descending. */
  sort?: string
}

export interface Page<Item> {
  items: Item[]
  total: number
  page: number
  per_page: number
}

export type Condition = RawBuilder<SqlBool>
export type Fragment = RawBuilder<unknown>

/** `where a and b …`; nothing where there are none. */
export function where(conditions: Condition[]): Fragment {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`
}

/**
 * `order by` the asked column, then by `tie`, which must make the order total: pages neither repeat nor lose
 * rows. Unknown names fall back.
 */
export function orderBy(sort: string | undefined, columns: Record<string, string>, fallback: string, tie: string) {
  const asked = sort && columns[sort.replace(/^-/, '')] ? sort : fallback
  const column = columns[asked.replace(/^-/, '')] ?? tie
  const direction = asked.startsWith('-') ? ' desc' : ''
  const ties = column === tie ? '' : `, ${tie}`
  return sql.raw(`order by ${column}${direction}${ties}`)
}

export function limit({ page = 1, per_page = 50 }: ListRequest): Fragment {
  return sql`limit ${per_page} offset ${(page - 1) * per_page}`
}

/** `counted` is from a statement of its own; the last page tells the total itself, so that both always agree there. */
export function toPage<Item>(items: Item[], counted: number, { page = 1, per_page = 50 }: ListRequest): Page<Item> {
  const isLast = items.length < per_page && (items.length > 0 || page === 1)
  return { items, total: isLast ? (page - 1) * per_page + items.length : counted, page, per_page }
}

export interface Selection {
  columns: Fragment
  /** Tables with their joins, without `from`. */
  from: Fragment
  conditions: Condition[]
  order: Fragment
}

/** A page of rows, and how many there are. Two queries. */
export async function selectPage<Row>(
  db: Queryable,
  { columns, from, conditions, order }: Selection,
  request: ListRequest,
): Promise<Page<Row>> {
  const rest = sql`from ${from} ${where(conditions)}`
  const counted = await sql<{ n: number }>`select count(*) as n ${rest}`.execute(db.query)
  const { rows } = await sql<Row>`select ${columns} ${rest} ${order} ${limit(request)}`.execute(db.query)
  return toPage(rows, counted.rows[0]?.n ?? 0, request)
}

/** Each word of `q` must occur in one of the columns, whatever its case. */
export function contains(q: string | undefined, columns: string[]): Condition[] {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  return words.slice(0, 10).map((word) => {
    const pattern = `%${escapeLike(word.toLowerCase())}%`
    const tests = columns.map((column) => sql`lower(${sql.raw(column)}) like ${pattern} escape '\\'`)
    return sql<SqlBool>`(${sql.join(tests, sql` or `)})`
  })
}

/** `%`, `_` and `\` stand for themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}

/** Filter by value: `a`, `a,b` (one of), `!a`, `!a,b` (none of). '' filters nothing. */
export function oneOf(filter: string | undefined, test: (values: string[]) => Condition): Condition[] {
  const { not, values } = parseValues(filter)
  if (values.length === 0) return []
  return [not ? sql<SqlBool>`not (${test(values)})` : test(values)]
}

export function textIn(column: Fragment): (values: string[]) => Condition {
  return (values) => sql<SqlBool>`${column} in (${sql.join(values)})`
}

/** Values that are no number match nothing. */
export function numberIn(column: Fragment): (values: string[]) => Condition {
  return (values) => sql<SqlBool>`${column} in (${sql.join(values.map(toId))})`
}

/** A filter that is a yes-no question: `true` asks for rows where the condition holds, `false` for the others. */
export function holds(wanted: boolean | undefined, condition: Condition): Condition[] {
  if (wanted === undefined) return []
  return [wanted ? condition : sql<SqlBool>`not (${condition})`]
}

/** The condition on one id; what is no id matches nothing. */
export function withId(filter: string | undefined, test: (id: number) => Condition): Condition[] {
  return filter === undefined || filter === '' ? [] : [test(toId(filter))]
}

function parseValues(filter = ''): { not: boolean; values: string[] } {
  const not = filter.startsWith('!')
  const values = filter.slice(not ? 1 : 0).split(',')
  return { not, values: values.map((value) => value.trim()).filter((value) => value !== '') }
}

function toId(value: string): number {
  return /^\d{1,15}$/.test(value) ? Number(value) : -1
}
