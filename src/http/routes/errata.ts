import { toErratum, toErratumDetail } from '../../api/answers/errata.ts'
import {
  ErratumDetail,
  ErratumFacets,
  ErratumHosts,
  ErratumHostsQuery,
  ErratumListQuery,
  ErratumPage,
} from '../../api/schemas/errata.ts'
import { NameParams } from '../../api/schemas/packages.ts'
import { getErratumDetails } from '../../db/erratum-details.ts'
import { getErratum, listErrata, listErratumFacets } from '../../db/erratum-list.ts'
import { hostConditions } from '../../db/host-filter.ts'
import { countHosts } from '../../db/host-list.ts'
import { isAccepted } from '../../db/security-exceptions.ts'
import { countWaitingHosts } from '../../db/waiting-hosts.ts'
import { notFound } from '../../lib/problem.ts'
import type { App, RouteDeps } from '../app.ts'

/** A page of the list at its longest. */
const MOST_NAMES = 500

export function erratumRoutes(app: App, { db, clock }: RouteDeps): void {
  app.get(
    '/errata',
    {
      schema: {
        operationId: 'listErrata',
        tags: ['errata'],
        summary: 'Errata, the newest first',
        querystring: ErratumListQuery,
        response: { 200: ErratumPage },
      },
    },
    async ({ query }) => {
      const page = await listErrata(db, query)
      return { ...page, items: page.items.map(toErratum) }
    },
  )

  app.get(
    '/errata/facets',
    {
      schema: {
        operationId: 'listErratumFacets',
        tags: ['errata'],
        summary: 'How many errata each value of each filter would leave',
        querystring: ErratumListQuery,
        response: { 200: ErratumFacets },
      },
    },
    ({ query }) => listErratumFacets(db, query),
  )

  app.get(
    '/errata/hosts',
    {
      schema: {
        operationId: 'listErratumHosts',
        tags: ['errata'],
        summary: 'How many hosts wait for each of these errata',
        querystring: ErratumHostsQuery,
        response: { 200: ErratumHosts },
      },
    },
    async ({ query }) => {
      const names = [...new Set(query.name.split(','))].slice(0, MOST_NAMES)
      const waiting = await countWaitingHosts(db, names)
      return { items: names.map((name) => ({ name, waiting_hosts: waiting.get(name) ?? 0 })) }
    },
  )

  app.get(
    '/errata/:name',
    {
      schema: {
        operationId: 'getErratum',
        tags: ['errata'],
        summary: 'An erratum: packages, CVEs, references, and how many hosts wait for it',
        params: NameParams,
        response: { 200: ErratumDetail },
      },
    },
    async ({ params: { name } }) => {
      const row = await getErratum(db, name)
      if (!row) throw notFound('erratum', name)
      const conditions = hostConditions({ erratum: row.name }, 0)
      const waiting = await countHosts(db, conditions)
      const accepted = await countHosts(db, [...conditions, isAccepted('erratum', row.name, clock())])
      return toErratumDetail(row, await getErratumDetails(db, row.id), { waiting, accepted })
    },
  )
}
