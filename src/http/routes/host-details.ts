import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { ActionResult, JobStarted, NoContent } from '../schemas/common.ts'
import {
  ExplainQuery,
  Explanation,
  Host,
  HostAction,
  HostChange,
  HostEventPage,
  HostEventQuery,
  HostPackagePage,
  HostPackageQuery,
  HostParams,
  HostRepositoryPage,
  HostUpdatePage,
  HostUpdateQuery,
} from '../schemas/hosts.ts'
import { ReportListQuery, ReportPage } from '../schemas/reports.ts'

export function hostDetailRoutes(app: App, _deps: RouteDeps): void {
  app.get(
    '/hosts/:hostname',
    {
      schema: {
        operationId: 'getHost',
        tags: ['hosts'],
        summary: 'A host',
        params: HostParams,
        response: { 200: Host },
      },
    },
    pending,
  )

  app.patch(
    '/hosts/:hostname',
    {
      schema: {
        operationId: 'changeHost',
        tags: ['hosts'],
        summary: 'Change its settings or tags',
        params: HostParams,
        body: HostChange,
        response: { 200: Host },
      },
    },
    pending,
  )

  app.delete(
    '/hosts/:hostname',
    {
      schema: {
        operationId: 'deleteHost',
        tags: ['hosts'],
        summary: 'Delete the host and what is known of it',
        params: HostParams,
        response: { 204: NoContent },
      },
    },
    pending,
  )

  app.post(
    '/hosts/:hostname/find-updates',
    {
      schema: {
        operationId: 'findHostUpdates',
        tags: ['hosts'],
        summary: 'Work out its updates again',
        params: HostParams,
        response: { 202: JobStarted },
      },
    },
    pending,
  )

  app.get(
    '/hosts/:hostname/updates',
    {
      schema: {
        operationId: 'listHostUpdates',
        tags: ['hosts'],
        summary: 'What its own package manager would install',
        params: HostParams,
        querystring: HostUpdateQuery,
        response: { 200: HostUpdatePage },
      },
    },
    pending,
  )

  app.get(
    '/hosts/:hostname/packages',
    {
      schema: {
        operationId: 'listHostPackages',
        tags: ['hosts'],
        summary: 'Its packages',
        params: HostParams,
        querystring: HostPackageQuery,
        response: { 200: HostPackagePage },
      },
    },
    pending,
  )

  app.get(
    '/hosts/:hostname/repositories',
    {
      schema: {
        operationId: 'listHostRepositories',
        tags: ['hosts'],
        summary: 'Its repositories',
        params: HostParams,
        response: { 200: HostRepositoryPage },
      },
    },
    pending,
  )

  app.get(
    '/hosts/:hostname/history',
    {
      schema: {
        operationId: 'listHostEvents',
        tags: ['hosts'],
        summary: 'What was installed, removed, upgraded, when',
        params: HostParams,
        querystring: HostEventQuery,
        response: { 200: HostEventPage },
      },
    },
    pending,
  )

  app.get(
    '/hosts/:hostname/reports',
    {
      schema: {
        operationId: 'listHostReports',
        tags: ['hosts'],
        summary: 'Its reports',
        params: HostParams,
        querystring: ReportListQuery,
        response: { 200: ReportPage },
      },
    },
    pending,
  )

  app.get(
    '/hosts/:hostname/explain',
    {
      schema: {
        operationId: 'explainUpdate',
        tags: ['hosts'],
        summary: 'Why a package has a candidate or none',
        params: HostParams,
        querystring: ExplainQuery,
        response: { 200: Explanation },
      },
    },
    pending,
  )

  app.post(
    '/hosts/actions',
    {
      schema: {
        operationId: 'actOnHosts',
        tags: ['hosts'],
        summary: 'Find updates of, or delete, many hosts',
        body: HostAction,
        response: { 200: ActionResult },
      },
    },
    pending,
  )
}
