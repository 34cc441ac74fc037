import { hashPassword } from '../../auth/password.ts'
import { getUser, insertUser, replacePassword } from '../../db/users.ts'
import { createParser } from '../parser.ts'
import { readPassword } from '../read-password.ts'
import { withDeps } from '../session.ts'
import { CliError, EXIT, type World } from '../world.ts'

const LEAST_LENGTH = 8

/** `patchman create_user NAME`: asks for the password, or reads it from standard input. */
export async function createUser(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman create_user',
    description: 'Create a user. The password is asked for, or is the first line of standard input.',
  })
  parser.add_argument('name', { metavar: 'NAME' })
  parser.add_argument('--admin', { action: 'store_true', help: 'an administrator' })
  const given = parser.parse_args<{ config?: string; name: string; admin: boolean }>(args)
  const password = await askPassword(world)
  await withDeps(world, given, async ({ db, clock }) => {
    const user = {
      name: given.name,
      password_hash: await hashPassword(password),
      is_admin: given.admin ? (1 as const) : (0 as const),
      created_at: clock(),
    }
    if (!(await insertUser(db, user))) throw new CliError(`there is a user ${given.name} already`)
  })
  world.stdout.write(`${given.name} is created\n`)
  return EXIT.ok
}

/** `patchman set_password NAME`: also ends the user's sessions. */
export async function setPassword(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman set_password',
    description: 'Give a user another password. It is asked for, or is the first line of standard input.',
  })
  parser.add_argument('name', { metavar: 'NAME' })
  const given = parser.parse_args<{ config?: string; name: string }>(args)
  const password = await askPassword(world)
  await withDeps(world, given, async ({ db }) => {
    const user = await getUser(db, given.name)
    if (!user) throw new CliError(`there is no user ${given.name}`)
    const hash = await hashPassword(password)
    await db.transaction((tx) => replacePassword(tx, user.id, hash, ''))
  })
  world.stdout.write(`${given.name} has a new password\n`)
  return EXIT.ok
}

async function askPassword(world: World): Promise<string> {
  const password = await readPassword(world)
  if (password.length < LEAST_LENGTH) throw new CliError(`a password has at least ${LEAST_LENGTH} characters`)
  return password
}
