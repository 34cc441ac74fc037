import { matchPackages } from '../security/match-service.ts'
import type { JobHandler } from './job.ts'

/** After reports and refreshes: which CVEs the packages have that are new. */
export const matchCvesJob: JobHandler = async ({ db, signal }) => {
  return { state: 'done', result: { ...(await matchPackages({ db, signal })) } }
}
