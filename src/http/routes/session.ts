import type { App, ServerDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { NoContent } from '../schemas/common.ts'
import { Credentials, PasswordChange, Session, SessionStarted } from '../schemas/session.ts'

export function sessionRoutes(app: App, _deps: ServerDeps): void {
  app.post(
    '/session',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'logIn',
        tags: ['access'],
        summary: 'Log in',
        body: Credentials,
        response: { 200: SessionStarted },
      },
    },
    pending,
  )

  app.get(
    '/session',
    {
      config: { access: 'open' },
      schema: { operationId: 'getSession', tags: ['access'], summary: 'Who is logged in', response: { 200: Session } },
    },
    pending,
  )

  app.delete(
    '/session',
    {
      config: { access: 'open' },
      schema: { operationId: 'logOut', tags: ['access'], summary: 'Log out', response: { 204: NoContent } },
    },
    pending,
  )

  app.put(
    '/session/password',
    {
      config: { access: 'user' },
      schema: {
        operationId: 'changePassword',
        tags: ['access'],
        summary: "Change one's password",
        body: PasswordChange,
        response: { 204: NoContent },
      },
    },
    pending,
  )
}
