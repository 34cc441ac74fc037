import { Type } from 'typebox'
import { JOB_KINDS } from '../../model/job.ts'
import { Count, listQuery, named, PageOf, Time, Values } from './common.ts'

export const Job = named('Job', {
  id: Type.Integer(),
  kind: Type.String(),
  subject: Type.String(),
  state: Type.Enum(['queued', 'running', 'done', 'partial', 'failed']),
  created_at: Time,
  started_at: Time,
  finished_at: Time,
  duration_ms: Count,
  attempts: Count,
  error: Type.String(),
  result: Type.Record(Type.String(), Type.Unknown()),
})
export const JobListQuery = listQuery(['created_at', 'kind'], {
  state: Values('queued, running, done, partial or failed'),
  kind: Values('kind of job'),
})
export const JobPage = PageOf(Job)
export const NewJob = named('NewJob', {
  kind: Type.Enum([...JOB_KINDS]),
  subject: Type.Optional(Type.String({ maxLength: 300 })),
})
