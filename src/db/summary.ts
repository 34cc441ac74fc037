import { sql } from 'kysely'
import type { HostState } from '../model/update.ts'
import { hostState } from './host-state.ts'
import type { Queryable } from './open.ts'

export interface FleetNumbers {
  hosts: Record<HostState, number> & { total: number }
  security_updates: number
  bugfix_updates: number
  reboot_needed: number
  newest_report_at: number
}

/** The fleet in numbers: one query. Updates are of all hosts, those of silent ones as last known. */
export async function getFleetNumbers(db: Queryable, silentBefore: number): Promise<FleetNumbers> {
  const { rows } = await sql<Record<string, number | string> & { state: HostState }>`
    select ${hostState(silentBefore)} as state, count(*) as hosts, sum(h.security_count) as security,
      sum(h.bugfix_count) as bugfix, sum(case when h.reboot = 'yes' then 1 else 0 end) as reboot,
      max(h.last_report_at) as newest
    from host h group by 1`.execute(db.query)
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0)
  const of = (state: HostState) => Number(rows.find((row) => row.state === state)?.hosts ?? 0)
  return {
    hosts: {
      total: sum('hosts'),
      silent: of('silent'),
      security: of('security'),
      bugfix: of('bugfix'),
      unknown: of('unknown'),
      current: of('current'),
    },
    security_updates: sum('security'),
    bugfix_updates: sum('bugfix'),
    reboot_needed: sum('reboot'),
    newest_report_at: Math.max(0, ...rows.map((row) => Number(row.newest))),
  }
}

export interface FleetDayRow {
  day: string
  hosts: number
  security_hosts: number
  security_updates: number
  bugfix_updates: number
}

/** The last days, the oldest first. */
export async function listFleetDays(db: Queryable, most: number): Promise<FleetDayRow[]> {
  const rows = await db.query.selectFrom('fleet_day').selectAll().orderBy('day', 'desc').limit(most).execute()
  return rows.reverse()
}
