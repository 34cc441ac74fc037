import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { ActionResult, IdParams, NoContent } from '../schemas/common.ts'
import { MirrorAction, MirrorChange, MirrorDetail, MirrorListQuery, MirrorPage } from '../schemas/repositories.ts'

export function mirrorRoutes(app: App, _deps: RouteDeps): void {
  app.get(
    '/mirrors',
    {
      schema: {
        operationId: 'listMirrors',
        tags: ['mirrors'],
        summary: 'Mirrors of repositories',
        querystring: MirrorListQuery,
        response: { 200: MirrorPage },
      },
    },
    pending,
  )

  app.get(
    '/mirrors/:id',
    {
      schema: {
        operationId: 'getMirror',
        tags: ['mirrors'],
        summary: 'A mirror with what could not be read of its index',
        params: IdParams,
        response: { 200: MirrorDetail },
      },
    },
    pending,
  )

  app.patch(
    '/mirrors/:id',
    {
      schema: {
        operationId: 'changeMirror',
        tags: ['mirrors'],
        summary: 'Change a mirror',
        params: IdParams,
        body: MirrorChange,
        response: { 200: MirrorDetail },
      },
    },
    pending,
  )

  app.delete(
    '/mirrors/:id',
    {
      schema: {
        operationId: 'deleteMirror',
        tags: ['mirrors'],
        summary: 'Delete a mirror',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    pending,
  )

  app.post(
    '/mirrors/actions',
    {
      schema: {
        operationId: 'actOnMirrors',
        tags: ['mirrors'],
        summary: 'The same for many; link: into one repository',
        body: MirrorAction,
        response: { 200: ActionResult },
      },
    },
    pending,
  )
}
