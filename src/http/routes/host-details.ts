import { toExplanation } from '../../api/answers/explanation.ts'
import { toHost } from '../../api/answers/hosts.ts'
import { JobStarted, NoContent } from '../../api/schemas/common.ts'
import { ExplainQuery, Explanation, Host, HostChange, HostParams } from '../../api/schemas/hosts.ts'
import { getHostDetails } from '../../db/host-details.ts'
import { getHost } from '../../db/host-list.ts'
import { deleteHosts } from '../../db/host-selection.ts'
import { silentBefore } from '../../db/host-state.ts'
import { changeHost } from '../../inventory/change-service.ts'
import { notFound } from '../../lib/problem.ts'
import { explain } from '../../updates/explain-service.ts'
import { listUnknownSources } from '../../updates/unknown-service.ts'
import type { App, RouteDeps } from '../app.ts'

/** One host: what it is, and what can be done with it. */
export function hostDetailRoutes(app: App, { db, clock, settings, enqueue }: RouteDeps): void {
  const readHost = async (hostname: string) => {
    const row = await getHost(db, hostname.toLowerCase(), silentBefore(clock(), settings.daysWithoutReport))
    const details = row && (await getHostDetails(db, row.id))
    if (!details) throw notFound('host', hostname)
    return toHost(row, details, await listUnknownSources({ db, clock }, row.hostname))
  }

  app.get(
    '/hosts/:hostname',
    {
      schema: {
        operationId: 'getHost',
        tags: ['hosts'],
        summary: 'A host',
        params: HostParams,
        response: { 200: Host },
      },
    },
    ({ params }) => readHost(params.hostname),
  )

  app.patch(
    '/hosts/:hostname',
    {
      schema: {
        operationId: 'changeHost',
        tags: ['hosts'],
        summary: 'Change its settings or tags',
        params: HostParams,
        body: HostChange,
        response: { 200: Host },
      },
    },
    async ({ params, body }) => {
      const { id } = await readHost(params.hostname)
      await changeHost(db, id, body, clock())
      if (body.host_repos_only !== undefined) await enqueue('find-updates', `host:${id}`)
      return readHost(params.hostname)
    },
  )

  app.delete(
    '/hosts/:hostname',
    {
      schema: {
        operationId: 'deleteHost',
        tags: ['hosts'],
        summary: 'Delete the host and what is known of it',
        params: HostParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await deleteHosts(db, [(await readHost(params.hostname)).id])
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/hosts/:hostname/find-updates',
    {
      schema: {
        operationId: 'findHostUpdates',
        tags: ['hosts'],
        summary: 'Work out its updates again',
        params: HostParams,
        response: { 202: JobStarted },
      },
    },
    async ({ params }, reply) => {
      const { id } = await readHost(params.hostname)
      return reply.code(202).send({ job_id: await enqueue('find-updates', `host:${id}`) })
    },
  )

  app.get(
    '/hosts/:hostname/explain',
    {
      schema: {
        operationId: 'explainUpdate',
        tags: ['hosts'],
        summary: 'Why a package has the update that it has, or none',
        params: HostParams,
        querystring: ExplainQuery,
        response: { 200: Explanation },
      },
    },
    async ({ params, query }) =>
      toExplanation(await explain({ db, clock }, params.hostname.toLowerCase(), query.package, query.arch)),
  )
}
