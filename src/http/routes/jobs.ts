import { toJob } from '../../api/answers/jobs.ts'
import { IdParams, JobStarted } from '../../api/schemas/common.ts'
import { Job, JobListQuery, JobPage, NewJob } from '../../api/schemas/jobs.ts'
import { FEED_URLS } from '../../config/feeds.ts'
import { getJob, listJobs } from '../../db/job-list.ts'
import { listMissingIds } from '../../db/missing-ids.ts'
import type { Queryable } from '../../db/open.ts'
import { notFound, Problem } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'

export function jobRoutes(app: App, { db, clock, enqueue }: RouteDeps): void {
  app.get(
    '/jobs',
    {
      schema: {
        operationId: 'listJobs',
        tags: ['jobs'],
        summary: 'Background work: waiting, running, done; newest first',
        querystring: JobListQuery,
        response: { 200: JobPage },
      },
    },
    async ({ query }) => {
      const page = await listJobs(db, query)
      return { ...page, items: page.items.map((row) => toJob(row, clock())) }
    },
  )

  app.get(
    '/jobs/:id',
    {
      schema: { operationId: 'getJob', tags: ['jobs'], summary: 'A job', params: IdParams, response: { 200: Job } },
    },
    async ({ params: { id } }) => {
      const row = await getJob(db, id)
      if (!row) throw notFound('job', id)
      return toJob(row, clock())
    },
  )

  app.post(
    '/jobs',
    {
      schema: {
        operationId: 'startJob',
        tags: ['jobs'],
        summary: 'Ask for background work; joins an equal job that waits already',
        body: NewJob,
        response: { 202: JobStarted },
      },
    },
    async ({ body: { kind, subject = '' } }, reply) => {
      if (!SUBJECTS[kind].test(subject)) {
        throw new Problem(400, 'invalid-input', `${kind} takes no such subject.`, { subject: ['is not for this kind'] })
      }
      if (kind === 'refresh-feeds') checkSources(subject)
      else await checkSubject(db, subject)
      return reply.code(202).send({ job_id: await enqueue(kind, subject) })
    },
  )
}

const NOTHING = /^$/
const SUBJECTS = {
  'process-reports': NOTHING,
  'refresh-repos': /^(\d{1,15}(,\d{1,15})*)?$/,
  'refresh-feeds': /^([a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*)?$/,
  'match-cves': NOTHING,
  'find-updates': /^((host|repo):\d{1,15}(,\d{1,15})*)?$/,
  dbcheck: NOTHING,
  'dns-checks': NOTHING,
  'clean-reports': NOTHING,
}

function checkSources(subject: string): void {
  const known = ['', 'errata', 'cves', 'releases', ...Object.keys(FEED_URLS)]
  const others = subject.split(',').filter((word) => !known.includes(word))
  if (others.length === 0) return
  const detail = `There is no source ${others.join(', ')}.`
  throw new Problem(400, 'invalid-input', detail, { subject: [detail] })
}

/** A job about what is not there would end well and have done nothing. */
async function checkSubject(db: Queryable, subject: string): Promise<void> {
  if (subject === '') return
  const isAboutHosts = subject.startsWith('host:')
  const ids = subject.replace(/^\w+:/, '').split(',').map(Number)
  const missing = await listMissingIds(db, isAboutHosts ? 'host' : 'repo', ids)
  if (missing.length === 0) return
  const detail = `There is no ${isAboutHosts ? 'host' : 'repository'} ${missing.join(', ')}.`
  throw new Problem(400, 'invalid-input', detail, { subject: [detail] })
}
