import { type SqlBool, sql } from 'kysely'
import type { Condition, Fragment } from '../list.ts'
import type { LegacyResource, MemberKind } from './resource.ts'

export const VALUE: MemberKind = 'value'
export const is = (column: string) => (value: string) => sql<SqlBool>`${sql.ref(column)} = ${value}` as Condition
/** Ids and flags that are no number match nothing. */
export const isNumber = (column: string) => (value: string) =>
  sql<SqlBool>`${sql.ref(column)} = ${/^\d{1,15}$/.test(value) ? Number(value) : -1}` as Condition
export const isFlag = (test: Fragment) => (value: string) =>
  sql<SqlBool>`(case when ${test} then 1 else 0 end) = ${/^(true|1)$/i.test(value) ? 1 : 0}` as Condition
export const column = (name: string) => sql.ref(name)

/** Two ids as one: JSON's numbers hold both. */
export const PAIR = 2 ** 27

/** A list of names that have no table of their own. */
export const names = (from: Fragment, name: string): LegacyResource => ({
  ...{ from, id: column(name), order: column(name), isNamed: true },
  members: { name: [column(name), VALUE] },
  filters: { name: is(name) },
})
