import { shownName, shownVersion } from '../../model/package.ts'
import type { Report } from '../../model/report.ts'

/** A report for people: what `patchman-client -r` prints. */
export function toReportText(report: Report): string {
  const lines = [
    `Host: ${report.hostname}`,
    `Tags: ${report.tags.join(', ')}`,
    `Operating system: ${report.os}`,
    `Kernel: ${report.kernel}`,
    `Architecture: ${report.arch}`,
    `Reboot needed: ${report.reboot}`,
    ...section('Packages', report.packages, (p) => `${shownName(p)} ${shownVersion(p)} ${p.arch} (${p.type})`),
    ...section('Repositories', report.repos, (r) => `${r.type} ${r.name} ${r.priority} ${r.urls.join(' ')}`),
    ...section('Modules', report.modules, (m) => `${m.name}:${m.stream} ${m.version} ${m.context} ${m.arch}`),
    ...section('Security updates', report.securityUpdates, (u) => `${u.name}.${u.arch} ${u.version} ${u.repo}`),
    ...section('Bugfix updates', report.bugfixUpdates, (u) => `${u.name}.${u.arch} ${u.version} ${u.repo}`),
    ...section('Could not be used', report.rejects, (r) => `${r.section} ${r.position}: ${r.reason}: ${r.text}`),
  ]
  return `${lines.join('\n')}\n`
}

function section<Item>(title: string, items: Item[] | undefined, toLine: (item: Item) => string): string[] {
  if (!items) return ['', `${title}: not sent`]
  return ['', `${title}: ${items.length}`, ...items.map((item) => `  ${toLine(item)}`)]
}
