import type { Db, Tx } from '../db/open.ts'
import {
  countAdministrators,
  deleteUser,
  getUser,
  insertUser,
  replacePassword,
  type UserRow,
  updateUser,
} from '../db/users.ts'
import { notFound, Problem } from '../lib/problem.ts'
import type { UserRole } from '../model/user-role.ts'
import { hashPassword } from './password.ts'
import { createPassword } from './token.ts'

/** By id, as the API does, or by name, as the command line does. */
export type Which = { id: number } | { name: string }

/** Makes a user. Without a password one is generated and answered, to be shown this once. Throws a 409 for a taken name. */
export async function createUser(
  db: Db,
  { name, role, password }: { name: string; role: UserRole; password?: string | undefined },
  now: number,
): Promise<{ user: UserRow; generatedPassword: string | undefined }> {
  const generated = password === undefined ? createPassword() : undefined
  const hash = await hashPassword(generated ?? password ?? '')
  if (!(await insertUser(db, { name, password_hash: hash, role, created_at: now }))) {
    throw new Problem(409, 'name-taken', `There is a user ${name} already.`)
  }
  return { user: await findUser(db, { name }), generatedPassword: generated }
}

/** Throws a 404, or a 409 where no administrator would be left. Takes effect with the user's next request. */
export function changeUser(
  db: Db,
  which: Which,
  { role, disabled }: { role?: UserRole | undefined; disabled?: boolean | undefined },
  now: number,
): Promise<UserRow> {
  return db.transaction(async (tx) => {
    const user = await findUser(tx, which)
    const disabledAt = disabled === undefined ? user.disabled_at : disabled ? user.disabled_at || now : 0
    const change = { role: role ?? user.role, disabled_at: disabledAt }
    if (change.role !== 'admin' || change.disabled_at > 0) await refuseLastAdministrator(tx, user)
    await updateUser(tx, user.id, change)
    return { ...user, ...change }
  })
}

/** Throws a 404, or a 409 where no administrator would be left. */
export function removeUser(db: Db, which: Which): Promise<void> {
  return db.transaction(async (tx) => {
    const user = await findUser(tx, which)
    await refuseLastAdministrator(tx, user)
    await deleteUser(tx, user.id)
  })
}

/** Another password, which ends the user's sessions; without one it is generated and answered, to be shown this once. */
export async function resetPassword(db: Db, which: Which, password?: string): Promise<string | undefined> {
  const generated = password === undefined ? createPassword() : undefined
  const hash = await hashPassword(generated ?? password ?? '')
  await db.transaction(async (tx) => replacePassword(tx, (await findUser(tx, which)).id, hash, ''))
  return generated
}

async function findUser(db: Db | Tx, which: Which): Promise<UserRow> {
  const user = await getUser(db, which)
  if (!user) throw notFound('user', 'id' in which ? which.id : which.name)
  return user
}

async function refuseLastAdministrator(tx: Tx, user: UserRow): Promise<void> {
  if (user.role !== 'admin' || user.disabled_at > 0) return
  if ((await countAdministrators(tx)) > 1) return
  throw new Problem(409, 'last-administrator', `${user.name} is the only administrator: make another one first.`)
}
