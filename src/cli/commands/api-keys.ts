import { toApiKey } from '../../api/answers/api-keys.ts'
import { createApiKey, revokeKey as revoke } from '../../auth/api-key-service.ts'
import { type ApiKeyRow, listApiKeys } from '../../db/api-keys.ts'
import { toJson, toLocalTime, toTable } from '../output.ts'
import { createParser } from '../parser.ts'
import { withDeps } from '../session.ts'
import { EXIT, type World } from '../world.ts'

/** `patchman create_api_key NAME`: prints the key, once; nothing else is on standard output. */
export async function createKey(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, {
    prog: 'patchman create_api_key',
    description: 'Create an API key. It is printed once: only its hash is kept.',
  })
  parser.add_argument('name', { metavar: 'NAME' })
  parser.add_argument('--scope', {
    choices: ['report', 'read', 'write'],
    default: 'report',
    help: 'what it may do: send reports (default), read everything, or also change it',
  })
  const given = parser.parse_args<{ config?: string; name: string; scope: 'report' | 'read' | 'write' }>(args)
  const { key } = await withDeps(world, given, ({ db, clock }) => createApiKey(db, given, clock()))
  world.stdout.write(`${key}\n`)
  world.stderr.write(`Key of ${given.name}, scope ${given.scope}. It is not shown again.\n`)
  return EXIT.ok
}

/** `patchman list_api_keys`. */
export async function listKeys(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, { prog: 'patchman list_api_keys', description: 'List the API keys.' })
  parser.add_argument('--json', { action: 'store_true', help: 'print JSON' })
  const given = parser.parse_args<{ config?: string; json: boolean }>(args)
  const keys = await withDeps(world, given, ({ db }) => listApiKeys(db))
  world.stdout.write(
    given.json ? toJson({ items: keys.map(toApiKey), total: keys.length }) : await toTable(KEY_COLUMNS, keys),
  )
  return EXIT.ok
}

/** `patchman revoke_api_key PREFIX-OR-NAME`. */
export async function revokeKey(world: World, args: string[]): Promise<number> {
  const parser = createParser(world, { prog: 'patchman revoke_api_key', description: 'Revoke an API key.' })
  parser.add_argument('key', { metavar: 'PREFIX-OR-NAME' })
  const given = parser.parse_args<{ config?: string; key: string }>(args)
  await withDeps(world, given, ({ db, clock }) => revoke(db, { prefixOrName: given.key }, clock()))
  world.stdout.write(`${given.key} is revoked\n`)
  return EXIT.ok
}

const KEY_COLUMNS = [
  { title: 'Name', value: (key: ApiKeyRow) => key.name },
  { title: 'Prefix', value: (key: ApiKeyRow) => key.prefix },
  { title: 'Scope', value: (key: ApiKeyRow) => key.scope },
  { title: 'Created', value: (key: ApiKeyRow) => toLocalTime(key.created_at) },
  { title: 'Last used', value: (key: ApiKeyRow) => toLocalTime(key.last_used_at) },
  { title: 'Revoked', value: (key: ApiKeyRow) => (key.revoked_at === 0 ? '' : toLocalTime(key.revoked_at)) },
]
