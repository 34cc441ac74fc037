import { type SqlBool, sql } from 'kysely'
import {
  type Condition,
  contains,
  type Fragment,
  holds,
  type ListRequest,
  oneOf,
  orderBy,
  type Page,
  selectPage,
  textIn,
} from './list.ts'
import type { Db, Queryable } from './open.ts'
import { rowSource } from './row-source.ts'

export interface ExceptionFilter {
  q?: string
  kind?: string
  name?: string
  scope?: string
  active?: boolean
}

export interface ExceptionRow {
  id: number
  kind: 'cve' | 'erratum'
  name: string
  scope: 'all' | 'hosts' | 'tags'
  reason: string
  author: string
  created_at: number
  ends_at: number
  ended_by: string
  ended_at: number
  hosts: string[]
  tags: string[]
}

/** It was not ended, and its last day is not over. */
export function isActive(now: number): Condition {
  return sql<SqlBool>`(x.ends_at > ${now} and x.ended_at = 0)`
}

/** Hosts for which something of that name is accepted now: ids. */
export function acceptedHosts(kind: 'cve' | 'erratum', name: Fragment, now: number): Fragment {
  return sql`select a.id from security_exception x join host a on x.scope = 'all'
      or exists (select 1 from security_exception_host y where y.exception_id = x.id and y.host_id = a.id)
      or exists (select 1 from security_exception_tag y join host_tag t on t.tag = y.tag
        where y.exception_id = x.id and t.host_id = a.id)
    where x.kind = ${kind} and x.name = ${name} and ${isActive(now)}`
}

/** The condition on a host `h` that something of that name is accepted for it now. */
export function isAccepted(kind: 'cve' | 'erratum', name: string, now: number): Condition {
  return sql`h.id in (${acceptedHosts(kind, sql`${name}`, now)})`
}

/** Ids of hosts for which these are accepted now, by name. Names that nobody accepted are not in it. */
export async function listAcceptedHosts(
  db: Queryable,
  kind: 'cve' | 'erratum',
  names: readonly string[],
  now: number,
): Promise<Map<string, Set<number>>> {
  if (names.length === 0) return new Map()
  const source = rowSource(
    db,
    'k',
    { name: 'text' },
    names.map((name) => [name]),
  )
  const { rows } = await sql<{ name: string; id: number }>`
    select k.name, a.id from ${source} join host a on a.id in (${acceptedHosts(kind, sql`k.name`, now)})
    where k.name in (select x.name from security_exception x where x.kind = ${kind} and ${isActive(now)})
    `.execute(db.query)
  const accepted = new Map<string, Set<number>>()
  for (const { name, id } of rows) accepted.set(name, (accepted.get(name) ?? new Set()).add(id))
  return accepted
}

const SORTS = { name: 'x.name', created_at: 'x.created_at', ends_at: 'x.ends_at', author: 'x.author' }

/** Four queries. */
export async function listExceptions(
  db: Queryable,
  request: ListRequest & ExceptionFilter,
  now: number,
): Promise<Page<ExceptionRow>> {
  const conditions: Condition[] = [
    ...contains(request.q, ['x.name', 'x.reason', 'x.author']),
    ...oneOf(request.kind, textIn(sql`x.kind`)),
    ...oneOf(request.name, textIn(sql`x.name`)),
    ...oneOf(request.scope, textIn(sql`x.scope`)),
    ...holds(request.active, isActive(now)),
  ]
  const order = orderBy(request.sort, SORTS, '-created_at', 'x.id')
  const selection = { columns: sql`x.*`, from: sql`security_exception x`, conditions, order }
  const page = await selectPage<Omit<ExceptionRow, 'hosts' | 'tags'>>(db, selection, request)
  return { ...page, items: await withScopes(db, page.items) }
}

export async function getException(db: Queryable, id: number): Promise<ExceptionRow | undefined> {
  const rows = await db.query.selectFrom('security_exception').selectAll().where('id', '=', id).execute()
  return (await withScopes(db, rows))[0]
}

async function withScopes(db: Queryable, rows: Omit<ExceptionRow, 'hosts' | 'tags'>[]): Promise<ExceptionRow[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const hosts = await db.query
    .selectFrom('security_exception_host as x')
    .innerJoin('host as h', 'h.id', 'x.host_id')
    .select(['x.exception_id as id', 'h.hostname'])
    .where('x.exception_id', 'in', ids)
    .orderBy('h.hostname')
    .execute()
  const tags = await db.query
    .selectFrom('security_exception_tag as x')
    .select(['x.exception_id as id', 'x.tag'])
    .where('x.exception_id', 'in', ids)
    .orderBy('x.tag')
    .execute()
  return rows.map((row) => ({
    ...row,
    hosts: hosts.filter(({ id }) => id === row.id).map(({ hostname }) => hostname),
    tags: tags.filter(({ id }) => id === row.id).map(({ tag }) => tag),
  }))
}

export interface NewException {
  kind: 'cve' | 'erratum'
  name: string
  reason: string
  author: string
  endsAt: number
  /** Empty with `tags` empty too: all hosts. */
  hostIds: readonly number[]
  tags: readonly string[]
}

/** Answers its id. */
export function insertException(db: Db, exception: NewException, now: number): Promise<number> {
  const { kind, name, reason, author, endsAt, hostIds, tags } = exception
  const scope = hostIds.length > 0 ? 'hosts' : tags.length > 0 ? 'tags' : 'all'
  return db.transaction(async (tx) => {
    const { id } = await tx.query
      .insertInto('security_exception')
      .values({ kind, name, scope, reason, author, created_at: now, ends_at: endsAt })
      .returning('id')
      .executeTakeFirstOrThrow()
    const hosts = hostIds.map((host) => [id, host])
    await tx.insertMany('security_exception_host', { exception_id: 'int', host_id: 'int' }, hosts)
    const tagRows = tags.map((tag) => [id, tag])
    await tx.insertMany('security_exception_tag', { exception_id: 'int', tag: 'text' }, tagRows)
    return id
  })
}

/** It does not count from now on, and stays in the list. Answers whether it counted. */
export async function endException(db: Queryable, id: number, author: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db.query
    .updateTable('security_exception')
    .set({ ended_by: author, ended_at: now })
    .where('id', '=', id)
    .where('ended_at', '=', 0)
    .where('ends_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
