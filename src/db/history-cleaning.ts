import type { Queryable } from './open.ts'

/** Deletes what happened on hosts before `before`. */
export async function deleteOldHostEvents(db: Queryable, before: number): Promise<number> {
  const { numDeletedRows } = await db.query.deleteFrom('host_event').where('at', '<', before).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Deletes sessions that ended and failed log-ins that are forgiven. */
export async function deleteOldSessions(db: Queryable, now: number, failuresBefore: number): Promise<number> {
  const sessions = await db.query.deleteFrom('session').where('expires_at', '<', now).executeTakeFirstOrThrow()
  await db.query.deleteFrom('login_failure').where('last_at', '<', failuresBefore).execute()
  return Number(sessions.numDeletedRows)
}
