import { sql } from 'kysely'
import type { Queryable, Tx } from './open.ts'

export interface LoginFailureRow {
  subject: string
  count: number
  last_at: number
}

export function listLoginFailures(db: Queryable, subjects: string[]): Promise<LoginFailureRow[]> {
  return db.query.selectFrom('login_failure').selectAll().where('subject', 'in', subjects).execute()
}

/** One failure more of each; a count whose last failure is before `forgetBefore` begins anew. */
export async function addLoginFailures(
  tx: Tx,
  subjects: string[],
  { now, forgetBefore }: { now: number; forgetBefore: number },
): Promise<void> {
  for (const subject of [...subjects].sort()) {
    await sql`insert into login_failure (subject, count, last_at) values (${subject}, 1, ${now})
      on conflict (subject) do update set last_at = excluded.last_at,
        count = case when login_failure.last_at < ${forgetBefore} then 1 else login_failure.count + 1 end`.execute(
      tx.query,
    )
  }
}

/** Forgets these subjects, and whatever is older than `forgetBefore`. */
export async function deleteLoginFailures(db: Queryable, subjects: string[], forgetBefore: number): Promise<void> {
  await sql`delete from login_failure where subject in (${sql.join(subjects)}) or last_at < ${forgetBefore}`.execute(
    db.query,
  )
}
