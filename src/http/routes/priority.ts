import { toPriorityItem } from '../../api/answers/priority.ts'
import { HostParams } from '../../api/schemas/hosts.ts'
import { PriorityList, PriorityQuery } from '../../api/schemas/priority.ts'
import { getHostId } from '../../db/host-list.ts'
import { notFound } from '../../lib/problem.ts'
import { PRIORITY_FORMULA, type PriorityWeights } from '../../security/priority.ts'
import { listPatchFirst } from '../../security/priority-service.ts'
import type { App, HttpSettings, RouteDeps } from '../app.ts'

export function priorityRoutes(app: App, { db, clock, settings }: RouteDeps): void {
  const weights = toWeights(settings)
  const toList = async (limit: number, hostId?: number) => {
    const items = await listPatchFirst(db, { weights, now: clock(), ...(hostId !== undefined && { hostId }) })
    const shown = items.slice(0, limit).map(toPriorityItem)
    return { items: shown, total: items.length, weights, formula: PRIORITY_FORMULA }
  }

  app.get(
    '/priority',
    {
      schema: {
        operationId: 'listPriority',
        tags: ['cves'],
        summary: 'What to patch first: packages whose pending updates end the most urgent CVEs',
        querystring: PriorityQuery,
        response: { 200: PriorityList },
      },
    },
    ({ query }) => toList(query.limit ?? 50),
  )

  app.get(
    '/hosts/:hostname/priority',
    {
      schema: {
        operationId: 'listHostPriority',
        tags: ['hosts'],
        summary: 'What to patch first on the host',
        params: HostParams,
        querystring: PriorityQuery,
        response: { 200: PriorityList },
      },
    },
    async ({ params: { hostname }, query }) => {
      const host = await getHostId(db, hostname.toLowerCase())
      if (!host) throw notFound('host', hostname)
      return toList(query.limit ?? 50, host.id)
    },
  )
}

function toWeights(settings: HttpSettings): PriorityWeights {
  return {
    exploited: settings.priorityExploited,
    epss: settings.priorityEpss,
    severity: settings.prioritySeverity,
    exposure: settings.priorityExposure,
    age: settings.priorityAge,
  }
}
