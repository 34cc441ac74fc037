import type { Queryable } from './open.ts'

/** What a process remembers the ids of from one transaction to the next: packages with their names, and pairs of packages. */
export type Remembered = 'package' | 'package_update'

/** How often rows of these were removed. */
export async function getRemovals(db: Queryable, what: Remembered): Promise<number> {
  const row = await db.query.selectFrom('removal').select('count').where('name', '=', what).executeTakeFirst()
  return row?.count ?? 0
}

/** In the transaction that removes some. */
export async function countRemoval(db: Queryable, what: Remembered): Promise<void> {
  const conflict = '(name) do update set count = removal.count + 1'
  await db.insertMany('removal', { name: 'text', count: 'int' }, [[what, 1]], conflict)
}
