import type { App, RouteDeps } from '../app.ts'
import { pending } from '../pending.ts'
import { ActionResult, IdParams, JobStarted, NoContent } from '../schemas/common.ts'
import { ReportAction, ReportDetail, ReportListQuery, ReportPage } from '../schemas/reports.ts'

export function reportRoutes(app: App, _deps: RouteDeps): void {
  app.get(
    '/reports',
    {
      schema: {
        operationId: 'listReports',
        tags: ['reports'],
        summary: 'Reports',
        querystring: ReportListQuery,
        response: { 200: ReportPage },
      },
    },
    pending,
  )

  app.get(
    '/reports/:id',
    {
      schema: {
        operationId: 'getReport',
        tags: ['reports'],
        summary: 'A report with its sections and what of it could not be used',
        params: IdParams,
        response: { 200: ReportDetail },
      },
    },
    pending,
  )

  app.post(
    '/reports/:id/process',
    {
      schema: {
        operationId: 'processReport',
        tags: ['reports'],
        summary: 'Process it again',
        params: IdParams,
        response: { 202: JobStarted },
      },
    },
    pending,
  )

  app.delete(
    '/reports/:id',
    {
      schema: {
        operationId: 'deleteReport',
        tags: ['reports'],
        summary: 'Delete a report',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    pending,
  )

  app.post(
    '/reports/actions',
    {
      schema: {
        operationId: 'actOnReports',
        tags: ['reports'],
        summary: 'The same for many',
        body: ReportAction,
        response: { 200: ActionResult },
      },
    },
    pending,
  )
}
