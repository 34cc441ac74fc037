import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { IdParams } from '../schemas/common.ts'
import { UpdateDetail, UpdateListQuery, UpdatePage } from '../schemas/updates.ts'

export function updateRoutes(app: App, _deps: RouteDeps): void {
  app.get(
    '/updates',
    {
      schema: {
        operationId: 'listUpdates',
        tags: ['updates'],
        summary: 'Updates that some host has pending',
        querystring: UpdateListQuery,
        response: { 200: UpdatePage },
      },
    },
    pending,
  )

  app.get(
    '/updates/:id',
    {
      schema: {
        operationId: 'getUpdate',
        tags: ['updates'],
        summary: 'An update',
        params: IdParams,
        response: { 200: UpdateDetail },
      },
    },
    pending,
  )
}
