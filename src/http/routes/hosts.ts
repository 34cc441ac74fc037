import { listHostFacets } from '../../db/host-facets.ts'
import { listHosts } from '../../db/host-list.ts'
import { silentBefore } from '../../db/host-state.ts'
import { toHostSummary } from '../answers/hosts.ts'
import type { App, RouteDeps } from '../app.ts'
import { HostFacets, HostListQuery, HostPage } from '../schemas/hosts.ts'

export function hostRoutes(app: App, { db, clock, settings }: RouteDeps): void {
  const before = () => silentBefore(clock(), settings.daysWithoutReport)

  app.get(
    '/hosts',
    { schema: { operationId: 'listHosts', tags: ['hosts'], querystring: HostListQuery, response: { 200: HostPage } } },
    async ({ query }) => {
      const page = await listHosts(db, query, before())
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
    ({ query }) => listHostFacets(db, query, before()),
  )
}
