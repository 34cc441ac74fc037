import type { FastifyRequest } from 'fastify'
import type { Caller } from '../auth/caller.ts'
import { isSame } from '../auth/token.ts'
import { Problem } from '../lib/problem.ts'
import type { Access, App } from './app.ts'
import { type AuthenticateDeps, authenticate } from './authenticate.ts'

/** Before every route of `app`: who asks, may they, and does a write with a cookie come from our own pages? */
export function registerAccess(app: App, deps: AuthenticateDeps, anonymousRead: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    // RFC 9111: what a login may change is not kept by caches
    reply.header('cache-control', 'no-store')
    const isWrite = !SAFE_METHODS.has(request.method)
    const access = request.routeOptions.config.access ?? (isWrite ? 'write' : 'read')
    if (isWrite) refuseOtherOrigins(request)
    request.caller = await authenticate(deps, request, reply)
    if (isWrite) checkCsrfToken(request)
    if (mayDo(request.caller, access, anonymousRead)) return
    throw request.caller.kind === 'anonymous' ? loginNeeded(request) : notAllowed(request.caller)
  })
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What each caller may do; see `Access`. */
export function mayDo(caller: Caller, access: Access, anonymousRead: boolean): boolean {
  if (access === 'open') return true
  if (caller.kind === 'anonymous') return access === 'read' && anonymousRead
  if (caller.kind === 'key') {
    if (access === 'read') return caller.scope !== 'report'
    return access === 'write' && caller.scope === 'write'
  }
  if (access === 'admin') return caller.role === 'admin'
  return access !== 'write' || caller.role !== 'viewer'
}

/** Browsers tell where a write comes from: https://fetch.spec.whatwg.org/#origin-header. Scripts send no Origin. */
function refuseOtherOrigins(request: FastifyRequest): void {
  const { origin } = request.headers
  const isForeign = origin !== undefined && !isOurs(origin, request.publicHost)
  if (isForeign || request.headers['sec-fetch-site'] === 'cross-site') {
    throw new Problem(403, 'other-origin', 'This request comes from the page of another site.')
  }
}

function isOurs(origin: string, host: string): boolean {
  const theirs = URL.parse(origin)
  return theirs !== null && theirs.host === URL.parse(`${theirs.protocol}//${host}`)?.host
}

function checkCsrfToken(request: FastifyRequest): void {
  const { caller } = request
  const isLogin = request.method === 'POST' && request.routeOptions.url?.endsWith('/session')
  if (caller.kind !== 'user' || !caller.session || isLogin) return
  const sent = request.headers['x-csrf-token']
  if (typeof sent !== 'string' || !isSame(sent, caller.session.csrfToken)) {
    throw new Problem(403, 'csrf-token-missing', 'A write with a session needs the X-CSRF-Token of GET /session.')
  }
}

function loginNeeded(request: FastifyRequest): Problem {
  // a browser would open its own window of name and password over our login page
  const isBrowser = request.headers['sec-fetch-site'] !== undefined
  const headers = isBrowser ? undefined : { 'www-authenticate': 'Basic realm="Patchman", charset="UTF-8"' }
  return new Problem(401, 'login-needed', 'Log in, or send a password or an API key.', undefined, headers)
}

function notAllowed(caller: Caller): Problem {
  return new Problem(403, 'not-allowed', `${describe(caller)} may not do that.`)
}

function describe(caller: Caller): string {
  if (caller.kind === 'key') return `An API key with the scope ${caller.scope}`
  return `A user with the role ${caller.kind === 'user' ? caller.role : 'viewer'}`
}
