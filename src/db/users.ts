import { sql } from 'kysely'
import type { UserRole } from '../model/user-role.ts'
import type { Queryable, Tx } from './open.ts'

export interface UserRow {
  id: number
  name: string
  password_hash: string
  role: UserRole
  created_at: number
  last_login_at: number
  /** 0: may log in. */
  disabled_at: number
}

export function getUser(db: Queryable, which: { name: string } | { id: number }): Promise<UserRow | undefined> {
  const query = db.query.selectFrom('user_account').selectAll()
  return ('id' in which ? query.where('id', '=', which.id) : query.where('name', '=', which.name)).executeTakeFirst()
}

/** By name. */
export function listUsers(db: Queryable): Promise<UserRow[]> {
  return db.query.selectFrom('user_account').selectAll().orderBy('name').execute()
}

export async function hasUsers(db: Queryable): Promise<boolean> {
  return (await db.query.selectFrom('user_account').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** False where the name is taken. */
export async function insertUser(
  db: Queryable,
  user: Pick<UserRow, 'name' | 'password_hash' | 'role' | 'created_at'>,
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

/** Disabling also ends the user's sessions. */
export async function updateUser(
  tx: Tx,
  id: number,
  change: Partial<Pick<UserRow, 'role' | 'disabled_at'>>,
): Promise<void> {
  await tx.query.updateTable('user_account').set(change).where('id', '=', id).execute()
  if (change.disabled_at) await tx.query.deleteFrom('session').where('user_id', '=', id).execute()
}

export async function deleteUser(tx: Tx, id: number): Promise<void> {
  await tx.query.deleteFrom('user_account').where('id', '=', id).execute()
}

/** How many administrators may log in. They cannot become fewer behind the caller's back before the transaction ends. */
export async function countAdministrators(tx: Tx): Promise<number> {
  // changing nothing locks the rows
  const { numUpdatedRows } = await tx.query
    .updateTable('user_account')
    .set({ role: 'admin' })
    .where('role', '=', 'admin')
    .where('disabled_at', '=', 0)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
