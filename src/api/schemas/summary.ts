import { Type } from 'typebox'
import { Count, ItemsOf, named, Time } from './common.ts'
import { HostSummary } from './hosts.ts'
import { Job } from './jobs.ts'
import { Repository } from './repositories.ts'
import { Update } from './updates.ts'

export const Summary = named('Summary', {
  hosts: Type.Object({
    total: Count,
    silent: Count,
    security: Count,
    bugfix: Count,
    unknown: Count,
    current: Count,
  }),
  updates: Type.Object({ security: Count, bugfix: Count }),
  reboot_needed: Count,
  newest_report_at: Time,
  worst_hosts: Type.Array(HostSummary),
  widespread: Type.Array(Update, { description: 'security updates that help most hosts' }),
  repositories_in_trouble: Type.Array(Repository),
  issue_kinds: Count,
  running_jobs: Type.Array(Job),
  trend: Type.Array(
    Type.Object({
      day: Type.String({ description: 'YYYY-MM-DD, UTC' }),
      hosts: Count,
      security_hosts: Count,
      security_updates: Count,
      bugfix_updates: Count,
    }),
  ),
})

export const Issue = named('Issue', {
  kind: Type.String(),
  title: Type.String(),
  detail: Type.String(),
  severity: Type.Enum(['error', 'warning', 'info']),
  count: Count,
  href: Type.String({ description: 'page of the web interface that shows exactly these rows' }),
  sample: Type.Array(Type.Object({ label: Type.String(), href: Type.String() })),
})
export const IssueList = ItemsOf(Issue)

export const SearchQuery = Type.Object({ q: Type.String({ maxLength: 300 }) })
export const SearchResults = ItemsOf(
  named('SearchResult', {
    kind: Type.Enum(['host', 'package', 'repository', 'os-release', 'tag', 'module', 'erratum', 'cve']),
    label: Type.String(),
    detail: Type.String(),
    href: Type.String(),
  }),
)
