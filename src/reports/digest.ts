import { hash } from 'node:crypto'
import type { Report, ReportedModule, ReportedPackage, ReportedRepo, ReportedUpdate } from '../model/report.ts'

/** One digest a section, '' for a section that was not sent. */
export interface SectionDigests {
  packages: string
  repos: string
  modules: string
  updates: string
}

/**
 * Digests over what a section says, whatever the protocol, the order or the spelling that it came in: a section
 * whose digest is the host's is not opened again. Only facts that are stored count.
 */
export function digestSections(report: Report): SectionDigests {
  const { packages, repos, modules, securityUpdates, bugfixUpdates, localUpdates } = report
  // a hook, which sees no repositories, looks for no updates either
  const lookedForUpdates = localUpdates || repos !== undefined || securityUpdates.length + bugfixUpdates.length > 0
  const updates = [
    ...securityUpdates.map((u) => toUpdateLine(u, 's')),
    ...bugfixUpdates.map((u) => toUpdateLine(u, 'b')),
    ...(localUpdates ? ['looked for'] : []),
  ]
  return {
    packages: packages ? digestPackages(packages) : '',
    repos: repos ? digestLines(repos.map(toRepoLine)) : '',
    modules: modules ? digestLines(modules.map(toModuleLine)) : '',
    updates: lookedForUpdates ? digestLines(updates) : '',
  }
}

// a separator that no field can hold: control characters were refused
const S = '\x1f'

function digestPackages(packages: readonly ReportedPackage[]): string {
  const sorted = isSorted(packages) ? packages : packages.toSorted(compare)
  // one long text, put together in place: an array of lines costs twice as much
  let text = ''
  for (const p of sorted) {
    text += `${p.name}${S}${p.arch}${S}${p.epoch}${S}${p.version}${S}${p.release}${S}${p.type}${S}${p.category}`
    text += `${S}${p.source}${S}${p.sourceVersion}${p.held ? `${S}held` : ''}`
    text += p.vendor === '' ? '\n' : `${S}by ${p.vendor}\n`
  }
  return hash('sha256', text, 'base64url')
}

/** Most package managers list by name. */
function isSorted(packages: readonly ReportedPackage[]): boolean {
  for (let i = 1; i < packages.length; i++) {
    const [before, after] = [packages[i - 1] as ReportedPackage, packages[i] as ReportedPackage]
    if (before.name >= after.name && compare(before, after) > 0) return false
  }
  return true
}

function compare(a: ReportedPackage, b: ReportedPackage): number {
  for (const field of ORDER) {
    if (a[field] !== b[field]) return a[field] < b[field] ? -1 : 1
  }
  return 0
}

const ORDER = ['name', 'arch', 'version', 'release', 'epoch', 'type', 'category'] as const

function toRepoLine({ type, name, id, priority, urls, hotfix, excludes, includes }: ReportedRepo): string {
  const rules = [...excludes.map((glob) => `-${glob}`), ...includes.map((glob) => `+${glob}`)]
  return [type, name, id, priority, ...urls, ...(hotfix ? ['hotfix'] : []), ...rules].join(S)
}

function toModuleLine({ name, stream, version, context, arch, repo, packages }: ReportedModule): string {
  return [name, stream, version, context, arch, repo, ...packages].join(S)
}

function toUpdateLine({ name, arch, version, repo }: ReportedUpdate, kind: 's' | 'b'): string {
  return name + S + arch + S + version + S + repo + S + kind
}

function digestLines(lines: string[]): string {
  return hash('sha256', lines.sort().join('\n'), 'base64url')
}
