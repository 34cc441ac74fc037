import type { Db } from '../db/open.ts'
import { hasUsers, insertUser } from '../db/users.ts'
import { hashPassword } from './password.ts'
import { createPassword } from './token.ts'

/**
 * Makes the first administrator where there is no user yet. Answers the password when it was generated: it is
 * to be shown once, here and now. Several servers may start at once: one of them makes it.
 */
export async function ensureAdministrator(
  db: Db,
  { name, password = '', now }: { name: string; password?: string; now: number },
): Promise<{ generatedPassword: string | undefined }> {
  if (await hasUsers(db)) return { generatedPassword: undefined }
  const generated = password === '' ? createPassword() : undefined
  const passwordHash = await hashPassword(generated ?? password)
  const inserted = await insertUser(db, { name, password_hash: passwordHash, role: 'admin', created_at: now })
  return { generatedPassword: inserted ? generated : undefined }
}
