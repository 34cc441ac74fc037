import type { Db } from '../db/open.ts'
import { deleteSession, extendSession, getSession, insertSession, type SessionRow } from '../db/sessions.ts'
import { replacePassword, type UserRow } from '../db/users.ts'
import type { CallerSession } from './caller.ts'
import { hashPassword } from './password.ts'
import { createToken, hashToken } from './token.ts'

const DAY_MS = 86_400_000

/** A session that is not used for so long is over. */
export const SESSION_MS = 7 * DAY_MS

/** The cookie's token; only its hash is stored. */
export interface StartedSession {
  token: string
  csrfToken: string
}

export async function startSession(db: Db, user: Pick<UserRow, 'id'>, now: number): Promise<StartedSession> {
  const [token, csrfToken] = [createToken(), createToken()]
  await insertSession(db, {
    token_hash: hashToken(token),
    user_id: user.id,
    csrf_token: csrfToken,
    created_at: now,
    expires_at: now + SESSION_MS,
  })
  return { token, csrfToken }
}

/** The session of a cookie; `extended` when it now lasts longer (its cookie should, too). Writes once a day at most. */
export async function findSession(
  db: Db,
  token: string,
  now: number,
): Promise<(SessionRow & { extended: boolean }) | undefined> {
  const session = await getSession(db, hashToken(token), now)
  if (!session) return undefined
  const extended = session.expires_at - now < SESSION_MS - DAY_MS
  if (extended) await extendSession(db, session.token_hash, now + SESSION_MS)
  return { ...session, extended }
}

export async function endSession(db: Db, session: CallerSession): Promise<void> {
  await deleteSession(db, session.tokenHash)
}

/** Also ends the user's other sessions. */
export async function changePassword(
  db: Db,
  userId: number,
  password: string,
  session: CallerSession | undefined,
): Promise<void> {
  const passwordHash = await hashPassword(password)
  await db.transaction((tx) => replacePassword(tx, userId, passwordHash, session?.tokenHash ?? ''))
}
