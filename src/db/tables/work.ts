import type { Generated } from 'kysely'

export interface JobTable {
  id: Generated<number>
  kind: string
  /** What it is about (a repository's id, a host name); '' for all. */
  subject: string
  /** JSON object. */
  options: string
  state: 'queued' | 'running' | 'done' | 'partial' | 'failed'
  priority: number
  run_at: number
  attempts: number
  max_attempts: number
  /** `<machine>:<pid>:<thread>`; '' while queued. */
  claimed_by: string
  lease_until: number
  created_at: number
  started_at: number
  finished_at: number
  error: string
  /** JSON: what it did, in numbers. */
  result: string
}

export interface ScheduleRunTable {
  kind: string
  /** The due time that was started last: one server of many starts it. */
  due_at: number
}

/** The fleet on one UTC day, for the dashboard's history. */
export interface FleetDayTable {
  /** YYYY-MM-DD. */
  day: string
  hosts: number
  security_hosts: number
  security_updates: number
  bugfix_updates: number
}
