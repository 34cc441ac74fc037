import { toHostSummary } from '../../api/answers/hosts.ts'
import { toJob } from '../../api/answers/jobs.ts'
import { toRepository } from '../../api/answers/repositories.ts'
import { toFound } from '../../api/answers/search.ts'
import { toTime } from '../../api/answers/time.ts'
import { toUpdate } from '../../api/answers/updates.ts'
import { IssueList, SearchQuery, SearchResults, Summary } from '../../api/schemas/summary.ts'
import { listWorstHosts } from '../../db/host-list.ts'
import { silentBefore } from '../../db/host-state.ts'
import { countMatching, findMatching, listSample } from '../../db/issues.ts'
import { listRunningJobs } from '../../db/job-list.ts'
import { listReposInTrouble } from '../../db/repo-list.ts'
import { findByName } from '../../db/search.ts'
import { getFleetNumbers, listFleetDays } from '../../db/summary.ts'
import { listWidespreadUpdates } from '../../db/update-list.ts'
import type { App, RouteDeps } from '../app.ts'
import { listIssueKinds, toHref } from '../issue-kinds.ts'

const SAMPLE = 3
const MOST_OF_EACH = 7

export function summaryRoutes(app: App, { db, clock, settings }: RouteDeps): void {
  const { daysWithoutReport } = settings
  const before = () => silentBefore(clock(), daysWithoutReport)
  const times = () => ({ now: clock(), silentBefore: before() })
  const kinds = listIssueKinds(daysWithoutReport)
  const rows = kinds.map((kind) => kind.rows)

  app.get(
    '/summary',
    {
      schema: { operationId: 'getSummary', tags: ['overview'], summary: 'The dashboard', response: { 200: Summary } },
    },
    async () => {
      const { hosts, security_updates, bugfix_updates, ...fleet } = await getFleetNumbers(db, before())
      const issues = await findMatching(db, rows, times())
      return {
        hosts,
        updates: { security: security_updates, bugfix: bugfix_updates },
        reboot_needed: fleet.reboot_needed,
        newest_report_at: toTime(fleet.newest_report_at),
        worst_hosts: (await listWorstHosts(db, before(), 10)).map(toHostSummary),
        widespread: (await listWidespreadUpdates(db, 10)).map(toUpdate),
        repositories_in_trouble: (await listReposInTrouble(db, 10)).map(toRepository),
        issue_kinds: issues.filter((found) => found).length,
        running_jobs: (await listRunningJobs(db, 20)).map((row) => toJob(row, clock())),
        trend: await listFleetDays(db, 90),
      }
    },
  )

  app.get(
    '/issues',
    {
      schema: {
        operationId: 'listIssues',
        tags: ['overview'],
        summary: 'What needs attention, the worst first',
        response: { 200: IssueList },
      },
    },
    async () => {
      const counts = await countMatching(db, rows, times())
      const items = []
      for (const [i, { kind, severity, title, detail, rows }] of kinds.entries()) {
        const count = counts[i] ?? 0
        if (count === 0) continue
        const sample = (await listSample(db, rows, times(), SAMPLE)).map(({ label, key }) => {
          return {
            label,
            href: PAGES_OF_ONE.has(rows.noun) ? `/${rows.noun}/${encodeURIComponent(key)}` : toHref(rows),
          }
        })
        items.push({ kind, title, detail, severity, count, href: toHref(rows), sample })
      }
      return { items }
    },
  )

  app.get(
    '/search',
    {
      schema: {
        operationId: 'search',
        tags: ['overview'],
        summary: 'Hosts, packages, repositories, OS releases and tags by name',
        querystring: SearchQuery,
        response: { 200: SearchResults },
      },
    },
    async ({ query }) => ({ items: (await findByName(db, query.q, MOST_OF_EACH)).map(toFound) }),
  )
}

/** Nouns whose rows have a page of their own. */
const PAGES_OF_ONE: ReadonlySet<string> = new Set([
  'hosts',
  'repositories',
  'mirrors',
  'package-versions',
  'os-releases',
  'reports',
  'feeds',
])
