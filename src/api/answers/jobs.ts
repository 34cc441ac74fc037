import type { Static } from 'typebox'
import type { JobRow } from '../../db/job-list.ts'
import type { Job } from '../schemas/jobs.ts'
import { toTime } from './time.ts'

export function toJob(row: JobRow, now: number): Static<typeof Job> {
  const { id, kind, subject, state, attempts, error } = row
  const end = row.finished_at || now
  return {
    ...{ id, kind, subject, state, attempts, error },
    created_at: toTime(row.created_at),
    started_at: toTime(row.started_at),
    finished_at: toTime(row.finished_at),
    duration_ms: row.started_at === 0 ? 0 : Math.max(0, end - row.started_at),
    result: JSON.parse(row.result) as Record<string, unknown>,
  }
}
