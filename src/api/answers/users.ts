import type { Static } from 'typebox'
import type { UserRow } from '../../db/users.ts'
import type { User } from '../schemas/users.ts'
import { toTime } from './time.ts'

export function toUser({ id, name, role, disabled_at, created_at, last_login_at }: UserRow): Static<typeof User> {
  return {
    ...{ id, name, role, disabled: disabled_at > 0 },
    created_at: toTime(created_at),
    last_login_at: toTime(last_login_at),
  }
}
