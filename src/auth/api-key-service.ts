import { type ApiKeyRow, findApiKey, insertApiKey, revokeApiKey, touchApiKey } from '../db/api-keys.ts'
import type { Db } from '../db/open.ts'
import { Problem } from '../lib/problem.ts'
import type { KeyScope } from '../model/key-scope.ts'
import { createToken, hashToken } from './token.ts'

/** Makes a key; only its hash is stored, so `key` is seen this once. Throws a 409 where the name is taken. */
export async function createApiKey(
  db: Db,
  { name, scope }: { name: string; scope: KeyScope },
  now: number,
): Promise<{ key: string; row: ApiKeyRow }> {
  const prefix = createToken(6)
  const key = `${prefix}.${createToken()}`
  const row = await insertApiKey(db, { name, prefix, hash: hashToken(key), scope, created_at: now })
  if (!row) throw new Problem(409, 'name-taken', `There is an API key named ${name} already.`)
  return { key, row }
}

/** Revokes by id, or by prefix or name. Throws a 404 where there is no such key in force. */
export async function revokeKey(db: Db, which: { id: number } | { prefixOrName: string }, now: number): Promise<void> {
  if ((await revokeApiKey(db, which, now)) > 0) return
  const key = 'id' in which ? which.id : which.prefixOrName
  throw new Problem(404, 'api-key-not-found', `There is no API key ${key} in force.`)
}

const TOUCH_EVERY_MS = 60_000

/** The key in force that a header carries, or undefined. Notes when it was last used, to the minute. */
export async function checkApiKey(db: Db, key: string, now: number): Promise<ApiKeyRow | undefined> {
  const row = await findApiKey(db, hashToken(key))
  if (row && now - row.last_used_at > TOUCH_EVERY_MS) await touchApiKey(db, row.id, now)
  return row
}
