import type { ModuleKey } from '../model/module.ts'
import { fullVersion, type PackageType } from '../model/package.ts'
import { versionOn } from './archive.ts'
import type { ArchivedVersion } from './archived-version.ts'
import { type Fleet, type HostState, stateOn } from './fleet.ts'
import { missingOn } from './fleet-days.ts'
import type { FleetHost } from './fleet-hosts.ts'
import { seededRandom } from './random.ts'
import { isRpm } from './releases.ts'
import { activeModule } from './rpm-modules.ts'

/** The body of a protocol 2 report, as a client sends it: `POST /api/report/`. */
export interface ReportBody {
  protocol: 2
  hostname: string
  arch: string
  kernel: string
  os: string
  tags: string[]
  packages: ReportBodyPackage[]
  repos: { type: PackageType; name: string; id: string; priority: number; urls: string[] }[]
  modules: ReportBodyModule[]
  sec_updates: ReportBodyUpdate[]
  bug_updates: ReportBodyUpdate[]
  excludes: string[]
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
  source?: string
  source_version?: string
  held?: true
}

type ReportBodyModule = ModuleKey & { repo: string; packages: string[] }

interface ReportBodyUpdate {
  name: string
  version: string
  arch: string
  repo: string
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
    packages: listPackages(host, state),
    repos: host.repos.map(({ type, name, id, url, priority }) => ({ type, name, id, priority, urls: [url] })),
    modules: listActive(host, state),
    ...listFound(host, state, day),
    excludes: isRpm(host.release) ? [...host.held] : [],
    boot_time: Math.floor(fleet.options.now / 1000) * 1000 + state.bootDay * DAY - 3 * 3_600_000,
    machine_id: host.machineId,
    client_version: host.clientVersion,
  }
}

/** dpkg-query lists by name, rpm in no order. */
function listPackages(host: FleetHost, state: HostState): ReportBodyPackage[] {
  if (isRpm(host.release)) return state.packages.map((version) => toReported(version, false))
  const packages = state.packages.map((version) => toReported(version, host.held.has(version.key.name)))
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** When the host's report of that day came in: each host has its own minute. */
export function receivedAt(fleet: Fleet, host: FleetHost, day: number): number {
  const minutes = seededRandom(fleet.options.seed, 'minute', host.index).int(1, 240)
  return fleet.options.now + day * DAY - minutes * 60_000
}

/** What a host of a subscription finds itself. */
function listFound(host: FleetHost, state: HostState, day: number): Pick<ReportBody, 'sec_updates' | 'bug_updates'> {
  const found: Pick<ReportBody, 'sec_updates' | 'bug_updates'> = { sec_updates: [], bug_updates: [] }
  if (host.release.name !== 'rhel9') return found
  for (const line of host.lines) {
    const [kind, latest] = [missingOn(line, state, day), versionOn(line, day)]
    if (kind === 'none' || !latest) continue
    const { name, arch } = latest.key
    const repo = `rhel-9-for-x86_64-${line.group === 'base' ? 'baseos' : 'appstream'}-rpms`
    const list = kind === 'security' ? found.sec_updates : found.bug_updates
    list.push({ name, version: latest.full, arch, repo })
  }
  return found
}

function listActive(host: FleetHost, { security, packages }: HostState): ReportBodyModule[] {
  return host.modules.flatMap((module) => activeModule(module, security, packages, 'appstream') ?? [])
}

/** As the client writes it: a source that is the package's own is not told. */
function toReported({ key, source, sourceVersion }: ArchivedVersion, held: boolean): ReportBodyPackage {
  const { name, epoch, version, release, arch, type, category } = key
  const isOwn = source === name && (sourceVersion === '' || sourceVersion === fullVersion(key))
  return {
    ...{ name, epoch, version, release, arch, type, category, repo: '' },
    ...(isOwn ? {} : { source, source_version: sourceVersion }),
    ...(held ? { held } : {}),
  }
}

const ROCKY = 'Rocky Linux 9.4 (Blue Onyx) [cpe:/o:rocky:rocky:9::baseos]'
const RHEL = 'Red Hat Enterprise Linux 9.4 (Plow) [cpe:/o:redhat:enterprise_linux:9::baseos]'
const ALMA = 'AlmaLinux 8.10 (Cerulean Leopard) [cpe:/o:almalinux:almalinux:8::baseos]'
const LEAP = 'openSUSE Leap 15.6 [cpe:/o:opensuse:leap:15.6]'
const OTHERS = { arch: 'Arch Linux', alpine320: 'Alpine Linux 3.20.3', gentoo: 'Gentoo Linux' }

/** Debian's point release follows from its base-files, as on a real host; Ubuntu's from how old the host is. */
export function operatingSystem(host: FleetHost, { packages }: HostState): string {
  const { release, policy } = host
  const fixed = { rocky9: ROCKY, rhel9: RHEL, alma8: ALMA, leap15: LEAP, ...OTHERS }[release.name as string]
  if (fixed) return fixed
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
    repos: report.repos
      .map((r) => quote(r.type, r.name, ...(r.type === 'rpm' ? [r.id] : []), r.priority, ...r.urls))
      .join('\n'),
    sec_updates: report.sec_updates.map(toUpdateLine).join('\n'),
    bug_updates: report.bug_updates.map(toUpdateLine).join('\n'),
    modules: report.modules
      .map((m) => quote(m.name, m.stream, m.version, m.context, m.arch, m.repo, ...m.packages))
      .join('\n'),
    reboot: 'ServerCheck',
  }
}

function toUpdateLine({ name, arch, version, repo }: ReportBodyUpdate): string {
  return `${name}.${arch} ${version} ${repo}`
}

function encodePlus(text: string): string {
  return text.replaceAll('+', '%2b')
}
