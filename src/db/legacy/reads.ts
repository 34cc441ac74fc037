import { sql } from 'kysely'
import { type Condition, where } from '../list.ts'
import type { Queryable } from '../open.ts'
import { rowSource } from '../row-source.ts'
import { type LegacyResource, toNameId } from './resource.ts'

/** A row as the database has it: its members, and the ids that its lists lead to. */
export interface LegacyRow {
  id: number | string
  members: Record<string, string | number | null>
  many: Record<string, (string | number)[]>
}

export const LEGACY_PAGE = 100

/** A page of a resource; without one all of it. What filters nothing is ignored, as it was there. */
export async function listLegacy(
  db: Queryable,
  resource: LegacyResource,
  query: Record<string, string>,
  page: number | undefined,
): Promise<{ count: number; rows: LegacyRow[] }> {
  const conditions: Condition[] = Object.entries(resource.filters ?? {}).flatMap(([name, test]) =>
    query[name] === undefined || query[name] === '' ? [] : [test(query[name])],
  )
  const counted = await sql<{ n: number }>`
    select count(*) as n from ${resource.from} ${where(conditions)}`.execute(db.query)
  const limits = page === undefined ? sql`` : sql`limit ${LEGACY_PAGE} offset ${(page - 1) * LEGACY_PAGE}`
  const rest = sql`${where(conditions)} order by ${resource.order} ${limits}`
  return { count: counted.rows[0]?.n ?? 0, rows: await select(db, resource, rest) }
}

export async function getLegacy(db: Queryable, resource: LegacyResource, id: string): Promise<LegacyRow | undefined> {
  if (resource.isNamed) return (await select(db, resource, sql``)).find((row) => String(row.id) === id)
  const isText = 'cve_id' in resource.members || 'cwe_id' in resource.members
  if (!isText && !/^\d{1,15}$/.test(id)) return undefined
  return (await select(db, resource, where([sql`${resource.id} = ${isText ? id : Number(id)}`])))[0]
}

async function select(db: Queryable, resource: LegacyResource, rest: ReturnType<typeof where>): Promise<LegacyRow[]> {
  const columns = Object.entries(resource.members).map(([name, [column]]) => sql`${column} as ${sql.ref(name)}`)
  const found = await sql<Record<string, string | number | null>>`
    select ${resource.id} as legacy_id, ${sql.join(columns)} from ${resource.from} ${rest}`.execute(db.query)
  const rows = found.rows.map(({ legacy_id, ...members }): LegacyRow => {
    const id = resource.isNamed ? toNameId(String(legacy_id)) : (legacy_id ?? '')
    return { id, members, many: {} }
  })
  await addLists(db, resource, rows)
  return rows
}

/** One query a list, however many rows. */
async function addLists(db: Queryable, resource: LegacyResource, rows: LegacyRow[]): Promise<void> {
  if (rows.length === 0) return
  const byId = new Map(rows.map((row) => [row.id, row]))
  const ids = rowSource(
    db,
    'k',
    { id: typeof rows[0]?.id === 'string' ? 'text' : 'int' },
    rows.map((row) => [row.id]),
  )
  for (const [name, { pairs }] of Object.entries(resource.many ?? {})) {
    for (const row of rows) row.many[name] = []
    const found = await sql<{ id: number; other: string | number }>`${pairs(ids)} order by 1, 2`.execute(db.query)
    for (const { id, other } of found.rows) byId.get(id)?.many[name]?.push(other)
  }
}
