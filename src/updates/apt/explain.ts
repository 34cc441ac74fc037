import type { LineExplanation, VersionExplanation } from '../explanation.ts'
import type { Question } from '../rules.ts'
import { judge, type Verdict } from './candidate.ts'
import { findChange, toUpdate } from './change.ts'
import { INSTALLED_PRIORITY, isSameLine, type TableRow, toVersionTable } from './version-table.ts'

/** What apt knows of one line of a package, and which of its rules decided. */
export function explainLine({ arch, installed, offered, system, host }: Question): LineExplanation {
  const { offers } = offered
  const { nativeArch } = system
  const line = offers.filter((offer) => isSameLine(offer.arch, arch, nativeArch))
  const table = toVersionTable(installed, line)
  const verdicts = judge(table)
  const change = installed && findChange(installed, offered, nativeArch)
  const update = change && toUpdate(change, installed.held, host)
  const sentences = [...explainRule(table, verdicts), update?.reason ?? '']
  return {
    arch,
    installed: installed?.version ?? '',
    candidate: table[verdicts.indexOf('candidate')]?.version ?? '',
    state: update?.state ?? 'none',
    security: update?.security ?? false,
    versions: table.map((row, i) => toVersion(row, verdicts[i] as Verdict)),
    sentences: sentences.filter((sentence) => sentence !== ''),
  }
}

function toVersion(row: TableRow, verdict: Verdict): VersionExplanation {
  const { version, installed, priority } = row
  const repositories = row.offers.flatMap(({ arch, places }) => {
    return places.map(({ source, phased }) => {
      const { repoId: id, label, security } = source
      return { id, label, priority: source.priority, security, arch, phased }
    })
  })
  return { version, installed, priority, verdict, repositories }
}

function explainRule(table: readonly TableRow[], verdicts: readonly Verdict[]): string[] {
  const candidateAt = verdicts.indexOf('candidate')
  const installedAt = table.findIndex((row) => row.installed)
  const candidate = table[candidateAt]
  const installed = table[installedAt]
  if (!candidate)
    return [
      table.length === 0
        ? 'No repository of the host offers it.'
        : 'Every version has a priority of 0 or less: none may be installed.',
    ]
  const others = table.flatMap((row, i) => explainOther(row, verdicts[i] as Verdict, candidate))
  return [
    explainCandidate(candidate, installed, candidateAt - installedAt, installedAt === 0),
    ...explainOrphan(installed),
    ...others,
  ]
}

function explainCandidate(
  candidate: TableRow,
  installed: TableRow | undefined,
  distance: number,
  isHighest: boolean,
): string {
  const { version, priority } = candidate
  if (!installed)
    return `${version} would be installed: it has the highest priority (${priority}), and is the highest version that has it.`
  if (distance < 0)
    return `${version} is the update: it is above the installed ${installed.version} and has the highest priority (${priority}).`
  if (distance > 0)
    return `apt would go back to ${version}, whose priority ${priority} is 1000 or more: no update is listed then.`
  if (isHighest) return `The installed ${version} stays: no repository of the host offers a higher version.`
  return `The installed ${version} stays: no higher version has a priority above ${priority}.`
}

function explainOrphan(installed: TableRow | undefined): string[] {
  if (!installed || installed.offers.length > 0) return []
  return [`No repository of the host offers the installed version: it counts with priority ${INSTALLED_PRIORITY}.`]
}

function explainOther(row: TableRow, verdict: Verdict, candidate: TableRow): string[] {
  if (verdict === 'forbidden') return [`${row.version} may not be installed: its priority is ${row.priority}.`]
  if (verdict !== 'overtaken') return []
  return [
    `${row.version} is higher but has priority ${row.priority}; ${candidate.version} has ${candidate.priority}, and a higher priority wins over a higher version.`,
  ]
}
