import type { Static } from 'typebox'
import type { ExceptionRow } from '../../db/security-exceptions.ts'
import type { SecurityException } from '../schemas/exceptions.ts'
import { toTime } from './time.ts'

export function toException(row: ExceptionRow, now: number): Static<typeof SecurityException> {
  const { created_at, ends_at, ended_at, ...rest } = row
  return {
    ...rest,
    created_at: toTime(created_at),
    ends_at: toTime(ends_at),
    ended_at: toTime(ended_at),
    active: ended_at === 0 && ends_at > now,
  }
}
