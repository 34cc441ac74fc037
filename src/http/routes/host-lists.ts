import {
  toHostEvent,
  toHostModule,
  toHostPackage,
  toHostRepository,
  toHostUpdate,
  toUnknown,
} from '../../api/answers/hosts.ts'
import { toReportSummary } from '../../api/answers/reports.ts'
import { toTime } from '../../api/answers/time.ts'
import {
  HostEventPage,
  HostEventQuery,
  HostModulePage,
  HostPackagePage,
  HostPackageQuery,
  HostParams,
  HostRepositoryPage,
  HostUpdatePage,
  HostUpdateQuery,
} from '../../api/schemas/hosts.ts'
import { ReportListQuery, ReportPage } from '../../api/schemas/reports.ts'
import { listHostEvents } from '../../db/host-event-list.ts'
import { getHostId } from '../../db/host-list.ts'
import { listDisabledModules, listModulesOfHost } from '../../db/host-module-list.ts'
import { listHostPackages } from '../../db/host-package-list.ts'
import { listReposOfHost } from '../../db/host-repo-list.ts'
import { listHostUpdates } from '../../db/host-update-list.ts'
import { listReports } from '../../db/report-list.ts'
import { listErrataOfUpdates } from '../../db/waiting-errata.ts'
import { notFound } from '../../lib/problem.ts'
import { listUnknownSources } from '../../updates/unknown-service.ts'
import type { App, RouteDeps } from '../app.ts'

/** The lists of one host. */
export function hostListRoutes(app: App, { db, clock }: RouteDeps): void {
  const readHost = async (hostname: string) => {
    const host = await getHostId(db, hostname.toLowerCase())
    if (!host) throw notFound('host', hostname)
    return host
  }

  app.get(
    '/hosts/:hostname/updates',
    {
      schema: {
        operationId: 'listHostUpdates',
        tags: ['hosts'],
        summary:
          'What its own package manager would install; held, phased and excluded ones too, replacements if asked for',
        params: HostParams,
        querystring: HostUpdateQuery,
        response: { 200: HostUpdatePage },
      },
    },
    async ({ params, query }) => {
      const host = await readHost(params.hostname)
      const page = await listHostUpdates(db, host.id, query)
      const unknown = toUnknown(await listUnknownSources({ db, clock }, host.hostname))
      const ids = page.items.map((update) => update.id)
      const errata = await listErrataOfUpdates(db, host.id, ids)
      const items = page.items.map((update) => toHostUpdate(update, errata.get(update.id) ?? []))
      return { ...page, items, as_of: toTime(host.updates_as_of), unknown }
    },
  )

  app.get(
    '/hosts/:hostname/packages',
    {
      schema: {
        operationId: 'listHostPackages',
        tags: ['hosts'],
        summary: 'Its packages, with their updates',
        params: HostParams,
        querystring: HostPackageQuery,
        response: { 200: HostPackagePage },
      },
    },
    async ({ params, query }) => {
      const page = await listHostPackages(db, (await readHost(params.hostname)).id, query)
      return { ...page, items: page.items.map(toHostPackage) }
    },
  )

  app.get(
    '/hosts/:hostname/repositories',
    {
      schema: {
        operationId: 'listHostRepositories',
        tags: ['hosts'],
        summary: 'Its repositories, all on one page',
        params: HostParams,
        response: { 200: HostRepositoryPage },
      },
    },
    async ({ params }) => {
      const items = (await listReposOfHost(db, (await readHost(params.hostname)).id)).map(toHostRepository)
      return onOnePage(items)
    },
  )

  app.get(
    '/hosts/:hostname/modules',
    {
      schema: {
        operationId: 'listHostModules',
        tags: ['hosts'],
        summary: 'Its active module streams, all on one page, and the modules that it has disabled',
        params: HostParams,
        response: { 200: HostModulePage },
      },
    },
    async ({ params }) => {
      const { id } = await readHost(params.hostname)
      const items = (await listModulesOfHost(db, id)).map(toHostModule)
      return { ...onOnePage(items), disabled: await listDisabledModules(db, id) }
    },
  )

  app.get(
    '/hosts/:hostname/history',
    {
      schema: {
        operationId: 'listHostEvents',
        tags: ['hosts'],
        summary: 'What was installed, removed, upgraded, and when; newest first',
        params: HostParams,
        querystring: HostEventQuery,
        response: { 200: HostEventPage },
      },
    },
    async ({ params, query }) => {
      const page = await listHostEvents(db, (await readHost(params.hostname)).id, query)
      return { ...page, items: page.items.map(toHostEvent) }
    },
  )

  app.get(
    '/hosts/:hostname/reports',
    {
      schema: {
        operationId: 'listHostReports',
        tags: ['hosts'],
        summary: 'Its reports, newest first',
        params: HostParams,
        querystring: ReportListQuery,
        response: { 200: ReportPage },
      },
    },
    async ({ params, query }) => {
      const { hostname } = await readHost(params.hostname)
      const page = await listReports(db, { ...query, host: hostname })
      return { ...page, items: page.items.map(toReportSummary) }
    },
  )
}

function onOnePage<Item>(items: Item[]) {
  return { items, total: items.length, page: 1, per_page: Math.max(items.length, 1) }
}
