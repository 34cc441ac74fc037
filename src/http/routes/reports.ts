import { toReportDetail, toReportSummary } from '../../api/answers/reports.ts'
import { ActionResult, IdParams, JobStarted, NoContent } from '../../api/schemas/common.ts'
import { ReportAction, ReportDetail, ReportListQuery, ReportPage } from '../../api/schemas/reports.ts'
import { deleteReports } from '../../db/report-deletes.ts'
import { getReport, listReportRejects, listReports } from '../../db/report-list.ts'
import { notFound } from '../../lib/problem.ts'
import { readReportSections, reprocessReport } from '../../reports/service.ts'
import type { App, RouteDeps } from '../app.ts'

export function reportRoutes(app: App, { db, enqueue }: RouteDeps): void {
  app.get(
    '/reports',
    {
      schema: {
        operationId: 'listReports',
        tags: ['reports'],
        summary: 'Reports, newest first',
        querystring: ReportListQuery,
        response: { 200: ReportPage },
      },
    },
    async ({ query }) => {
      const page = await listReports(db, query)
      return { ...page, items: page.items.map(toReportSummary) }
    },
  )

  app.get(
    '/reports/:id',
    {
      schema: {
        operationId: 'getReport',
        tags: ['reports'],
        summary: 'A report with its sections, and what of it could not be used',
        params: IdParams,
        response: { 200: ReportDetail },
      },
    },
    async ({ params: { id } }) => {
      const row = await getReport(db, id)
      const report = row && (await readReportSections(db, id))
      if (!report) throw notFound('report', id)
      return toReportDetail(row, report, await listReportRejects(db, id))
    },
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
    async ({ params: { id } }, reply) => {
      if (!(await reprocessReport(db, id))) throw notFound('report', id)
      return reply.code(202).send({ job_id: await enqueue('process-reports') })
    },
  )

  app.delete(
    '/reports/:id',
    {
      schema: {
        operationId: 'deleteReport',
        tags: ['reports'],
        summary: 'Delete a report; what is known of its host stays',
        params: IdParams,
        response: { 204: NoContent },
      },
    },
    async ({ params: { id } }, reply) => {
      if ((await deleteReports(db, [id])) === 0) throw notFound('report', id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/reports/actions',
    {
      schema: {
        operationId: 'actOnReports',
        tags: ['reports'],
        summary: 'Process again, or delete, many reports',
        body: ReportAction,
        response: { 200: ActionResult },
      },
    },
    async ({ body: { action, ids } }) => {
      if (action === 'delete') return { affected: await deleteReports(db, ids) }
      let affected = 0
      for (const id of ids) if (await reprocessReport(db, id)) affected++
      return affected === 0 ? { affected } : { affected, job_id: await enqueue('process-reports') }
    },
  )
}
