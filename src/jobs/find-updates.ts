import { updateHosts } from '../updates/service.ts'
import type { JobHandler } from './job.ts'
import { toScope } from './subject.ts'

/** Daily for all hosts; for some when their repositories changed or somebody asked. */
export const findUpdatesJob: JobHandler = async (context, { subject }) => {
  const { hosts, updates } = await updateHosts(context, toScope(subject))
  // other updates end other CVEs
  if (hosts > 0) await context.enqueue('match-cves')
  return { state: 'done', result: { hosts, updates } }
}
