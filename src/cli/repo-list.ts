import { listRepos, type RepoRow } from '../db/repo-list.ts'
import type { JobDeps } from '../jobs/job.ts'
import type { Flags } from './flags.ts'
import { type Column, EVERYTHING, type Output, toIsoTime, toJson, toLocalTime, toTable } from './output.ts'

const COLUMNS: Column<RepoRow>[] = [
  { title: 'Id', value: (repo) => repo.id },
  { title: 'Repository', value: (repo) => repo.name },
  { title: 'Type', value: (repo) => repo.type },
  { title: 'Arch', value: (repo) => repo.arch },
  { title: 'State', value: (repo) => repo.state },
  { title: 'Security', value: (repo) => (isSecurity(repo) ? 'yes' : 'no') },
  { title: 'Mirrors', value: (repo) => repo.mirrors },
  { title: 'Packages', value: (repo) => repo.packages },
  { title: 'Hosts', value: (repo) => repo.hosts },
  { title: 'Confirmed', value: (repo) => toLocalTime(repo.confirmed_at) },
  { title: 'Reason', value: (repo) => repo.reason },
]

/** `-lr`: all repositories. */
export async function printRepos({ db }: JobDeps, flags: Flags, output: Output): Promise<boolean> {
  const { items, total } = await listRepos(db, { per_page: EVERYTHING })
  output.print(flags.json ? toJson({ items: items.map(toItem), total }) : await toTable(COLUMNS, items))
  return true
}

function isSecurity({ security, release_security }: RepoRow): boolean {
  return security === 1 || release_security === 1
}

/** In the words of `GET /api/v1/repositories`. */
function toItem(repo: RepoRow) {
  return {
    id: repo.id,
    name: repo.name,
    type: repo.type,
    repo_id: repo.repo_id,
    arch: repo.arch,
    enabled: repo.enabled === 1,
    security: isSecurity(repo),
    auth_required: repo.auth_required === 1,
    muted: repo.muted === 1,
    state: repo.state,
    reason: repo.reason,
    failing_since: toIsoTime(repo.failing_since),
    confirmed_at: toIsoTime(repo.confirmed_at),
    mirrors: repo.mirrors,
    packages: repo.packages,
    hosts: repo.hosts,
    url: repo.url,
    suite: repo.suite,
    codename: repo.codename,
    label: repo.label,
    origin: repo.origin,
  }
}
