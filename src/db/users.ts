import { sql } from 'kysely'
import type { Queryable, Tx } from './open.ts'
import type { Flag } from './tables/flag.ts'

export interface UserRow {
  id: number
  name: string
  password_hash: string
  is_admin: Flag
}

export function getUser(db: Queryable, name: string): Promise<UserRow | undefined> {
  return db.query
    .selectFrom('user_account')
    .select(['id', 'name', 'password_hash', 'is_admin'])
    .where('name', '=', name)
    .executeTakeFirst()
}

export async function hasUsers(db: Queryable): Promise<boolean> {
  return (await db.query.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** False where the name is taken. */
export async function insertUser(
  db: Queryable,
  user: { name: string; password_hash: string; is_admin: Flag; created_at: number },
): Promise<boolean> {
  const result = await db.query
    .insertInto('user_account')
    .values(user)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

/** Also ends the user's sessions, but for the one that stays. */
export async function replacePassword(tx: Tx, userId: number, passwordHash: string, keep: string): Promise<void> {
  await tx.query.updateTable('user_account').set({ password_hash: passwordHash }).where('id', '=', userId).execute()
  await sql`delete from session where user_id = ${userId} and token_hash <> ${keep}`.execute(tx.query)
}
