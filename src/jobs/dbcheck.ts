import { cleanReports } from '../maintenance/reports-service.ts'
import { checkDatabase } from '../maintenance/service.ts'
import type { JobHandler } from './job.ts'
import { deleteHistory } from './queue.ts'

/** Daily: removes what nothing uses, keeps the last reports of each host, forgets old history. */
export const dbCheckJob: JobHandler = async (context, { force }) => {
  const checked = await checkDatabase(context, { removeDuplicates: force, onProgress: context.onProgress })
  const reports = await cleanReports(context, { withoutHost: false })
  const jobsRemoved = await deleteHistory(context)
  return { state: 'done', result: { ...checked, reportsRemoved: reports.old, jobsRemoved } }
}
