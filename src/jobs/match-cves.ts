import { storeVendorSeverities } from '../security/cve-records-service.ts'
import { matchPackages } from '../security/match-service.ts'
import type { JobHandler } from './job.ts'

/** After reports and refreshes: which CVEs errata name, and which of them packages have that are new. */
export const matchCvesJob: JobHandler = async ({ db, signal }) => {
  const rated = await storeVendorSeverities(db)
  return { state: 'done', result: { rated, ...(await matchPackages({ db, signal })) } }
}
