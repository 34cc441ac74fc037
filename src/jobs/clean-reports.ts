import { cleanReports } from '../maintenance/reports-service.ts'
import type { JobHandler } from './job.ts'

/** Weekly: keeps each host's last three reports and removes those of hosts that were deleted. */
export const cleanReportsJob: JobHandler = async (context) => ({ state: 'done', result: await cleanReports(context) })
