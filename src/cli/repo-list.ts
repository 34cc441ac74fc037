import { toRepository } from '../api/answers/repositories.ts'
import { listRepos, type RepoRow } from '../db/repo-list.ts'
import type { JobDeps } from '../jobs/job.ts'
import type { Flags } from './flags.ts'
import { type Column, EVERYTHING, type Output, toJson, toLocalTime, toTable } from './output.ts'

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
  output.print(flags.json ? toJson({ items: items.map(toRepository), total }) : await toTable(COLUMNS, items))
  return true
}

function isSecurity({ security, release_security }: RepoRow): boolean {
  return security === 1 || release_security === 1
}
