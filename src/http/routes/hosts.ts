import { toHostSummary } from '../../api/answers/hosts.ts'
import { ActionResult } from '../../api/schemas/common.ts'
import { HostAction, HostFacets, HostListQuery, HostPage } from '../../api/schemas/hosts.ts'
import { listHostFacets } from '../../db/host-facets.ts'
import { listHostIds, listHosts } from '../../db/host-list.ts'
import { deleteHosts, listHostsByName } from '../../db/host-selection.ts'
import { silentBefore } from '../../db/host-state.ts'
import { Problem } from '../../lib/problem.ts'
import { withCve } from '../../security/cve-hosts-service.ts'
import type { App, RouteDeps } from '../app.ts'

export function hostRoutes(app: App, { db, clock, settings, enqueue }: RouteDeps): void {
  const before = () => silentBefore(clock(), settings.daysWithoutReport)

  app.get(
    '/hosts',
    {
      schema: {
        operationId: 'listHosts',
        tags: ['hosts'],
        summary: 'Hosts',
        querystring: HostListQuery,
        response: { 200: HostPage },
      },
    },
    async ({ query }) => {
      const page = await listHosts(db, await withCve(db, query, clock()), before())
      return { ...page, items: page.items.map(toHostSummary) }
    },
  )

  app.get(
    '/hosts/facets',
    {
      schema: {
        operationId: 'listHostFacets',
        tags: ['hosts'],
        summary: 'How many hosts each value of each filter would leave',
        querystring: HostListQuery,
        response: { 200: HostFacets },
      },
    },
    async ({ query }) => listHostFacets(db, await withCve(db, query, clock()), before()),
  )

  app.post(
    '/hosts/actions',
    {
      schema: {
        operationId: 'actOnHosts',
        tags: ['hosts'],
        summary: 'Find updates of, or delete, many hosts: by name, or all that a filter leaves',
        body: HostAction,
        response: { 200: ActionResult },
      },
    },
    async ({ body: { action, hostnames, filter } }) => {
      if ((hostnames === undefined) === (filter === undefined)) {
        throw new Problem(400, 'invalid-input', 'Give either hostnames or filter.')
      }
      const hosts = hostnames
        ? await listHostsByName(db, hostnames)
        : await listHostIds(db, await withCve(db, filter ?? {}, clock()), before())
      const ids = hosts.map((host) => host.id)
      if (action === 'delete') {
        const affected = await deleteHosts(db, ids)
        if (affected > 0) await enqueue('match-cves')
        return { affected }
      }
      if (ids.length === 0) return { affected: 0 }
      const everything = filter !== undefined && Object.keys(filter).length === 0
      return { affected: ids.length, job_id: await enqueue('find-updates', everything ? '' : `host:${ids.join(',')}`) }
    },
  )
}
