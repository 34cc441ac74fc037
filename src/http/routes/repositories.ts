import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { ActionResult, IdParams, NoContent } from '../schemas/common.ts'
import { PackageVersionListQuery, PackageVersionPage } from '../schemas/packages.ts'
import {
  RepositoryAction,
  RepositoryChange,
  RepositoryDetail,
  RepositoryFacets,
  RepositoryListQuery,
  RepositoryPage,
} from '../schemas/repositories.ts'

export function repositoryRoutes(app: App, _deps: RouteDeps): void {
  app.get(
    '/repositories',
    {
      schema: {
        operationId: 'listRepositories',
        tags: ['repositories'],
        summary: 'Repositories',
        querystring: RepositoryListQuery,
        response: { 200: RepositoryPage },
      },
    },
    pending,
  )

  app.get(
    '/repositories/facets',
    {
      schema: {
        operationId: 'listRepositoryFacets',
        tags: ['repositories'],
        summary: 'How many repositories each value of each filter would leave',
        querystring: RepositoryListQuery,
        response: { 200: RepositoryFacets },
      },
    },
    pending,
  )

  app.get(
    '/repositories/:id',
    {
      schema: {
        operationId: 'getRepository',
        tags: ['repositories'],
        summary: 'A repository with its mirrors',
        params: IdParams,
        response: { 200: RepositoryDetail },
      },
    },
    pending,
  )

  app.get(
    '/repositories/:id/packages',
    {
      schema: {
        operationId: 'listRepositoryPackages',
        tags: ['repositories'],
        summary: 'What it offers',
        params: IdParams,
        querystring: PackageVersionListQuery,
        response: { 200: PackageVersionPage },
      },
    },
    pending,
  )

  app.patch(
    '/repositories/:id',
    {
      schema: {
        operationId: 'changeRepository',
        tags: ['repositories'],
        summary: 'Enable, mark, mute',
        params: IdParams,
        body: RepositoryChange,
        response: { 200: RepositoryDetail },
      },
    },
    pending,
  )

  app.delete(
    '/repositories/:id',
    {
      schema: {
        operationId: 'deleteRepository',
        tags: ['repositories'],
        summary: 'Delete a repository and its mirrors',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    pending,
  )

  app.post(
    '/repositories/actions',
    {
      schema: {
        operationId: 'actOnRepositories',
        tags: ['repositories'],
        summary: 'The same for many',
        body: RepositoryAction,
        response: { 200: ActionResult },
      },
    },
    pending,
  )
}
