import { toCve, toCveDetail, toHostCve } from '../../api/answers/cves.ts'
import {
  CveDetail,
  CveFacets,
  CveListQuery,
  CvePage,
  CveParams,
  Cwe,
  CweListQuery,
  CwePage,
  HostCvePage,
  HostCveQuery,
  ReferenceListQuery,
  WebReferencePage,
} from '../../api/schemas/cves.ts'
import { HostParams } from '../../api/schemas/hosts.ts'
import { listCveFacets } from '../../db/cve-list.ts'
import { getCwe, listCwes } from '../../db/cwe-list.ts'
import { listHostCvePackages } from '../../db/host-cve-packages.ts'
import { getHostId } from '../../db/host-list.ts'
import { listReferences } from '../../db/reference-list.ts'
import { listAcceptedHosts } from '../../db/security-exceptions.ts'
import { notFound } from '../../lib/problem.ts'
import { listCountedCves } from '../../security/cve-hosts-service.ts'
import { getCveInFull } from '../../security/cve-service.ts'
import type { App, RouteDeps } from '../app.ts'

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
      const page = await listCountedCves(db, query, clock())
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
      const found = await getCveInFull(db, name, clock())
      if (!found) throw notFound('CVE', name)
      return toCveDetail(found)
    },
  )

  app.get(
    '/hosts/:hostname/cves',
    {
      schema: {
        operationId: 'listHostCves',
        tags: ['hosts'],
        summary: 'CVEs that the host has, by which of its packages, and whether a pending update ends them',
        params: HostParams,
        querystring: HostCveQuery,
        response: { 200: HostCvePage },
      },
    },
    async ({ params, query }) => {
      const host = await getHostId(db, params.hostname.toLowerCase())
      if (!host) throw notFound('host', params.hostname)
      const page = await listCountedCves(db, { ...query, host: host.hostname }, clock())
      const ids = page.items.map(({ id }) => id)
      const packages = await listHostCvePackages(db, host.id, ids)
      const names = page.items.map(({ name }) => name)
      const accepted = await listAcceptedHosts(db, 'cve', names, clock())
      const items = page.items.map((row) => {
        return toHostCve(row, packages.get(row.id) ?? [], accepted.get(row.name)?.has(host.id) ?? false)
      })
      return { ...page, items }
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
