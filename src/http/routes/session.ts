import type { FastifyRequest } from 'fastify'
import { NoContent } from '../../api/schemas/common.ts'
import { Credentials, PasswordChange, Session, SessionStarted } from '../../api/schemas/session.ts'
import type { Caller } from '../../auth/caller.ts'
import { changePassword, endSession, startSession } from '../../auth/session-service.ts'
import { Problem } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'
import { clearSessionCookie, setSessionCookie } from '../session-cookie.ts'

export function sessionRoutes(app: App, { db, clock, logins, settings, version }: RouteDeps): void {
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
    async (request, reply) => {
      const { username, password } = request.body
      const user = await logins.check({ name: username, password, ip: request.clientIp })
      const session = await startSession(db, user, clock())
      setSessionCookie(reply, session.token, request.isHttps)
      return { user: { name: user.name, role: user.role }, csrf_token: session.csrfToken }
    },
  )

  app.get(
    '/session',
    {
      config: { access: 'open' },
      schema: { operationId: 'getSession', tags: ['access'], summary: 'Who is logged in', response: { 200: Session } },
    },
    async ({ caller }) => ({
      user: caller.kind === 'user' ? { name: caller.name, role: caller.role } : null,
      csrf_token: findSessionOf(caller)?.csrfToken ?? '',
      anonymous_read: settings.anonymousRead,
      version,
    }),
  )

  app.delete(
    '/session',
    {
      config: { access: 'open' },
      schema: { operationId: 'logOut', tags: ['access'], summary: 'Log out', response: { 204: NoContent } },
    },
    async ({ caller }, reply) => {
      const session = findSessionOf(caller)
      if (session) await endSession(db, session)
      clearSessionCookie(reply)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/session/password',
    {
      config: { access: 'user' },
      schema: {
        operationId: 'changePassword',
        tags: ['access'],
        summary: 'Change your password; your other sessions end',
        body: PasswordChange,
        response: { 204: NoContent },
      },
    },
    async (request, reply) => {
      const { id, name } = asUser(request)
      await logins.check({ name, password: request.body.old, ip: request.clientIp }).catch(asWrongOld)
      await changePassword(db, id, request.body.new, findSessionOf(request.caller))
      return reply.code(204).send(null)
    },
  )
}

function findSessionOf(caller: Caller) {
  return caller.kind === 'user' ? caller.session : undefined
}

function asUser({ caller }: FastifyRequest) {
  if (caller.kind !== 'user') throw new Problem(403, 'not-allowed', 'Only a user has a password.')
  return caller
}

/** A 401 would tell the interface that its session is over. */
function asWrongOld(error: unknown): never {
  if (!(error instanceof Problem) || error.status !== 401) throw error
  throw new Problem(400, 'invalid-input', 'The old password is wrong.', { old: ['is wrong'] })
}
