import type { Static } from 'typebox'
import type { ApiKeyRow } from '../../db/api-keys.ts'
import type { ApiKey } from '../schemas/session.ts'
import { toTime } from './time.ts'

export function toApiKey(row: ApiKeyRow): Static<typeof ApiKey> {
  const { id, name, prefix, scope, created_at, last_used_at, revoked_at } = row
  return {
    ...{ id, name, prefix, scope },
    created_at: toTime(created_at),
    last_used_at: toTime(last_used_at),
    revoked_at: toTime(revoked_at),
  }
}
