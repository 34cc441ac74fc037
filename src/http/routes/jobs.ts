import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { IdParams, JobStarted } from '../schemas/common.ts'
import { Job, JobListQuery, JobPage, NewJob } from '../schemas/jobs.ts'

export function jobRoutes(app: App, _deps: RouteDeps): void {
  app.get(
    '/jobs',
    {
      schema: {
        operationId: 'listJobs',
        tags: ['jobs'],
        summary: 'Background work: waiting, running, done',
        querystring: JobListQuery,
        response: { 200: JobPage },
      },
    },
    pending,
  )

  app.get(
    '/jobs/:id',
    { schema: { operationId: 'getJob', tags: ['jobs'], summary: 'A job', params: IdParams, response: { 200: Job } } },
    pending,
  )

  app.post(
    '/jobs',
    {
      schema: {
        operationId: 'startJob',
        tags: ['jobs'],
        summary: 'Ask for background work',
        body: NewJob,
        response: { 202: JobStarted },
      },
    },
    pending,
  )
}
