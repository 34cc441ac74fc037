import { createReverse } from '../lib/reverse-name.ts'
import { checkDns } from '../maintenance/dns-service.ts'
import type { JobHandler } from './job.ts'
import { toScope } from './subject.ts'

/** Daily: what reverse DNS says of the hosts that are to be checked. */
export const dnsChecksJob: JobHandler = async ({ db, onProgress }, { subject }) => {
  const summary = await checkDns({ db, reverse: createReverse(), onProgress }, toScope(subject))
  const failed = summary.failed > 0
  return {
    state: failed ? 'partial' : 'done',
    result: summary,
    ...(failed && { error: `DNS did not answer about ${summary.failed} of ${summary.checked} hosts` }),
  }
}
