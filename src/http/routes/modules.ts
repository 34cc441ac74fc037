import { toModule, toModulePackage } from '../../api/answers/modules.ts'
import { ModuleDetail, ModuleListQuery, ModulePage, ModuleParams } from '../../api/schemas/modules.ts'
import { getModule, listModules, listReposOfModule } from '../../db/module-list.ts'
import { listPackagesOfModule } from '../../db/module-packages.ts'
import { notFound } from '../../lib/problem.ts'
import { parseModuleId } from '../../model/module.ts'
import type { App, RouteDeps } from '../app.ts'

export function moduleRoutes(app: App, { db }: RouteDeps): void {
  app.get(
    '/modules',
    {
      schema: {
        operationId: 'listModules',
        tags: ['modules'],
        summary: 'Module streams that repositories describe or hosts have active, by build',
        querystring: ModuleListQuery,
        response: { 200: ModulePage },
      },
    },
    async ({ query }) => {
      const page = await listModules(db, query)
      return { ...page, items: page.items.map(toModule) }
    },
  )

  app.get(
    '/modules/:id',
    {
      schema: {
        operationId: 'getModule',
        tags: ['modules'],
        summary: 'A build of a module stream, with its packages and the repositories that describe it',
        params: ModuleParams,
        response: { 200: ModuleDetail },
      },
    },
    async ({ params }) => {
      const key = parseModuleId(params.id)
      const row = key && (await getModule(db, key))
      if (!row) throw notFound('module', params.id)
      return {
        ...toModule(row),
        available_from: await listReposOfModule(db, row),
        package_list: (await listPackagesOfModule(db, row)).map(toModulePackage),
      }
    },
  )
}
