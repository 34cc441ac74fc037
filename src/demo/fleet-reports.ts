import type { ArchivedVersion } from './archived-version.ts'
import { type Fleet, type HostState, stateOn } from './fleet.ts'
import type { FleetHost } from './fleet-hosts.ts'
import { seededRandom } from './random.ts'

/** The body of a protocol 2 report, as a client sends it: `POST /api/report/`. */
export interface ReportBody {
  protocol: 2
  hostname: string
  arch: string
  kernel: string
  os: string
  tags: string[]
  packages: ReportBodyPackage[]
  repos: { type: 'deb'; name: string; id: string; priority: number; urls: string[] }[]
  modules: []
  sec_updates: []
  bug_updates: []
  boot_time: number
  machine_id: string
  client_version: string
}

interface ReportBodyPackage {
  name: string
  epoch: string
  version: string
  release: string
  arch: string
  type: string
  category: string
  repo: string
  source: string
  source_version: string
  held?: true
}

const DAY = 86_400_000

/** What the host sends on that day (0 is today). */
export function reportOn(fleet: Fleet, host: FleetHost, day: number): ReportBody {
  const state = stateOn(host, day)
  return {
    protocol: 2,
    hostname: host.hostname,
    arch: 'x86_64',
    kernel: state.kernel,
    os: operatingSystem(host, state),
    tags: host.tags,
    packages: state.packages.map((version) => toReported(version, host.held.has(version.key.name))),
    repos: host.repos.map(({ name, url, priority }) => ({ type: 'deb', name, id: '', priority, urls: [url] })),
    modules: [],
    sec_updates: [],
    bug_updates: [],
    boot_time: Math.floor(fleet.options.now / 1000) * 1000 + state.bootDay * DAY - 3 * 3_600_000,
    machine_id: host.machineId,
    client_version: host.clientVersion,
  }
}

/** When the host's report of that day came in: each host has its own minute. */
export function receivedAt(fleet: Fleet, host: FleetHost, day: number): number {
  const minutes = seededRandom(fleet.options.seed, 'minute', host.index).int(1, 240)
  return fleet.options.now + day * DAY - minutes * 60_000
}

function toReported({ key, source, sourceVersion }: ArchivedVersion, held: boolean): ReportBodyPackage {
  const { name, epoch, version, release, arch, type, category } = key
  const reported = {
    name,
    epoch,
    version,
    release,
    arch,
    type,
    category,
    repo: '',
    source,
    source_version: sourceVersion,
  }
  return held ? { ...reported, held: true } : reported
}

/** Debian's point release follows from its base-files, as on a real host; Ubuntu's from how old the host is. */
export function operatingSystem(host: FleetHost, { packages }: HostState): string {
  const { release, policy } = host
  if (release.family === 'ubuntu') return `Ubuntu ${release.version}.${policy.since < -200 ? 1 : 2} LTS`
  const base = packages.find(({ key }) => key.name === 'base-files')?.full ?? ''
  const point = /u(\d+)$/.exec(base)?.[1]
  return point ? `Debian ${release.version}.${point}` : `Debian ${release.version}`
}

/**
 * The same report in the form of protocol 1: the fields of `POST /reports/upload/`. `junk` lines are put among
 * the packages, as broken clients send them.
 */
export function toProtocol1(report: ReportBody, junk: readonly string[] = []): Record<string, string> {
  const quote = (...fields: (string | number)[]) => fields.map((field) => `'${field}'`).join(' ')
  const packages = report.packages.map((p) => quote(p.name, p.epoch, p.version, p.release, p.arch, p.type))
  return {
    host: report.hostname,
    tags: report.tags.join(',') || 'Default',
    kernel: encodePlus(report.kernel),
    arch: report.arch,
    protocol: '1',
    os: report.os,
    report: 'false',
    packages: encodePlus([...junk, ...packages].join('\n')),
    repos: report.repos.map((r) => quote(r.type, r.name, r.priority, ...r.urls)).join('\n'),
    sec_updates: '',
    bug_updates: '',
    modules: '',
    reboot: 'ServerCheck',
  }
}

function encodePlus(text: string): string {
  return text.replaceAll('+', '%2b')
}
