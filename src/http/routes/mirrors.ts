import { toMirror } from '../../api/answers/repositories.ts'
import { ActionResult, IdParams, NoContent } from '../../api/schemas/common.ts'
import {
  MirrorAction,
  MirrorChange,
  MirrorDetail,
  MirrorListQuery,
  MirrorPage,
} from '../../api/schemas/repositories.ts'
import { getMirror, listMirrorIds, listMirrorRejects, listMirrors } from '../../db/mirror-list.ts'
import { notFound, Problem } from '../../lib/problem.ts'
import { type MirrorChange as Change, changeMirrors, joinMirrors, removeMirrors } from '../../repos/admin-service.ts'
import type { App, RouteDeps } from '../app.ts'

const MOST_RELATED = 200

export function mirrorRoutes(app: App, deps: RouteDeps): void {
  const { db } = deps
  const readMirror = async (id: number) => {
    const row = await getMirror(db, id)
    if (!row) throw notFound('mirror', id)
    const gave = await listMirrors(db, { from_mirror: String(id), per_page: MOST_RELATED })
    const same =
      row.checksum === '' ? [] : (await listMirrors(db, { checksum: row.checksum, per_page: MOST_RELATED })).items
    return {
      ...toMirror(row),
      reject_items: await listMirrorRejects(db, id),
      gave_list: gave.items.map(toMirror),
      same_elsewhere: same.filter((one) => one.repo_id !== row.repo_id).map(toMirror),
    }
  }

  app.get(
    '/mirrors',
    {
      schema: {
        operationId: 'listMirrors',
        tags: ['repositories'],
        summary: 'Mirrors of repositories',
        querystring: MirrorListQuery,
        response: { 200: MirrorPage },
      },
    },
    async ({ query }) => {
      const page = await listMirrors(db, query)
      return { ...page, items: page.items.map(toMirror) }
    },
  )

  app.get(
    '/mirrors/:id',
    {
      schema: {
        operationId: 'getMirror',
        tags: ['repositories'],
        summary:
          'A mirror, with what could not be read of its index, and the mirrors that it gave or that are its equals',
        params: IdParams,
        response: { 200: MirrorDetail },
      },
    },
    ({ params }) => readMirror(params.id),
  )

  app.patch(
    '/mirrors/:id',
    {
      schema: {
        operationId: 'changeMirror',
        tags: ['repositories'],
        summary: 'Enable, refresh or not, another address',
        params: IdParams,
        body: MirrorChange,
        response: { 200: MirrorDetail },
      },
    },
    async ({ params, body }) => {
      await changeMirrors(deps, [params.id], body)
      return readMirror(params.id)
    },
  )

  app.delete(
    '/mirrors/:id',
    {
      schema: {
        operationId: 'deleteMirror',
        tags: ['repositories'],
        summary: 'Delete a mirror',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async ({ params }, reply) => {
      if ((await removeMirrors(deps, [params.id])) === 0) throw notFound('mirror', params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/mirrors/actions',
    {
      schema: {
        operationId: 'actOnMirrors',
        tags: ['repositories'],
        summary: 'Act on many mirrors; link: mirrors of one checksum into one repository',
        body: MirrorAction,
        response: { 200: ActionResult },
      },
    },
    async ({ body: { action, ids: given, filter, repository } }) => {
      if ((given === undefined) === (filter === undefined)) {
        throw new Problem(400, 'invalid-input', 'Give either ids or filter.')
      }
      const ids = given ?? (await listMirrorIds(db, filter ?? {}))
      if (ids.length === 0) return { affected: 0 }
      if (action === 'delete') return { affected: await removeMirrors(deps, ids) }
      if (action === 'link') return { affected: await joinMirrors(deps, ids, repository) }
      return { affected: await changeMirrors(deps, ids, CHANGES[action]) }
    },
  )
}

const CHANGES = {
  enable: { enabled: true },
  disable: { enabled: false },
  'enable-refresh': { refresh: true },
  'disable-refresh': { refresh: false },
} satisfies Record<string, Change>
