import { listRepos } from '../db/repo-list.ts'
import { isMissingRecords } from '../db/wanted-cves.ts'
import { CVE_SOURCES } from '../errata/sources.ts'
import { currentClaimer } from '../jobs/claimer.ts'
import { loadHandler } from '../jobs/handlers.ts'
import type { JobDeps } from '../jobs/job.ts'
import { runNow } from '../jobs/run-now.ts'
import type { JobKind } from '../model/job.ts'
import type { Flags } from './flags.ts'
import { selectHosts, selectReporters } from './hosts.ts'
import type { Output } from './output.ts'
import { toSentence } from './sentences.ts'

interface Work {
  kind: JobKind
  label: string
  /** Asked when its turn comes: a host may be made by the work before it. undefined: there is nothing to do. */
  findSubject: () => Promise<string | undefined>
  force: boolean
}

/** The jobs that were asked for, in the order in which one builds on the other; each is done here and now. */
export function listWork(deps: JobDeps, flags: Flags, output: Output): (() => Promise<boolean>)[] {
  const { force, host } = flags
  const all = async () => ''
  const reporters = async (names: string) => `hostname:${(await selectReporters(deps.db, names)).join(',')}`
  const hosts = async (names: string) =>
    `host:${(await selectHosts(deps.db, names)).map((selected) => selected.id).join(',')}`
  const ofHosts = host === undefined ? all : () => hosts(host)
  const work: (Work | false)[] = [
    flags.processReports && {
      kind: 'process-reports',
      label: 'Processing reports',
      findSubject: host === undefined ? all : () => reporters(host),
      force,
    },
    (flags.refreshRepos || flags.repo !== undefined) && {
      kind: 'refresh-repos',
      label: 'Refreshing repositories',
      findSubject: async () => (flags.repo === undefined || flags.refreshRepos ? '' : String(flags.repo)),
      force,
    },
    ...listErrataWork(deps, flags),
    ...listCveWork(deps, flags),
    flags.hostUpdates && { kind: 'find-updates', label: 'Finding updates', findSubject: ofHosts, force },
    flags.dnsChecks && { kind: 'dns-checks', label: 'Checking DNS', findSubject: ofHosts, force },
    flags.cleanReports && { kind: 'clean-reports', label: 'Cleaning reports', findSubject: all, force },
    flags.dbCheck && {
      kind: 'dbcheck',
      label: 'Checking the database',
      findSubject: all,
      force: flags.removeDuplicates,
    },
  ]
  return work.filter((item) => item !== false).map((item) => () => doWork(deps, item, output))
}

/** Errata of rpm repositories come with their packages: they are read again unless all repositories are. */
function listErrataWork({ db, config }: JobDeps, flags: Flags): (Work | false)[] {
  const { updateErrata, erratumType, refreshRepos, force } = flags
  const isYum = erratumType === 'yum' || (updateErrata && erratumType === undefined)
  const isFeed = erratumType === undefined ? updateErrata : erratumType !== 'yum'
  return [
    isYum &&
      !refreshRepos &&
      config.errataSources.includes('yum') && {
        kind: 'refresh-repos',
        label: 'Refreshing repositories',
        findSubject: async () => {
          const { items } = await listRepos(db, { type: 'rpm', per_page: 1_000_000 })
          return items.length === 0 ? undefined : items.map(({ id }) => id).join(',')
        },
        force,
      },
    isFeed && {
      kind: 'refresh-feeds',
      label: 'Reading errata',
      findSubject: async () => erratumType ?? 'errata',
      force,
    },
  ]
}

const CVE_FEEDS = CVE_SOURCES.map(({ name }) => name).filter((name) => name !== 'nvd')

function listCveWork({ db }: JobDeps, { updateCves, cve, fetchNistData, force }: Flags): (Work | false)[] {
  const ofOne = cve === undefined ? '' : `cve:${cve}${fetchNistData ? '+nvd' : ''}`
  const read = (label: string, subject: string): Work => {
    return { kind: 'refresh-feeds', label, findSubject: async () => subject, force }
  }
  return [
    updateCves && read('Reading CVEs', CVE_FEEDS.join(',')),
    // what hosts have is known when the others were read
    updateCves && {
      ...read('Reading CVE records', 'mitre'),
      findSubject: async () => ((await isMissingRecords(db, 'mitre')) ? 'mitre' : undefined),
    },
    ofOne !== '' && read(`Reading ${cve}`, ofOne),
    fetchNistData && (cve === undefined || updateCves) && read('Reading NVD', 'nvd'),
  ]
}

async function doWork(deps: JobDeps, { kind, label, findSubject, force }: Work, output: Output): Promise<boolean> {
  const subject = await findSubject()
  if (subject === undefined) return true
  const progress = output.progress(label)
  const run = { ...deps, onProgress: progress.update }
  for (;;) {
    const outcome = await runNow(
      withoutMore(run, kind),
      { kind, subject, force },
      currentClaimer('cli'),
      loadHandler,
    ).finally(() => progress.end())
    output.say(toSentence(kind, outcome.result))
    if (outcome.error) output.complain(outcome.error)
    const isMore = kind === 'refresh-feeds' && 'more' in outcome.result && outcome.result.more === 1
    if (!isMore || outcome.state !== 'done') return outcome.state === 'done'
  }
}

/** What a job of feeds leaves for the next one is done here, not asked for. */
function withoutMore<Deps extends JobDeps>(deps: Deps, kind: JobKind): Deps {
  return kind === 'refresh-feeds' ? { ...deps, enqueue: async () => 0 } : deps
}
