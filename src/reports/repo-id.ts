import type { Report } from '../model/report.ts'

type Named = Pick<Report, 'repos' | 'modules' | 'securityUpdates' | 'bugfixUpdates' | 'repoOrder'>

/** What rpm clients put before each repository id: the CPE name of their system, which ends `os`. '' when none. */
export function toIdPrefix(os: string): string {
  const cpe = /\[\s*(cpe:[^\]\s]+)\s*\]\s*$/i.exec(os)?.[1]
  return cpe === undefined ? '' : `${cpe}-`
}

/** The id as the host's own configuration has it: by it updates, excludes and modules name their repository. */
export function toRepoId(id: string, prefix: string): string {
  return prefix !== '' && id.startsWith(prefix) && id.length > prefix.length ? id.slice(prefix.length) : id
}

/** The report with plain repository ids. */
export function withPlainIds<R extends Named & { os: string }>(report: R): R {
  const prefix = toIdPrefix(report.os)
  if (prefix === '') return report
  const plain = <T extends { repo: string }>(item: T): T => ({ ...item, repo: toRepoId(item.repo, prefix) })
  return {
    ...report,
    repos: report.repos?.map((repo) => ({ ...repo, id: toRepoId(repo.id, prefix) })),
    modules: report.modules?.map(plain),
    securityUpdates: report.securityUpdates.map(plain),
    bugfixUpdates: report.bugfixUpdates.map(plain),
    repoOrder: report.repoOrder.map((id) => toRepoId(id, prefix)),
  }
}
