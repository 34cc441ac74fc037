import type { Erratum } from '../model/erratum.ts'
import { type Archive, listUpdates } from './archive.ts'
import type { ArchivedVersion } from './archived-version.ts'
import { type Flaw, listFlaws, toVendorSeverity } from './flaws.ts'
import { seededRandom } from './random.ts'
import type { DemoRelease } from './releases.ts'

const DAY = 86_400_000
/** What each update of a release was published with: one erratum for all packages of a source, oldest first. */
export function listErrata(archive: Archive, seed: number, now: number): Erratum[] {
  const updates = [...Map.groupBy(listUpdates(archive), ({ source, day }) => `${source}\n${day}`).values()]
  const ordered = updates.sort(([a], [b]) => (a?.day ?? 0) - (b?.day ?? 0) || (a && b && a.source < b.source ? -1 : 1))
  const names = new Set<string>()
  return ordered.map((versions) => toErratum(archive.release, versions, names, seed, now))
}

function toErratum(
  release: DemoRelease,
  versions: ArchivedVersion[],
  names: Set<string>,
  seed: number,
  now: number,
): Erratum {
  const [{ source, day, security }] = versions as [ArchivedVersion]
  const random = seededRandom(seed, 'erratum', release.name, source, day)
  const issuedAt = now + day * DAY - random.int(1, 20) * 3_600_000
  const year = new Date(issuedAt).getUTCFullYear()
  const flaws = security ? listFlaws(source, day, seed, now) : []
  const severity = security ? toVendorSeverity(flaws) : ''
  const cves = flaws.map((flaw) => flaw.name)
  const name = takeName(release, year, security, random.int(1000, 8000), names)
  return {
    ...{ name, type: security ? 'security' : 'bugfix', severity },
    title: toTitle(release, source, severity),
    description: toDescription(release, source, flaws),
    ...{ issuedAt, updatedAt: issuedAt, products: [], cves },
    references: [
      { url: `https://errata.${release.name}.example/${name}`, kind: 'self', title: name },
      ...cves.map((cve) => ({ url: `https://cve.example/${cve}`, kind: 'cve', title: cve })),
    ],
    packages: versions.map(({ key, module }) => ({ key, module })),
  }
}

const PREFIXES: Record<string, string> = { rocky9: 'RL', alma8: 'AL' }

function takeName(release: DemoRelease, year: number, security: boolean, from: number, names: Set<string>): string {
  for (let number = from; ; number++) {
    const el = `${PREFIXES[release.name]}${security ? 'SA' : 'BA'}-${year}:${number}`
    const name = release.family === 'suse' ? `openSUSE-SLE-${release.version}-${year}-${number}` : el
    if (names.has(name)) continue
    names.add(name)
    return name
  }
}

function toTitle(release: DemoRelease, source: string, severity: string): string {
  if (release.family === 'suse') return `${severity === '' ? 'Recommended' : 'Security'} update for ${source}`
  if (severity === '') return `${source} bug fix update`
  return `${severity.charAt(0).toUpperCase()}${severity.slice(1)}: ${source} security update`
}

function toDescription(release: DemoRelease, source: string, flaws: Flaw[]): string {
  const product = { rocky9: 'Rocky Linux 9', alma8: 'AlmaLinux 8' }[release.name as string] ?? 'openSUSE Leap 15.6'
  const head = `An update for ${source} is now available for ${product}.`
  if (flaws.length === 0) return `${head}\n\nIt fixes bugs that were found since the last release.`
  const fixes = flaws.map(({ title, name }) => `* ${title} (${name})`)
  return `${head}\n\nSecurity fixes:\n\n${fixes.join('\n')}\n\nRestart what uses it after the update.`
}
