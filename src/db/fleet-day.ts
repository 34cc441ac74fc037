import { sql } from 'kysely'
import type { Queryable } from './open.ts'

/** Notes how the fleet is on `day` (YYYY-MM-DD, UTC); the last note of a day stays. */
export async function writeFleetDay(db: Queryable, day: string): Promise<void> {
  await sql`
    insert into fleet_day (day, hosts, security_hosts, security_updates, bugfix_updates)
    select ${day}, count(*), coalesce(sum(case when security_count > 0 then 1 else 0 end), 0),
      coalesce(sum(security_count), 0), coalesce(sum(bugfix_count), 0)
    from host where true
    on conflict (day) do update set hosts = excluded.hosts, security_hosts = excluded.security_hosts,
      security_updates = excluded.security_updates, bugfix_updates = excluded.bugfix_updates`.execute(db.query)
}
