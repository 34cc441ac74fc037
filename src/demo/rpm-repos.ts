import { type Candidate, NO_OBSOLETES, type Obsolete } from '../model/candidate.ts'
import type { Erratum } from '../model/erratum.ts'
import { type Archive, versionOn } from './archive.ts'
import { type ArchivedVersion, type ArchiveLine, toVersion } from './archived-version.ts'
import { type FleetRepo, NO_RELEASE_FACTS } from './fleet-repos.ts'
import { listErrata } from './rpm-errata.ts'
import { describeModules, listModules } from './rpm-modules.ts'

interface Source {
  id: string
  name: string
  url: string
  vendor: string
  /** Why only its hosts can read it. */
  reason?: string
  /** A mirror list that gives these addresses instead. */
  gives?: string[]
  holds: (line: ArchiveLine) => boolean
  offer: (line: ArchiveLine) => ArchivedVersion | undefined
  obsoletes?: Record<string, readonly Obsolete[]>
  hasErrata: boolean
}

const OS_RELEASES: Record<string, string> = {
  rocky9: 'Rocky Linux 9',
  alma8: 'Alma Linux 8',
  leap15: 'openSUSE Leap 15.6',
}

const isBase = ({ group }: ArchiveLine) => group === 'base' || group === 'kernel'
const latest = (line: ArchiveLine) => versionOn(line, 0)

/** The distribution's own repositories of one release, with their modules and errata. */
export function rpmRepos(archive: Archive, seed: number, now: number): FleetRepo[] {
  const errata = listErrata(archive, seed, now)
  return sourcesOf(archive).map((source) => toRepo(archive, source, errata, now))
}

function sourcesOf({ release }: Archive): Source[] {
  if (release.name === 'rhel9') return redHatSources()
  if (release.family === 'suse') return suseSources()
  const isRocky = release.name === 'rocky9'
  const [label, path] = isRocky ? ['Rocky Linux 9', 'rocky/9'] : ['AlmaLinux 8', 'almalinux/8']
  const vendor = isRocky ? 'Rocky Enterprise Software Foundation' : 'AlmaLinux'
  const major = release.version.split('.')[0]
  const own = (id: string, name: string, holds: Source['holds']): Source => {
    const url = `http://mirror.example.net/${path}/${name}/x86_64/os`
    return { id, name: `${label} - ${name} x86_64`, url, vendor, holds, offer: latest, hasErrata: true }
  }
  return [
    own('baseos', 'BaseOS', isBase),
    {
      ...own('appstream', 'AppStream', ({ group }) => !/^(base|kernel|epel|leftover)$/.test(group)),
      obsoletes: { 's-nail': [{ name: 'mailx', relation: '<', version: '12.6' }] },
    },
    {
      id: 'epel',
      name: `Extra Packages for Enterprise Linux ${major} - x86_64`,
      url: `https://mirrors.example.org/metalink?repo=epel-${major}&arch=x86_64`,
      vendor: 'Fedora Project',
      gives: [
        `https://ftp.example.edu/pub/epel/${major}/Everything/x86_64`,
        `http://mirror.example.net/epel/${major}/Everything/x86_64`,
      ],
      holds: ({ group }) => group === 'epel',
      offer: latest,
      hasErrata: true,
    },
  ]
}

/** Behind a subscription: only its hosts can read them, and tell their updates themselves. */
function redHatSources(): Source[] {
  return ['BaseOS', 'AppStream'].map((name) => ({
    id: `rhel-9-for-x86_64-${name.toLowerCase()}-rpms`,
    name: `Red Hat Enterprise Linux 9 for x86_64 - ${name} (RPMs)`,
    url: `https://cdn.redhat.example/content/dist/rhel9/9/x86_64/${name.toLowerCase()}/os`,
    vendor: 'Red Hat, Inc.',
    reason: 'HTTP 403: needs credentials that only its hosts have',
    holds: () => false,
    offer: latest,
    hasErrata: false,
  }))
}

function suseSources(): Source[] {
  const vendor = 'SUSE LLC <https://www.suse.com/>'
  const root = 'http://mirror.example.net/opensuse'
  const all = { vendor, holds: () => true }
  return [
    {
      ...all,
      id: 'repo-oss',
      name: 'openSUSE Leap 15.6 OSS x86_64',
      url: `${root}/distribution/leap/15.6/repo/oss`,
      offer: (line) => line.versions.find((version) => !Number.isFinite(version.day)),
      hasErrata: false,
    },
    {
      ...all,
      id: 'repo-sle-update',
      name: 'openSUSE Leap 15.6 SLE update x86_64',
      url: `${root}/update/leap/15.6/sle`,
      offer: (line) => line.versions.findLast((version) => Number.isFinite(version.day)),
      hasErrata: true,
    },
  ]
}

function toRepo(archive: Archive, source: Source, errata: Erratum[], now: number): FleetRepo {
  const lines = archive.lines.filter(source.holds)
  const added = Object.keys(source.obsoletes ?? {}).map((name) =>
    toVersion('rpm', name, name, 'x86_64', '14.9.22-6.el9', { day: -200, security: false, early: false }, ''),
  )
  const offered = () => [...lines.map(source.offer).filter((version) => version !== undefined), ...added]
  const modules = describeModules(listModules({ ...archive, lines }, now))
  const has = new Set(lines.map((line) => line.name))
  return {
    ...{ type: 'rpm', id: source.id, name: source.name, url: source.url, priority: 99, facts: NO_RELEASE_FACTS },
    ...{
      security: false,
      state: source.reason ? 'host-only' : 'ok',
      reason: source.reason ?? '',
      rejects: [],
      gives: source.gives ?? [],
    },
    release: OS_RELEASES[archive.release.name] ?? '',
    candidates: () => offered().map((version) => toCandidate(version, source)),
    modules,
    errata: source.hasErrata ? errata.filter((one) => one.packages.some(({ key }) => has.has(key.name))) : [],
  }
}

function toCandidate({ key, source }: ArchivedVersion, { vendor, obsoletes }: Source): Candidate {
  return { ...key, source, sourceVersion: '', phased: 100, vendor, obsoletes: obsoletes?.[key.name] ?? NO_OBSOLETES }
}
