import { api, toQuery, unwrap } from '../../api/client.ts'
import type { Job } from '../../api/types.ts'
import { count, duration } from '../../components/format.ts'
import type { Search } from '../../components/search-params.ts'

export const JOB_KINDS = [
  'process-reports',
  'refresh-repos',
  'refresh-feeds',
  'find-updates',
  'match-cves',
  'dbcheck',
  'dns-checks',
  'clean-reports',
] as const
export type JobKind = (typeof JOB_KINDS)[number]

export const JOB_NAMES: Record<string, string> = {
  'process-reports': 'Process reports',
  'refresh-repos': 'Refresh repositories',
  'refresh-feeds': 'Read errata and CVEs',
  'find-updates': 'Find updates',
  'match-cves': 'Match CVEs with packages',
  dbcheck: 'Check the database',
  'dns-checks': 'Check DNS names',
  'clean-reports': 'Clean old reports',
}

export const listJobs = (query: Search) => unwrap(api.GET('/jobs', { params: { query: toQuery(query) } }))
export const getJob = (id: number) => unwrap(api.GET('/jobs/{id}', { params: { path: { id } } }))
export const startJob = (kind: JobKind) => unwrap(api.POST('/jobs', { body: { kind } }))

/** What a job did, in figures: "hosts 12 · updates 340". */
export function describeResult(job: Job): string {
  return (
    Object.entries(job.result)
      .filter(([, value]) => typeof value === 'number' || typeof value === 'string')
      // what did not happen is not worth a word in a list
      .filter(([, value], _i, all) => value !== 0 || all.every(([, other]) => other === 0))
      .map(([name, value]) =>
        name === 'ms' ? `in ${duration(Number(value))}` : `${resultWords(name)} ${resultValue(value)}`,
      )
      .join(' · ')
  )
}

const RESULT_WORDS: Record<string, string> = { newRepos: 'new repositories', ms: 'took' }

/** A result's name as words: `countsCorrected` is "counts corrected". */
export function resultWords(name: string): string {
  return RESULT_WORDS[name] ?? name.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`).replaceAll('_', ' ')
}

export function resultValue(value: unknown): string {
  if (typeof value === 'number') return count(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
