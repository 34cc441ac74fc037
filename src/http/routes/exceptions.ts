import { toException } from '../../api/answers/cves.ts'
import { NoContent } from '../../api/schemas/common.ts'
import {
  ExceptionListQuery,
  ExceptionPage,
  ExceptionParams,
  NewException,
  SecurityException,
} from '../../api/schemas/cves.ts'
import type { Caller } from '../../auth/caller.ts'
import { listHostsByName } from '../../db/host-selection.ts'
import { endException, getException, insertException, listExceptions } from '../../db/security-exceptions.ts'
import { notFound, Problem } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'

export function exceptionRoutes(app: App, { db, clock }: RouteDeps): void {
  app.get(
    '/exceptions',
    {
      schema: {
        operationId: 'listExceptions',
        tags: ['cves'],
        summary: 'CVEs and errata that somebody accepts, for which hosts, why and until when; also past ones',
        querystring: ExceptionListQuery,
        response: { 200: ExceptionPage },
      },
    },
    async ({ query }) => {
      const page = await listExceptions(db, query, clock())
      return { ...page, items: page.items.map((row) => toException(row, clock())) }
    },
  )

  app.post(
    '/exceptions',
    {
      schema: {
        operationId: 'createException',
        tags: ['cves'],
        summary: 'Accept a CVE or an erratum for some hosts, for hosts with some tag, or for all, until a time',
        body: NewException,
        response: { 201: SecurityException },
      },
    },
    async ({ body, caller }, reply) => {
      const { hosts = [], tags = [], kind, reason } = body
      const endsAt = Date.parse(body.ends_at)
      if (!(endsAt > clock())) throw invalid('ends_at', 'It has to end in the future.')
      if (reason.trim() === '') throw invalid('reason', 'Say why.')
      if (hosts.length > 0 && tags.length > 0) throw invalid('tags', 'Give hosts or tags, not both.')
      const found = await listHostsByName(db, hosts)
      if (found.length < new Set(hosts.map((host) => host.toLowerCase())).size)
        throw invalid('hosts', 'Some of these hosts are not known.')
      const name = kind === 'cve' ? body.name.trim().toUpperCase() : body.name.trim()
      const hostIds = found.map(({ id }) => id)
      const author = toAuthor(caller)
      const exception = { kind, name, reason: reason.trim(), author, endsAt, hostIds, tags: [...new Set(tags)] }
      const id = await insertException(db, exception, clock())
      const row = await getException(db, id)
      if (!row) throw notFound('exception', String(id))
      return reply.code(201).send(toException(row, clock()))
    },
  )

  app.delete(
    '/exceptions/:id',
    {
      schema: {
        operationId: 'endException',
        tags: ['cves'],
        summary: 'End an exception now; it stays in the list of past ones',
        params: ExceptionParams,
        response: { 204: NoContent },
      },
    },
    async ({ params: { id }, caller }, reply) => {
      if (!(await getException(db, id))) throw notFound('exception', String(id))
      await endException(db, id, toAuthor(caller), clock())
      return reply.code(204).send(null)
    },
  )
}

const invalid = (field: string, message: string) => new Problem(400, 'invalid-input', message, { [field]: [message] })

function toAuthor(caller: Caller): string {
  return caller.kind === 'user' ? caller.name : caller.kind === 'key' ? `API key ${caller.id}` : ''
}
