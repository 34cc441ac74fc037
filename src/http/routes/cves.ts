import { countCveHosts, getCveDetails, listAffectedPackages } from '../../db/cve-details.ts'
import { getCve, listCveFacets, listCves } from '../../db/cve-list.ts'
import { getCwe, listCwes } from '../../db/cwe-list.ts'
import { listReferences } from '../../db/reference-list.ts'
import { notFound } from '../../lib/problem.ts'
import { findCveScope } from '../../security/cve-scope-service.ts'
import { toCve, toCveDetail } from '../answers/cves.ts'
import type { App, RouteDeps } from '../app.ts'
import {
  CveDetail,
  CveFacets,
  CveListQuery,
  CvePage,
  CveParams,
  Cwe,
  CweListQuery,
  CwePage,
  ReferenceListQuery,
  WebReferencePage,
} from '../schemas/cves.ts'

export function cveRoutes(app: App, { db, clock }: RouteDeps): void {
  app.get(
    '/cves',
    {
      schema: {
        operationId: 'listCves',
        tags: ['cves'],
        summary: 'CVEs, the most urgent first: exploited ones, then by EPSS, then by score',
        querystring: CveListQuery,
        response: { 200: CvePage },
      },
    },
    async ({ query }) => {
      const page = await listCves(db, query, clock())
      return { ...page, items: page.items.map(toCve) }
    },
  )

  app.get(
    '/cves/facets',
    {
      schema: {
        operationId: 'listCveFacets',
        tags: ['cves'],
        summary: 'How many CVEs each value of each filter would leave',
        querystring: CveListQuery,
        response: { 200: CveFacets },
      },
    },
    ({ query }) => listCveFacets(db, query, clock()),
  )

  app.get(
    '/cves/:name',
    {
      schema: {
        operationId: 'getCve',
        tags: ['cves'],
        summary: 'A CVE: what is known of it, which hosts have it, what fixes it, and what is not fixed and why',
        params: CveParams,
        response: { 200: CveDetail },
      },
    },
    async ({ params: { name } }) => {
      const row = await getCve(db, name, clock())
      if (!row) throw notFound('CVE', name)
      const answer = await findCveScope(db, row)
      const details = await getCveDetails(db, row.id, row.name)
      const packages = await listAffectedPackages(db, row.id)
      return toCveDetail(row, details, packages, answer, await countCveHosts(db, answer.scope, clock()))
    },
  )

  app.get(
    '/cwes',
    {
      schema: {
        operationId: 'listCwes',
        tags: ['cves'],
        summary: 'Kinds of weaknesses, those that most CVEs have first',
        querystring: CweListQuery,
        response: { 200: CwePage },
      },
    },
    ({ query }) => listCwes(db, query),
  )

  app.get(
    '/cwes/:name',
    {
      schema: {
        operationId: 'getCwe',
        tags: ['cves'],
        summary: 'A kind of weakness',
        params: CveParams,
        response: { 200: Cwe },
      },
    },
    async ({ params: { name } }) => {
      const cwe = await getCwe(db, name)
      if (!cwe) throw notFound('CWE', name)
      return cwe
    },
  )

  app.get(
    '/references',
    {
      schema: {
        operationId: 'listReferences',
        tags: ['cves'],
        summary: 'Pages of the web that errata (of one CVE: and it) refer to, each once',
        querystring: ReferenceListQuery,
        response: { 200: WebReferencePage },
      },
    },
    ({ query }) => listReferences(db, query),
  )
}
