import { sql } from 'kysely'
import type { KeyScope } from '../model/key-scope.ts'
import type { Queryable } from './open.ts'

export interface ApiKeyRow {
  id: number
  name: string
  prefix: string
  scope: KeyScope
  created_at: number
  last_used_at: number
  revoked_at: number
}

const COLUMNS = ['id', 'name', 'prefix', 'scope', 'created_at', 'last_used_at', 'revoked_at'] as const

export function listApiKeys(db: Queryable): Promise<ApiKeyRow[]> {
  return db.query.selectFrom('api_key').select(COLUMNS).orderBy('id').execute()
}

/** A key that is in force. */
export function findApiKey(db: Queryable, hash: string): Promise<ApiKeyRow | undefined> {
  return db.query
    .selectFrom('api_key')
    .select(COLUMNS)
    .where('hash', '=', hash)
    .where('revoked_at', '=', 0)
    .executeTakeFirst()
}

/** Undefined where the name is taken. */
export async function insertApiKey(
  db: Queryable,
  key: { name: string; prefix: string; hash: string; scope: KeyScope; created_at: number },
): Promise<ApiKeyRow | undefined> {
  return db.query
    .insertInto('api_key')
    .values({ ...key, last_used_at: 0, revoked_at: 0 })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning(COLUMNS)
    .executeTakeFirst()
}

/** By id, prefix or name. Answers how many keys were in force and no longer are. */
export async function revokeApiKey(
  db: Queryable,
  which: { id: number } | { prefixOrName: string },
  now: number,
): Promise<number> {
  const match =
    'id' in which ? sql`id = ${which.id}` : sql`(prefix = ${which.prefixOrName} or name = ${which.prefixOrName})`
  const result = await sql`update api_key set revoked_at = ${now} where ${match} and revoked_at = 0`.execute(db.query)
  return Number(result.numAffectedRows ?? 0)
}

export async function touchApiKey(db: Queryable, id: number, now: number): Promise<void> {
  await db.query.updateTable('api_key').set({ last_used_at: now }).where('id', '=', id).execute()
}
