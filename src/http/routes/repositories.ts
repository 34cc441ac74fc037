import { toPackageVersion } from '../../api/answers/packages.ts'
import { toMirror, toRepository } from '../../api/answers/repositories.ts'
import { ActionResult, IdParams, NoContent } from '../../api/schemas/common.ts'
import { PackageVersionPage, RepositoryPackageQuery } from '../../api/schemas/packages.ts'
import {
  RepositoryAction,
  RepositoryChange,
  RepositoryDetail,
  RepositoryFacets,
  RepositoryListQuery,
  RepositoryPage,
} from '../../api/schemas/repositories.ts'
import { listMirrors } from '../../db/mirror-list.ts'
import { listPackageVersions } from '../../db/package-version-list.ts'
import { countParts, listReleasesOfRepo, listRepoFacets } from '../../db/repo-details.ts'
import { getRepo, listRepoIds, listRepos } from '../../db/repo-list.ts'
import { notFound, Problem } from '../../lib/problem.ts'
import { changeRepos, type RepoChange, removeRepos } from '../../repos/admin-service.ts'
import type { App, RouteDeps } from '../app.ts'

const MOST_MIRRORS = 1000

export function repositoryRoutes(app: App, deps: RouteDeps): void {
  const { db, enqueue } = deps
  const readRepository = async (id: number) => {
    const row = await getRepo(db, id)
    if (!row) throw notFound('repository', id)
    const mirrors = await listMirrors(db, { repository: String(id), per_page: MOST_MIRRORS })
    const os_releases = await listReleasesOfRepo(db, id)
    return {
      ...toRepository(row),
      ...(await countParts(db, id)),
      mirror_list: mirrors.items.map(toMirror),
      os_releases,
    }
  }

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
    async ({ query }) => {
      const page = await listRepos(db, query)
      return { ...page, items: page.items.map(toRepository) }
    },
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
    ({ query }) => listRepoFacets(db, query),
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
    ({ params }) => readRepository(params.id),
  )

  app.get(
    '/repositories/:id/packages',
    {
      schema: {
        operationId: 'listRepositoryPackages',
        tags: ['repositories'],
        summary: 'What it offers',
        params: IdParams,
        querystring: RepositoryPackageQuery,
        response: { 200: PackageVersionPage },
      },
    },
    async ({ params, query }) => {
      if (!(await getRepo(db, params.id))) throw notFound('repository', params.id)
      const page = await listPackageVersions(db, { ...query, repository: String(params.id) })
      return { ...page, items: page.items.map(toPackageVersion) }
    },
  )

  app.patch(
    '/repositories/:id',
    {
      schema: {
        operationId: 'changeRepository',
        tags: ['repositories'],
        summary: 'Enable, disable, mark as security, mute',
        params: IdParams,
        body: RepositoryChange,
        response: { 200: RepositoryDetail },
      },
    },
    async ({ params, body }) => {
      await changeRepos(deps, [params.id], body)
      return readRepository(params.id)
    },
  )

  app.delete(
    '/repositories/:id',
    {
      schema: {
        operationId: 'deleteRepository',
        tags: ['repositories'],
        summary: 'Delete it and its mirrors; a host that still names it brings it back',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      if ((await removeRepos(deps, [params.id])) === 0) throw notFound('repository', params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/repositories/actions',
    {
      schema: {
        operationId: 'actOnRepositories',
        tags: ['repositories'],
        summary: 'Act on many repositories: by id, or all that a filter leaves',
        body: RepositoryAction,
        response: { 200: ActionResult },
      },
    },
    async ({ body: { action, ids: given, filter } }) => {
      if ((given === undefined) === (filter === undefined)) {
        throw new Problem(400, 'invalid-input', 'Give either ids or filter.')
      }
      const ids = given ?? (await listRepoIds(db, filter ?? {}))
      if (ids.length === 0) return { affected: 0 }
      if (action === 'delete') return { affected: await removeRepos(deps, ids) }
      if (action !== 'refresh') return { affected: await changeRepos(deps, ids, CHANGES[action]) }
      const isAll = filter !== undefined && Object.keys(filter).length === 0
      return { affected: ids.length, job_id: await enqueue('refresh-repos', isAll ? '' : ids.join(',')) }
    },
  )
}

const CHANGES = {
  enable: { enabled: true },
  disable: { enabled: false },
  'mark-security': { security: true },
  'mark-non-security': { security: false },
  mute: { muted: true },
  unmute: { muted: false },
} satisfies Record<string, RepoChange>
