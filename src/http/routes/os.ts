import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { ActionResult, IdParams, NoContent } from '../schemas/common.ts'
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
} from '../schemas/os.ts'

export function osRoutes(app: App, _deps: RouteDeps): void {
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
    pending,
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
    pending,
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
    pending,
  )

  app.put(
    '/os-releases/:id/repositories',
    {
      schema: {
        operationId: 'setOsReleaseRepositories',
        tags: ['systems'],
        summary: 'Link repositories to it',
        params: IdParams,
        body: OsReleaseRepositories,
        response: { 200: OsReleaseDetail },
      },
    },
    pending,
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
    pending,
  )

  app.get(
    '/os-variants',
    {
      schema: {
        operationId: 'listOsVariants',
        tags: ['systems'],
        summary: 'OS variants, as reported',
        querystring: OsVariantListQuery,
        response: { 200: OsVariantPage },
      },
    },
    pending,
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
    pending,
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
    pending,
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
    pending,
  )
}
