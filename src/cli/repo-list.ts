import { listRepoOverview, type RepoOverview } from '../db/repo-overview.ts'
import type { JobDeps } from '../jobs/job.ts'
import type { Flags } from './flags.ts'
import { type Column, type Output, toIsoTime, toJson, toLocalTime, toTable } from './output.ts'

const COLUMNS: Column<RepoOverview>[] = [
  { title: 'Id', value: (repo) => repo.id },
  { title: 'Repository', value: (repo) => repo.name },
  { title: 'Type', value: (repo) => repo.type },
  { title: 'Arch', value: (repo) => repo.arch },
  { title: 'Enabled', value: (repo) => toYes(repo.enabled) },
  { title: 'Security', value: (repo) => toYes(repo.security) },
  { title: 'Mirrors', value: (repo) => repo.mirrors },
  { title: 'Failing', value: (repo) => repo.failing },
  { title: 'Packages', value: (repo) => repo.packages },
  { title: 'Hosts', value: (repo) => repo.hosts },
  { title: 'Confirmed', value: (repo) => toLocalTime(repo.confirmed_at) },
]

/** `-lr`: all repositories. */
export async function printRepos({ db }: JobDeps, flags: Flags, output: Output): Promise<boolean> {
  const repos = await listRepoOverview(db)
  output.print(flags.json ? toJson({ items: repos.map(toItem), total: repos.length }) : await toTable(COLUMNS, repos))
  return true
}

function toYes(flag: number): string {
  return flag === 1 ? 'yes' : 'no'
}

/** In the words of `GET /api/v1/repositories`. */
function toItem(repo: RepoOverview) {
  return {
    ...repo,
    enabled: repo.enabled === 1,
    security: repo.security === 1,
    confirmed_at: toIsoTime(repo.confirmed_at),
  }
}
