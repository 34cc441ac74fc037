import type { FastifyReply, FastifyRequest } from 'fastify'
import { checkApiKey } from '../auth/api-key-service.ts'
import { ANONYMOUS, type Caller } from '../auth/caller.ts'
import type { Logins } from '../auth/login-service.ts'
import { findSession } from '../auth/session-service.ts'
import type { Db } from '../db/open.ts'
import type { Clock } from '../lib/clock.ts'
import { Problem } from '../lib/problem.ts'
import { SESSION_COOKIE, setSessionCookie } from './session-cookie.ts'

export interface AuthenticateDeps {
  db: Db
  clock: Clock
  logins: Logins
}

/**
 * Who asks: by the Authorization header where there is one (wrong ones are refused, never taken as anonymous),
 * else by the session's cookie.
 */
export async function authenticate(
  deps: AuthenticateDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> {
  const authorization = request.headers.authorization
  if (authorization === undefined) return bySession(deps, request, reply)
  const { scheme, value } = splitAuthorization(authorization)
  if (scheme === 'basic') return byPassword(deps, value, request.clientIp)
  if (scheme === 'api-key' || scheme === 'bearer') return byKey(deps, value)
  throw new Problem(401, 'unknown-scheme', 'Authorization takes Basic, Api-Key or Bearer.')
}

/** `Scheme value`, the scheme in lower case. */
export function splitAuthorization(header: string): { scheme: string; value: string } {
  const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(header.trim()) ?? []
  return { scheme: scheme.toLowerCase(), value: value.trim() }
}

async function bySession(
  { db, clock }: AuthenticateDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller> {
  const token = request.cookies[SESSION_COOKIE]
  if (token === undefined || token === '') return ANONYMOUS
  const session = await findSession(db, token, clock())
  if (!session) return ANONYMOUS
  if (session.extended) setSessionCookie(reply, token, request.isHttps)
  return {
    kind: 'user',
    id: session.user_id,
    name: session.name,
    role: session.role,
    session: { tokenHash: session.token_hash, csrfToken: session.csrf_token },
  }
}

async function byPassword({ logins }: AuthenticateDeps, value: string, ip: string): Promise<Caller> {
  const text = Buffer.from(value, 'base64').toString()
  const colon = text.indexOf(':')
  if (colon < 0) throw new Problem(401, 'wrong-credentials', 'Basic authentication takes name:password in base64.')
  const user = await logins.check({ name: text.slice(0, colon), password: text.slice(colon + 1), ip })
  return { kind: 'user', id: user.id, name: user.name, role: user.role, session: undefined }
}

async function byKey({ db, clock }: AuthenticateDeps, value: string): Promise<Caller> {
  const key = await checkApiKey(db, value, clock())
  if (!key) throw new Problem(401, 'wrong-key', 'This API key is unknown or revoked.')
  return { kind: 'key', id: key.id, scope: key.scope }
}
