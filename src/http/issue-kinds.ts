import type { NounFilter } from '../db/issues.ts'

/** A kind of issue: rows of some list that its filter leaves. The same filter counts them and makes the link. */
export interface IssueKind {
  kind: string
  severity: 'error' | 'warning' | 'info'
  title: string
  /** What it means, and what to do. */
  detail: string
  rows: NounFilter
}

/** The worst first. A kind without rows is no issue. */
export function listIssueKinds(daysWithoutReport: number): IssueKind[] {
  return [
    {
      kind: 'security-updates',
      severity: 'error',
      title: 'Hosts with security updates',
      detail: 'Security updates are pending on them.',
      rows: { noun: 'hosts', filter: { state: 'security' } },
    },
    {
      kind: 'failed-reports',
      severity: 'error',
      title: 'Reports that could not be processed',
      detail: 'What these hosts said is not in force; the report says why.',
      rows: { noun: 'reports', filter: { state: 'failed' } },
    },
    {
      kind: 'failing-repositories',
      severity: 'error',
      title: 'Repositories that cannot be read',
      detail: 'No mirror of them answers with a valid index: updates of their hosts may be missing.',
      rows: { noun: 'repositories', filter: { state: 'failing', has_mirrors: true, muted: false } },
    },
    {
      kind: 'failing-feeds',
      severity: 'warning',
      title: 'Sources of errata and CVEs that cannot be read',
      detail: 'What they said before stays in force: newer errata and CVEs may be missing.',
      rows: { noun: 'feeds', filter: { state: 'failing' } },
    },
    {
      kind: 'ended-releases',
      severity: 'warning',
      title: 'OS releases past their end that hosts run',
      detail: 'Nobody publishes updates for them any more, or only to those who pay for more.',
      rows: { noun: 'os-releases', filter: { used: true, ended: true } },
    },
    {
      kind: 'silent-hosts',
      severity: 'warning',
      title: 'Silent hosts',
      detail: `They have not reported for ${daysWithoutReport} days: what is shown of them is old.`,
      rows: { noun: 'hosts', filter: { state: 'silent' } },
    },
    {
      kind: 'unknown-hosts',
      severity: 'warning',
      title: 'Hosts whose updates are not known',
      detail: 'Some repository of theirs could not be read, or their updates were not worked out yet.',
      rows: { noun: 'hosts', filter: { state: 'unknown' } },
    },
    {
      kind: 'reboot-needed',
      severity: 'warning',
      title: 'Hosts that need a reboot',
      detail: 'They run an older kernel than the one that is installed, or say so themselves.',
      rows: { noun: 'hosts', filter: { reboot: 'yes' } },
    },
    {
      kind: 'hosts-without-repositories',
      severity: 'warning',
      title: 'Hosts without repositories',
      detail: 'They reported none, so no update of theirs can be found.',
      rows: { noun: 'hosts', filter: { has_repositories: false } },
    },
    {
      kind: 'partly-failing-repositories',
      severity: 'warning',
      title: 'Repositories with failing mirrors',
      detail: 'Other mirrors of them answer, so nothing is missing yet.',
      rows: { noun: 'repositories', filter: { state: 'partly', muted: false } },
    },
    {
      kind: 'repositories-without-mirrors',
      severity: 'warning',
      title: 'Repositories without mirrors',
      detail: 'Nothing can be read of them.',
      rows: { noun: 'repositories', filter: { has_mirrors: false, muted: false } },
    },
    {
      kind: 'repositories-not-refreshed',
      severity: 'warning',
      title: 'Repositories with mirrors that are not refreshed',
      detail: 'They failed too often, or a person switched it off.',
      rows: { noun: 'repositories', filter: { mirrors_refreshed: false, enabled: true, muted: false } },
    },
    {
      kind: 'bugfix-updates',
      severity: 'info',
      title: 'Hosts with bugfix updates only',
      detail: 'No security update is pending on them.',
      rows: { noun: 'hosts', filter: { state: 'bugfix' } },
    },
    {
      kind: 'dns-differs',
      severity: 'info',
      title: 'Hosts whose reverse DNS differs',
      detail: 'The name of their address is not their name.',
      rows: { noun: 'hosts', filter: { dns_differs: true } },
    },
    {
      kind: 'repositories-with-disabled-mirrors',
      severity: 'info',
      title: 'Repositories with disabled mirrors',
      detail: 'A disabled mirror is neither read nor used.',
      rows: { noun: 'repositories', filter: { mirrors_enabled: false, enabled: true, muted: false } },
    },
    {
      kind: 'equal-mirrors',
      severity: 'info',
      title: 'Mirrors with equal indexes in different repositories',
      detail: 'They may be one repository: link those that are.',
      rows: { noun: 'mirrors', filter: { shared_checksum: true } },
    },
    {
      kind: 'repositories-without-hosts',
      severity: 'info',
      title: 'Repositories that no host uses',
      detail: 'An OS release is linked to them.',
      rows: { noun: 'repositories', filter: { used_by_hosts: false, used: true } },
    },
    {
      kind: 'unused-repositories',
      severity: 'info',
      title: 'Repositories that nothing uses',
      detail: 'Neither a host nor an OS release uses them: database maintenance removes them.',
      rows: { noun: 'repositories', filter: { used: false } },
    },
    {
      kind: 'packages-from-nowhere',
      severity: 'info',
      title: 'Installed packages from no repository',
      detail: 'No enabled repository offers these versions: they were installed by hand, or are no longer offered.',
      rows: { noun: 'package-versions', filter: { installed: true, available: false } },
    },
    {
      kind: 'orphaned-packages',
      severity: 'info',
      title: 'Orphaned packages',
      detail: 'Neither a host has them nor a repository offers them: database maintenance removes them.',
      rows: { noun: 'package-versions', filter: { orphaned: true } },
    },
    {
      kind: 'releases-without-repositories',
      severity: 'info',
      title: 'OS releases without repositories',
      detail: 'Some host looks at the repositories of its release, and there are none.',
      rows: { noun: 'os-releases', filter: { needs_repositories: true, has_repositories: false } },
    },
    {
      kind: 'variants-without-hosts',
      severity: 'info',
      title: 'OS variants without hosts',
      detail: 'No host runs them any more: they can be deleted.',
      rows: { noun: 'os-variants', filter: { used: false } },
    },
  ]
}

/** The page of the web interface that shows exactly these rows: its query is the API's. */
export function toHref({ noun, filter }: NounFilter): string {
  const query = Object.entries(filter).map(([name, value]) => [name, String(value)])
  return `/${noun}?${new URLSearchParams(query)}`
}
