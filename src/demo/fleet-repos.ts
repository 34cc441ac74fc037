import { type Candidate, NO_OBSOLETES, type ReleaseFacts } from '../model/candidate.ts'
import type { Erratum } from '../model/erratum.ts'
import type { ModuleStream } from '../model/module.ts'
import type { PackageType } from '../model/package.ts'
import { type Archive, versionOn } from './archive.ts'
import type { ArchivedVersion, ArchiveLine } from './archived-version.ts'
import { type DemoRelease, POINT_RELEASES } from './releases.ts'
import { type ThirdParty, thirdPartyLines } from './third-party.ts'

/** A repository of the fleet as its hosts report it, and what its index would say today. */
export interface FleetRepo {
  type: PackageType
  /** As its hosts call it; '' for deb. */
  id: string
  name: string
  url: string
  priority: number
  facts: ReleaseFacts
  security: boolean
  state: 'ok' | 'failing' | 'host-only'
  /** Why it is not `ok`. */
  reason: string
  /** Stanzas of its index that cannot be used. */
  rejects: readonly string[]
  candidates(): Candidate[]
  modules: readonly ModuleStream[]
  errata: readonly Erratum[]
  /** Addresses that it gives where its own is a mirror list. */
  gives: readonly string[]
  /** What its errata are for, as hosts' systems are called; '' where it has none. */
  release: string
}

const DEB = { type: 'deb', id: '', modules: [], errata: [], gives: [], release: '' } as const

const DAY = 86_400_000

/** The distribution's own repositories of one release of apt's world. */
export function distributionRepos(archive: Archive, now: number): FleetRepo[] {
  const { release } = archive
  if (release.family === 'debian') return debianRepos(archive, now)
  return ['main', 'universe'].flatMap((component) => ubuntuRepos(archive, component, now))
}

function debianRepos(archive: Archive, now: number): FleetRepo[] {
  const { release, lines } = archive
  const suite = release.codename
  const lastPoint = POINT_RELEASES.at(-1) ?? 0
  const toUrl = (path: string, s: string) => `http://${path}/dists/${s}/main/binary-amd64`
  return [
    toRepo(release, toUrl('mirror.example.net/debian', suite), suite, 'main', now + lastPoint * DAY, () =>
      newest(lines, (line) => versionOn(line, lastPoint)),
    ),
    toRepo(release, toUrl('mirror.example.net/debian', `${suite}-updates`), `${suite}-updates`, 'main', now, () =>
      newest(lines, (line) => line.versions.findLast((v) => v.early && v.day > lastPoint)),
    ),
    toRepo(
      release,
      toUrl('security.example.net/debian-security', `${suite}-security`),
      `${suite}-security`,
      'main',
      now,
      () => newest(lines, (line) => line.versions.findLast((v) => v.security)),
    ),
  ]
}

function ubuntuRepos(archive: Archive, component: string, now: number): FleetRepo[] {
  const { release } = archive
  const lines = archive.lines.filter((line) => (line.group === 'made-up' ? 'universe' : 'main') === component)
  const offers: Record<string, (line: ArchiveLine) => ArchivedVersion | undefined> = {
    '': (line) => line.versions.find((v) => !Number.isFinite(v.day)),
    '-updates': (line) => line.versions.findLast((v) => Number.isFinite(v.day)),
    '-security': (line) => line.versions.findLast((v) => v.security),
  }
  return Object.entries(offers).map(([pocket, offer]) => {
    const suite = release.codename + pocket
    const url = `http://mirror.example.net/ubuntu/dists/${suite}/${component}/binary-amd64`
    return toRepo(release, url, suite, component, pocket === '' ? now - 500 * DAY : now, () => newest(lines, offer))
  })
}

function toRepo(
  release: DemoRelease,
  url: string,
  suite: string,
  component: string,
  date: number,
  candidates: () => Candidate[],
): FleetRepo {
  const origin = release.family === 'debian' ? 'Debian' : 'Ubuntu'
  const security = suite.endsWith('-security')
  const label = security && release.family === 'debian' ? 'Debian-Security' : origin
  return {
    ...DEB,
    name: `${origin} ${suite} ${component} amd64`,
    url,
    priority: 500,
    facts: toFacts(origin, label, suite, release.codename, date),
    security,
    state: 'ok',
    reason: '',
    rejects: [],
    candidates,
  }
}

/** A vendor's repository for hosts of one release. */
export function vendorRepo(party: ThirdParty, release: DemoRelease, seed: number, now: number): FleetRepo {
  const fill = (text: string) => text.replace('{codename}', release.codename)
  const suite = fill(party.suite)
  return {
    ...DEB,
    name: `${party.label} ${suite} amd64`.replace('  ', ' '),
    url: fill(party.url),
    priority: party.priority,
    facts: toFacts(party.origin, party.label, suite, suite, now - DAY),
    security: false,
    state: party.state,
    reason: party.reason,
    rejects: party.rejects ?? [],
    candidates: () => newest(thirdPartyLines(party, seed), (line) => line.versions.at(-1)),
  }
}

/** What repositories say that have no Release file. */
export const NO_RELEASE_FACTS: ReleaseFacts = toFacts('', '', '', '', 0)

function toFacts(origin: string, label: string, suite: string, codename: string, date: number): ReleaseFacts {
  return { origin, label, suite, codename, date, validUntil: 0, notAutomatic: false, butAutomaticUpgrades: false }
}

export function newest(
  lines: readonly ArchiveLine[],
  offered: (line: ArchiveLine) => ArchivedVersion | undefined,
): Candidate[] {
  return lines
    .map(offered)
    .filter((version) => version !== undefined)
    .map(({ key, source, sourceVersion, phased }) => ({
      ...{ ...key, source, sourceVersion, phased },
      ...{ vendor: '', obsoletes: NO_OBSOLETES },
    }))
}
