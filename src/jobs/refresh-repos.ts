import { listOutdatedHosts } from '../db/outdated-hosts.ts'
import { refreshRepos } from '../repos/service.ts'
import { updateHosts } from '../updates/service.ts'
import type { JobHandler } from './job.ts'
import { toRepoIds } from './subject.ts'

/**
 * Daily for all repositories, at once for new ones. The updates of hosts that use a repository that changed are
 * found right after it.
 */
export const refreshReposJob: JobHandler = async (context, { subject, force }) => {
  const repoIds = toRepoIds(subject)
  const { db, fetcher, clock, log, config, signal, onProgress } = context
  const { outcomes, changedRepoIds, ...counts } = await refreshRepos(
    { db, fetcher, clock, log },
    {
      ...(repoIds && { repoIds }),
      force,
      maxMirrors: config.maxMirrors,
      maxFailures: config.maxMirrorFailures,
      onProgress: ({ done, total }) => onProgress?.(done, total),
      signal,
    },
  )
  const found = changedRepoIds.length > 0 ? await updateHosts(context, { repoIds: changedRepoIds }) : { hosts: 0 }
  // of a refresh that was interrupted before it came to them
  const left = await listOutdatedHosts(db)
  const foundLater = left.length > 0 ? await updateHosts(context, { hostIds: left }) : { hosts: 0 }
  if (changedRepoIds.length > 0) await context.enqueue('match-cves')
  const result = { ...counts, hosts: found.hosts + foundLater.hosts }
  if (counts.failed === 0) return { state: 'done', result }
  const failed = outcomes.filter((outcome) => outcome.result === 'failed').map((outcome) => outcome.reason)
  return {
    state: counts.failed === counts.mirrors ? 'failed' : 'partial',
    result,
    error: `${counts.failed} of ${counts.mirrors} mirrors failed: ${failed[0]}`,
  }
}
