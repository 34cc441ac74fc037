import { currentClaimer } from '../jobs/claimer.ts'
import { loadHandler } from '../jobs/handlers.ts'
import type { JobDeps } from '../jobs/job.ts'
import { runNow } from '../jobs/run-now.ts'
import type { JobKind } from '../model/job.ts'
import type { Flags } from './flags.ts'
import { selectHosts } from './hosts.ts'
import type { Output } from './output.ts'
import { toSentence } from './sentences.ts'

interface Work {
  kind: JobKind
  label: string
  subject: string
  force: boolean
}

/** The jobs that were asked for, in the order in which one builds on the other; each is done here and now. */
export async function listWork(deps: JobDeps, flags: Flags, output: Output): Promise<(() => Promise<boolean>)[]> {
  const { force } = flags
  const ofHosts = flags.host === undefined ? '' : `host:${await idsOf(deps, flags.host)}`
  const work: (Work | false)[] = [
    flags.processReports && { kind: 'process-reports', label: 'Processing reports', subject: ofHosts, force },
    (flags.refreshRepos || flags.repo !== undefined) && {
      kind: 'refresh-repos',
      label: 'Refreshing repositories',
      subject: flags.repo === undefined || flags.refreshRepos ? '' : String(flags.repo),
      force,
    },
    flags.hostUpdates && { kind: 'find-updates', label: 'Finding updates', subject: ofHosts, force },
    flags.dnsChecks && { kind: 'dns-checks', label: 'Checking DNS', subject: ofHosts, force },
    flags.cleanReports && { kind: 'clean-reports', label: 'Cleaning reports', subject: '', force },
    flags.dbCheck && { kind: 'dbcheck', label: 'Checking the database', subject: '', force: flags.removeDuplicates },
  ]
  return work.filter((item) => item !== false).map((item) => () => doWork(deps, item, output))
}

async function idsOf({ db }: JobDeps, names: string): Promise<string> {
  return (await selectHosts(db, names)).map((host) => host.id).join(',')
}

async function doWork(deps: JobDeps, { kind, label, subject, force }: Work, output: Output): Promise<boolean> {
  const progress = output.progress(label)
  const outcome = await runNow(
    { ...deps, onProgress: progress.update },
    { kind, subject, force },
    currentClaimer('cli'),
    loadHandler,
  ).finally(() => progress.end())
  output.say(toSentence(kind, outcome.result))
  if (outcome.error) output.complain(outcome.error)
  return outcome.state === 'done'
}
