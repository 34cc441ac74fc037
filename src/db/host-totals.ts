import { sql } from 'kysely'
import type { Queryable } from './open.ts'

/** Sets counts of hosts that differ from the rows that they count. Answers how many hosts were wrong. */
export async function correctHostTotals(db: Queryable): Promise<number> {
  const { numAffectedRows } = await sql`
    with counted as (
      select h.id,
        (select count(*) from host_package p where p.host_id = h.id) as packages,
        (select count(*) from host_update u where u.host_id = h.id and u.state = 'pending' and u.security = 1) as security,
        (select count(*) from host_update u where u.host_id = h.id and u.state = 'pending' and u.security = 0) as bugfix
      from host h)
    update host set
      package_count = (select c.packages from counted c where c.id = host.id),
      security_count = (select c.security from counted c where c.id = host.id),
      bugfix_count = (select c.bugfix from counted c where c.id = host.id)
    where id in (
      select h.id from host h join counted c on c.id = h.id
      where h.package_count <> c.packages or h.security_count <> c.security or h.bugfix_count <> c.bugfix)`.execute(
    db.query,
  )
  return Number(numAffectedRows ?? 0)
}
