import { toUpdate } from '../../api/answers/updates.ts'
import { IdParams } from '../../api/schemas/common.ts'
import { UpdateDetail, UpdateListQuery, UpdatePage } from '../../api/schemas/updates.ts'
import { listReposOfPackage } from '../../db/package-version-list.ts'
import { getUpdate, listUpdateReasons, listUpdates } from '../../db/update-list.ts'
import { notFound } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'

export function updateRoutes(app: App, { db }: RouteDeps): void {
  app.get(
    '/updates',
    {
      schema: {
        operationId: 'listUpdates',
        tags: ['updates'],
        summary: 'Updates that are pending on some host',
        querystring: UpdateListQuery,
        response: { 200: UpdatePage },
      },
    },
    async ({ query }) => {
      const page = await listUpdates(db, query)
      return { ...page, items: page.items.map(toUpdate) }
    },
  )

  app.get(
    '/updates/:id',
    {
      schema: {
        operationId: 'getUpdate',
        tags: ['updates'],
        summary: 'An update, with the repositories that offer it and why it is (not) a security update',
        params: IdParams,
        response: { 200: UpdateDetail },
      },
    },
    async ({ params: { id } }) => {
      const row = await getUpdate(db, id)
      if (!row) throw notFound('update', id)
      return {
        ...toUpdate(row),
        repositories: await listReposOfPackage(db, row.candidate_id),
        reasons: await listUpdateReasons(db, id),
      }
    },
  )
}
