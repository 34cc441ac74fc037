import type { Queryable } from './open.ts'

/** How often packages or their names were removed. */
export async function getRemovals(db: Queryable): Promise<number> {
  const row = await db.query.selectFrom('removal').select('count').where('name', '=', 'package').executeTakeFirst()
  return row?.count ?? 0
}

/** In the transaction that removes packages or their names. */
export async function countRemoval(db: Queryable): Promise<void> {
  const conflict = '(name) do update set count = removal.count + 1'
  await db.insertMany('removal', { name: 'text', count: 'int' }, [['package', 1]], conflict)
}
