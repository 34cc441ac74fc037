import { toException } from '../../api/answers/exceptions.ts'
import { NoContent } from '../../api/schemas/common.ts'
import {
  ExceptionListQuery,
  ExceptionPage,
  ExceptionParams,
  NewException,
  SecurityException,
} from '../../api/schemas/exceptions.ts'
import type { Caller } from '../../auth/caller.ts'
import { endException, getException, listExceptions } from '../../db/security-exceptions.ts'
import { notFound } from '../../lib/problem.ts'
import { createException } from '../../security/exceptions-service.ts'
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
      const { hosts = [], tags = [], kind, name, reason } = body
      const asked = { kind, name, reason, endsAt: Date.parse(body.ends_at), hosts, tags }
      const row = await createException(db, asked, toAuthor(caller), clock())
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

function toAuthor(caller: Caller): string {
  return caller.kind === 'user' ? caller.name : caller.kind === 'key' ? `API key ${caller.id}` : ''
}
