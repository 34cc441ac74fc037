import { toOsRelease, toOsVariant } from '../../api/answers/os.ts'
import { ActionResult, IdParams, NoContent } from '../../api/schemas/common.ts'
import {
  OsReleaseChange,
  OsReleaseDetail,
  OsReleaseListQuery,
  OsReleasePage,
  OsReleaseRepositories,
  OsVariant,
  OsVariantAction,
  OsVariantChange,
  OsVariantListQuery,
  OsVariantPage,
} from '../../api/schemas/os.ts'
import { getOsRelease, getOsVariant, listOsReleases, listOsVariants, listReposOfRelease } from '../../db/os-list.ts'
import {
  changeOsRelease,
  linkVariant,
  removeOsRelease,
  removeOsVariant,
  removeUnusedVariants,
  setReleaseRepos,
} from '../../inventory/os-service.ts'
import { notFound } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'

const MOST_VARIANTS = 1000

export function osReleaseRoutes(app: App, deps: RouteDeps): void {
  const { db, clock } = deps
  const readRelease = async (id: number) => {
    const row = await getOsRelease(db, id)
    if (!row) throw notFound('OS release', id)
    const variants = await listOsVariants(db, { release: String(id), per_page: MOST_VARIANTS })
    return {
      ...toOsRelease(row),
      variant_list: variants.items.map(toOsVariant),
      repository_list: await listReposOfRelease(db, id),
    }
  }

  app.get(
    '/os-releases',
    {
      schema: {
        operationId: 'listOsReleases',
        tags: ['systems'],
        summary: 'OS releases',
        querystring: OsReleaseListQuery,
        response: { 200: OsReleasePage },
      },
    },
    async ({ query }) => {
      const page = await listOsReleases(db, query, clock())
      return { ...page, items: page.items.map(toOsRelease) }
    },
  )

  app.get(
    '/os-releases/:id',
    {
      schema: {
        operationId: 'getOsRelease',
        tags: ['systems'],
        summary: 'An OS release with its variants and repositories',
        params: IdParams,
        response: { 200: OsReleaseDetail },
      },
    },
    ({ params }) => readRelease(params.id),
  )

  app.patch(
    '/os-releases/:id',
    {
      schema: {
        operationId: 'changeOsRelease',
        tags: ['systems'],
        summary: 'Change its names',
        params: IdParams,
        body: OsReleaseChange,
        response: { 200: OsReleaseDetail },
      },
    },
    async ({ params, body }) => {
      await changeOsRelease(deps, params.id, body)
      return readRelease(params.id)
    },
  )

  app.put(
    '/os-releases/:id/repositories',
    {
      schema: {
        operationId: 'setOsReleaseRepositories',
        tags: ['systems'],
        summary: 'Link exactly these repositories to it',
        params: IdParams,
        body: OsReleaseRepositories,
        response: { 200: OsReleaseDetail },
      },
    },
    async ({ params, body }) => {
      await setReleaseRepos(deps, params.id, body.ids)
      return readRelease(params.id)
    },
  )

  app.delete(
    '/os-releases/:id',
    {
      schema: {
        operationId: 'deleteOsRelease',
        tags: ['systems'],
        summary: 'Delete a release that no host runs',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await removeOsRelease(deps, params.id)
      return reply.code(204).send(null)
    },
  )
}

export function osVariantRoutes(app: App, deps: RouteDeps): void {
  const { db } = deps

  app.get(
    '/os-variants',
    {
      schema: {
        operationId: 'listOsVariants',
        tags: ['systems'],
        summary: 'OS variants, as hosts report them',
        querystring: OsVariantListQuery,
        response: { 200: OsVariantPage },
      },
    },
    async ({ query }) => {
      const page = await listOsVariants(db, query)
      return { ...page, items: page.items.map(toOsVariant) }
    },
  )

  app.patch(
    '/os-variants/:id',
    {
      schema: {
        operationId: 'changeOsVariant',
        tags: ['systems'],
        summary: 'Link a variant to another release',
        params: IdParams,
        body: OsVariantChange,
        response: { 200: OsVariant },
      },
    },
    async ({ params, body }) => {
      await linkVariant(deps, params.id, body.release_id)
      const row = await getOsVariant(db, params.id)
      if (!row) throw notFound('OS variant', params.id)
      return toOsVariant(row)
    },
  )

  app.delete(
    '/os-variants/:id',
    {
      schema: {
        operationId: 'deleteOsVariant',
        tags: ['systems'],
        summary: 'Delete a variant that no host runs',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      await removeOsVariant(deps, params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/os-variants/actions',
    {
      schema: {
        operationId: 'actOnOsVariants',
        tags: ['systems'],
        summary: 'Delete all variants that no host runs',
        body: OsVariantAction,
        response: { 200: ActionResult },
      },
    },
    async () => ({ affected: await removeUnusedVariants(deps) }),
  )
}
