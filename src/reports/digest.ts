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
  const { packages, repos, modules, securityUpdates, bugfixUpdates } = report
  // a hook, which sees no repositories, looks for no updates either
  const lookedForUpdates = repos !== undefined || securityUpdates.length + bugfixUpdates.length > 0
  const updates = [
    ...securityUpdates.map((u) => toUpdateLine(u, 's')),
    ...bugfixUpdates.map((u) => toUpdateLine(u, 'b')),
  ]
  return {
    packages: packages ? digest(packages.map(toPackageLine)) : '',
    repos: repos ? digest(repos.map(toRepoLine)) : '',
    modules: modules ? digest(modules.map(toModuleLine)) : '',
    updates: lookedForUpdates ? digest(updates) : '',
  }
}

// a separator that no field can hold: control characters were refused
const S = '\x1f'

function toPackageLine(p: ReportedPackage): string {
  const identity = p.name + S + p.arch + S + p.epoch + S + p.version + S + p.release + S + p.type + S + p.category
  return identity + S + p.source + S + p.sourceVersion + (p.held ? `${S}held` : '')
}

function toRepoLine({ type, name, id, priority, urls }: ReportedRepo): string {
  return [type, name, id, priority, ...urls].join(S)
}

function toModuleLine({ name, stream, version, context, arch, repo, packages }: ReportedModule): string {
  return [name, stream, version, context, arch, repo, ...packages].join(S)
}

function toUpdateLine({ name, arch, version, repo }: ReportedUpdate, kind: 's' | 'b'): string {
  return name + S + arch + S + version + S + repo + S + kind
}

function digest(lines: string[]): string {
  return hash('sha256', lines.sort().join('\n'), 'base64url')
}
