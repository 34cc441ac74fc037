import type { Static } from 'typebox'
import type { RejectRow, ReportRow } from '../../db/report-list.ts'
import { shownName, shownVersion } from '../../model/package.ts'
import type { Report } from '../../model/report.ts'
import type { ReportDetail, ReportSummary } from '../schemas/reports.ts'
import { toTime } from './time.ts'

export function toReportSummary({ reject_count, ...row }: ReportRow): Static<typeof ReportSummary> {
  return {
    ...row,
    received_at: toTime(row.received_at),
    processed_at: toTime(row.processed_at),
    tags: row.tags.split(',').filter((tag) => tag !== ''),
    rejects: reject_count,
  }
}

export function toReportDetail(row: ReportRow, report: Report, rejects: RejectRow[]): Static<typeof ReportDetail> {
  const { packages, repos, modules, securityUpdates, bugfixUpdates } = report
  return {
    ...toReportSummary(row),
    reboot: report.reboot,
    sections: {
      packages:
        packages?.map((p) => ({
          name: shownName(p),
          version: shownVersion(p),
          arch: p.arch,
          type: p.type,
          held: p.held,
        })) ?? null,
      repos: repos ?? null,
      modules: modules ?? null,
      security_updates: securityUpdates,
      bugfix_updates: bugfixUpdates,
    },
    reject_items: rejects,
  }
}
