import type { FastifyReply, FastifyRequest } from 'fastify'
import { getLegacy, LEGACY_PAGE, listLegacy } from '../../db/legacy/reads.ts'
import { LEGACY_RESOURCES } from '../../db/legacy/resources.ts'
import { Problem } from '../../lib/problem.ts'
import { mayDo } from '../access.ts'
import type { App, RouteDeps } from '../app.ts'
import { authenticate } from '../authenticate.ts'
import { toProblem } from '../problems.ts'
import { type ToUrl, toLegacy } from './answers.ts'

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

/**
 * The API of Patchman 4 below /api/, for scripts that exist: lists and details, as there. Whoever may read the
 * interface's API may read this one; it writes nothing.
 */
export function legacyRoutes(app: App, deps: RouteDeps): void {
  const { db, log, settings } = deps
  app.setErrorHandler((error: Error, request, reply) => {
    const { status, message, headers } = toProblem(error as never)
    if (status >= 500) log.error('request failed', { method: request.method, url: request.url, error })
    return reply.code(status).headers(headers).send({ detail: message })
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    request.caller = await authenticate(deps, request, reply)
    if (mayDo(request.caller, 'read', settings.anonymousRead)) return
    throw new Problem(403, 'login-needed', 'Authentication credentials were not provided.')
  })

  const schema = { hide: true }
  const resources = Object.entries(LEGACY_RESOURCES)
  app.get('/api/', { schema }, (request) => {
    const toUrl = urlsOf(request)
    return Object.fromEntries(resources.map(([name]) => [name, toUrl(name)]))
  })
  for (const [name, resource] of resources) {
    app.get(`/api/${name}/`, { schema }, async (request) => {
      const query = request.query as Record<string, string>
      const toUrl = urlsOf(request)
      // reports were never paged there
      const page = name === 'report' && query.page === undefined ? undefined : toPageNumber(query.page)
      const { count, rows } = await listLegacy(db, resource, query, page)
      const results = rows.map((row) => toLegacy(resource, row, toUrl))
      if (page === undefined) return results
      if (page > 1 && results.length === 0) throw new Problem(404, 'no-page', 'Invalid page.')
      const at = (number: number) => toPageUrl(toUrl(name), query, number)
      const next = page * LEGACY_PAGE < count ? at(page + 1) : null
      return { count, next, previous: page > 1 ? at(page - 1) : null, results }
    })
    app.get<{ Params: { id: string } }>(`/api/${name}/:id/`, { schema }, async (request) => {
      const row = await getLegacy(db, resource, request.params.id)
      if (!row) throw new Problem(404, 'not-found', `No ${toModel(name)} matches the given query.`)
      return toLegacy(resource, row, urlsOf(request))
    })
    const paths = name === 'report' ? [`/api/${name}/:id/`] : [`/api/${name}/`, `/api/${name}/:id/`]
    for (const url of paths) app.route({ method: METHODS, url, schema, handler: refuse })
    for (const url of [...(name === 'report' ? [] : [`/api/${name}`]), `/api/${name}/:id`]) {
      app.get(url, { schema }, (request, reply) => reply.redirect(withSlash(request.url), 301))
    }
  }
}

function refuse(request: FastifyRequest, reply: FastifyReply) {
  return reply
    .code(405)
    .header('allow', 'GET, HEAD, OPTIONS')
    .send({ detail: `Method "${request.method}" not allowed.` })
}

function urlsOf({ isHttps, publicHost }: FastifyRequest): ToUrl {
  const root = `${isHttps ? 'https' : 'http'}://${publicHost}/api`
  return (resource, id) => (id === undefined ? `${root}/${resource}/` : `${root}/${resource}/${id}/`)
}

function toPageNumber(text = '1'): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Problem(404, 'no-page', 'Invalid page.')
  return Number(text)
}

function toPageUrl(url: string, query: Record<string, string>, page: number): string {
  const { page: _, ...filters } = query
  return `${url}?${new URLSearchParams({ ...filters, ...(page > 1 ? { page: String(page) } : {}) })}`.replace(/\?$/, '')
}

function withSlash(url: string): string {
  const [path = '', query] = url.split('?')
  return `${path}/${query === undefined ? '' : `?${query}`}`
}

/** `os-release` → `OSRelease`, as its messages call it. */
function toModel(name: string): string {
  return name
    .split('-')
    .map((word) =>
      word === 'os' || word === 'cve' ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join('')
}
