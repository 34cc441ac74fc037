import { type Archive, listUpdates } from './archive.ts'
import type { ArchivedVersion } from './archived-version.ts'
import { listFlaws, toVendorSeverity } from './flaws.ts'
import type { DemoRelease } from './releases.ts'

/** Arch Linux's tracker: a group of issues for each security update of a source. */
export function writeArchIssues(archives: readonly Archive[], seed: number, now: number): string {
  const groups = listFixed(archives, 'arch').map(({ source, day, versions }, i) => {
    const flaws = listFlaws(source, day, seed, now)
    const severity = { critical: 'Critical', important: 'High', moderate: 'Medium' }[toVendorSeverity(flaws)] ?? 'Low'
    return {
      ...{ name: `AVG-${2800 + i}`, packages: versions.map(({ key }) => key.name), status: 'Fixed', severity },
      ...{ type: 'multiple issues', affected: '', fixed: versions[0]?.full ?? '', ticket: null },
      issues: flaws.map(({ name }) => name),
      advisories: [],
    }
  })
  return JSON.stringify(groups)
}

/** A file of Alpine's security database: of the sources of a repository, which version fixed what. */
export function writeSecdb(archives: readonly Archive[], seed: number, now: number): string {
  const bySource = Map.groupBy(listFixed(archives, 'alpine'), ({ source }) => source)
  const packages = [...bySource].map(([name, fixes]) => {
    const secfixes = fixes.map(({ source, day, versions }) => {
      return [versions[0]?.full ?? '', listFlaws(source, day, seed, now).map((flaw) => flaw.name)]
    })
    return { pkg: { name, secfixes: Object.fromEntries(secfixes) } }
  })
  return JSON.stringify({ distroversion: 'v3.20', reponame: 'main', archs: ['x86_64'], packages })
}

/** Alpine's file of a repository that fixed nothing. */
export const EMPTY_SECDB = JSON.stringify({ distroversion: 'v3.20', reponame: 'community', archs: [], packages: [] })

function listFixed(archives: readonly Archive[], family: DemoRelease['family']) {
  const updates = archives.filter(({ release }) => release.family === family).flatMap(listUpdates)
  const fixes = Map.groupBy(
    updates.filter(({ security }) => security),
    ({ source, day }) => `${source} ${day}`,
  )
  return [...fixes.values()].map((versions) => {
    const [{ source, day }] = versions as [ArchivedVersion]
    return { source, day, versions }
  })
}
