import { toUser } from '../../api/answers/users.ts'
import { changeUser, createUser, removeUser, resetPassword } from '../../auth/user-service.ts'
import { listUsers, type UserRow } from '../../db/users.ts'
import { USER_ROLES, type UserRole } from '../../model/user-role.ts'
import { toJson, toLocalTime, toTable } from '../output.ts'
import { createParser } from '../parser.ts'
import { readPassword } from '../read-password.ts'
import { withDeps } from '../session.ts'
import { CliError, EXIT, type World } from '../world.ts'

const LEAST_LENGTH = 8
const ROLE_HELP = 'viewer reads, editor (default) also changes data, admin also manages users and keys'

/** `patchman create_user NAME`: asks for the password, or reads it from standard input. */
export async function createUserCommand(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman create_user',
    description: 'Create a user. The password is asked for, or is the first line of standard input.',
  })
  parser.add_argument('name', { metavar: 'NAME' })
  parser.add_argument('--role', { choices: [...USER_ROLES], default: 'editor', help: ROLE_HELP })
  parser.add_argument('--admin', { action: 'store_true', help: 'the same as --role admin' })
  const given = parser.parse_args<{ config?: string; name: string; role: UserRole; admin: boolean }>(args)
  if (/[\s:]/.test(given.name)) throw new CliError('a name has neither blanks nor colons')
  const password = await askPassword(world)
  const user = { name: given.name, role: given.admin ? 'admin' : given.role, password } as const
  await withDeps(world, given, ({ db, clock }) => createUser(db, user, clock()))
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
  await withDeps(world, given, ({ db }) => resetPassword(db, { name: given.name }, password))
  world.stdout.write(`${given.name} has a new password\n`)
  return EXIT.ok
}

/** `patchman list_users`. */
export async function listUsersCommand(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, { prog: 'patchman list_users', description: 'List the users.' })
  parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
  const given = parser.parse_args<{ config?: string; json: boolean }>(args)
  const users = await withDeps(world, given, ({ db }) => listUsers(db))
  world.stdout.write(
    given.json ? toJson({ items: users.map(toUser), total: users.length }) : await toTable(COLUMNS, users),
  )
  return EXIT.ok
}

/** `patchman change_user NAME [--role ROLE] [--disable | --enable]`. */
export async function changeUserCommand(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman change_user',
    description: 'Give a user another role, or disable or enable; a disabled one is logged out at once.',
  })
  parser.add_argument('name', { metavar: 'NAME' })
  parser.add_argument('--role', { choices: [...USER_ROLES], help: ROLE_HELP })
  const state = parser.add_mutually_exclusive_group()
  state.add_argument('--disable', { action: 'store_true' })
  state.add_argument('--enable', { action: 'store_true' })
  const given = parser.parse_args<ChangeArguments>(args)
  const { name, role, disable, enable } = given
  if (!role && !disable && !enable) throw new CliError('nothing to change: give --role, --disable or --enable')
  const change = { role: role ?? undefined, disabled: disable || enable ? disable : undefined }
  const user = await withDeps(world, given, ({ db, clock }) => changeUser(db, { name }, change, clock()))
  world.stdout.write(`${name} is ${user.role}, ${user.disabled_at > 0 ? 'disabled' : 'enabled'}\n`)
  return EXIT.ok
}

interface ChangeArguments {
  config?: string
  name: string
  role: UserRole | undefined
  disable: boolean
  enable: boolean
}

/** `patchman delete_user NAME`. */
export async function deleteUserCommand(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, { prog: 'patchman delete_user', description: 'Delete a user.' })
  parser.add_argument('name', { metavar: 'NAME' })
  const given = parser.parse_args<{ config?: string; name: string }>(args)
  await withDeps(world, given, ({ db }) => removeUser(db, { name: given.name }))
  world.stdout.write(`${given.name} is deleted\n`)
  return EXIT.ok
}

async function askPassword(world: World): Promise<string> {
  const password = await readPassword(world)
  if (password.length < LEAST_LENGTH) throw new CliError(`a password has at least ${LEAST_LENGTH} characters`)
  return password
}

const COLUMNS = [
  { title: 'Name', value: (user: UserRow) => user.name },
  { title: 'Role', value: (user: UserRow) => user.role },
  { title: 'Created', value: (user: UserRow) => toLocalTime(user.created_at) },
  { title: 'Last login', value: (user: UserRow) => toLocalTime(user.last_login_at) },
  { title: 'Disabled', value: (user: UserRow) => (user.disabled_at === 0 ? '' : toLocalTime(user.disabled_at)) },
]
