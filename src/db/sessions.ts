import { sql } from 'kysely'
import type { UserRole } from '../model/user-role.ts'
import type { Queryable } from './open.ts'

export interface SessionRow {
  token_hash: string
  csrf_token: string
  expires_at: number
  user_id: number
  name: string
  role: UserRole
}

/** The session with its user; undefined when it is over or the user is disabled. */
export async function getSession(db: Queryable, tokenHash: string, now: number): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`
    select s.token_hash, s.csrf_token, s.expires_at, s.user_id, u.name, u.role
    from session s join user_account u on u.id = s.user_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.disabled_at = 0`.execute(db.query)
  return rows[0]
}

export interface NewSession {
  token_hash: string
  user_id: number
  csrf_token: string
  created_at: number
  expires_at: number
}

/** Also removes sessions that are over, and notes when the user logged in. */
export async function insertSession(db: Queryable, session: NewSession): Promise<void> {
  await db.query.deleteFrom('session').where('expires_at', '<=', session.created_at).execute()
  await db.query.insertInto('session').values(session).execute()
  const { user_id: id, created_at: now } = session
  await db.query.updateTable('user_account').set({ last_login_at: now }).where('id', '=', id).execute()
}

export async function extendSession(db: Queryable, tokenHash: string, expiresAt: number): Promise<void> {
  await db.query.updateTable('session').set({ expires_at: expiresAt }).where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(db: Queryable, tokenHash: string): Promise<void> {
  await db.query.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}
