import type { Archive } from './archive.ts'
import type { ArchiveLine } from './archived-version.ts'
import type { FleetRepo } from './fleet-repos.ts'
import type { Kernel } from './kernels.ts'
import { type Random, seededRandom } from './random.ts'
import { type DemoRelease, packageTypeOf } from './releases.ts'
import type { DemoModule } from './rpm-modules.ts'
import { THIRD_PARTIES, type ThirdParty } from './third-party.ts'

/** How a host is kept up to date. Days: 0 is today. */
export interface PatchPolicy {
  /** Everything, every so many days; 0: never since it was set up. */
  every: number
  /** The day of the month or week that it falls on. */
  offset: number
  /** Security updates install themselves. */
  unattended: boolean
  /** Restarts at each n-th patch day. */
  rebootEvery: number
  /** The day on which the host was set up. */
  since: number
}

export interface FleetHost {
  index: number
  hostname: string
  ip: string
  release: DemoRelease
  role: string
  tags: string[]
  policy: PatchPolicy
  repos: FleetRepo[]
  /** Packages that it has, kernels aside; the versions follow from the policy and the day. */
  lines: ArchiveLine[]
  /** Its release's, oldest first. */
  kernels: readonly Kernel[]
  /** Of its release. */
  modules: readonly DemoModule[]
  held: Set<string>
  /** The last day on which it reported; 0 unless it went silent. */
  lastDay: number
  clientVersion: string
  machineId: string
}

/** What hosts are drawn from. */
export interface FleetParts {
  seed: number
  archives: Map<DemoRelease, Archive>
  reposOf(release: DemoRelease): FleetRepo[]
  vendorRepoOf(party: ThirdParty, release: DemoRelease): FleetRepo
  modulesOf(release: DemoRelease): DemoModule[]
  vendorLinesOf(party: ThirdParty): ArchiveLine[]
  /** Packages of a typical host; 0: as many as its role needs. */
  packages: number
}

const ROLES: readonly (readonly [string, number])[] = [
  ['web', 26],
  ['db', 14],
  ['container', 16],
  ['java', 8],
  ['monitor', 6],
  ['mail', 5],
  ['dns', 5],
  ['ci', 7],
  ['file', 5],
  ['virt', 5],
  ['vpn', 3],
]
const SHORT: Record<string, string> = { container: 'node', monitor: 'mon', java: 'app', virt: 'hv', dns: 'ns' }
const SITES: readonly (readonly [string, number])[] = [
  ['fra.example.com', 34],
  ['ams.example.com', 24],
  ['nyc.example.com', 18],
  ['sin.example.com', 12],
  ['corp.example.net', 8],
  ['lab.example.org', 4],
]
const ENVIRONMENTS: readonly (readonly [string, number])[] = [
  ['prod', 60],
  ['staging', 20],
  ['dev', 14],
  ['', 6],
]

/**
 * The fleet's host of that number. Hosts do not depend on each other, but for the number in their name:
 * `takeNumber` counts the hosts of one role at one site.
 */
export function drawHost(parts: FleetParts, index: number, takeNumber: (prefix: string) => number): FleetHost {
  const random = seededRandom(parts.seed, 'host', index)
  const release = random.weighted([...parts.archives.keys()].map((r) => [r, r.share] as const))
  const role = random.weighted(ROLES)
  const site = random.weighted(SITES)
  const prefix = SHORT[role] ?? role
  const environment = random.weighted(ENVIRONMENTS)
  const parties = THIRD_PARTIES.filter((party) => uses(party, release, role, random))
  const lines = drawLines(parts, release, role, parties, random)
  return {
    index,
    hostname: `${prefix}${String(takeNumber(`${prefix}.${site}`)).padStart(2, '0')}.${site}`,
    ip: `10.${SITES.findIndex(([name]) => name === site) + 10}.${(index >> 8) & 255}.${index & 255}`,
    release,
    role,
    tags: [environment, role, ...(random.chance(0.08) ? ['pci'] : [])].filter((tag) => tag !== ''),
    policy: drawPolicy(random),
    repos: [...parts.reposOf(release), ...parties.map((party) => parts.vendorRepoOf(party, release))],
    lines,
    kernels: parts.archives.get(release)?.kernels ?? [],
    modules: parts.modulesOf(release),
    held: random.chance(0.06) ? new Set([random.pick(lines).name, random.pick(lines).name]) : new Set(),
    lastDay: random.chance(0.06) ? -random.int(15, 70) : 0,
    clientVersion: drawClient(release, random),
    machineId: Array.from({ length: 4 }, () => random.int(0, 0xffffffff).toString(16).padStart(8, '0')).join(''),
  }
}

/** Old clients do not know the package managers of the other families. */
function drawClient(release: DemoRelease, random: Random): string {
  const drawn = random.weighted([
    ['5.0.0', 6],
    ['4.0.19', 3],
    ['4.0.12', 1],
  ] as const)
  return /^(deb|rpm)$/.test(packageTypeOf(release)) ? drawn : '5.0.0'
}

function uses(party: ThirdParty, release: DemoRelease, role: string, random: Random): boolean {
  const drawn = random.next() < party.share
  const families: readonly string[] = party.families
  return drawn && party.roles.includes(role) && families.includes(release.family)
}

function drawPolicy(random: Random): PatchPolicy {
  const every = random.weighted([
    [7, 40],
    [14, 20],
    [30, 28],
    [0, 12],
  ] as const)
  return {
    every,
    offset: every === 0 ? 0 : -random.int(0, every - 1),
    unattended: random.chance(every === 0 ? 0.3 : 0.5),
    rebootEvery: random.int(1, 5),
    since: -random.int(95, 390),
  }
}

function drawLines(
  parts: FleetParts,
  release: DemoRelease,
  role: string,
  parties: readonly ThirdParty[],
  random: Random,
): ArchiveLine[] {
  const all = parts.archives.get(release)?.lines ?? []
  const own = all.filter(({ group }) => group === 'base' || group === role || group === 'kernel-meta')
  const extra = all.filter(
    ({ group }) => group !== 'base' && group !== role && !group.startsWith('kernel') && group !== 'made-up',
  )
  const lines = [...own, ...parties.flatMap((party) => parts.vendorLinesOf(party))]
  const dropped = random.next() * 0.12
  const kept = lines.filter(({ group }) => group.startsWith('kernel') || random.next() >= dropped)
  const target =
    parts.packages === 0
      ? kept.length + random.int(0, packageTypeOf(release) === 'deb' ? 60 : 8)
      : Math.round(parts.packages * (0.85 + random.next() * 0.3))
  const start = random.int(0, extra.length)
  for (let i = 0; i < extra.length && kept.length < target && i < 60; i++) {
    kept.push(extra[(start + i) % extra.length] as ArchiveLine)
  }
  return addMadeUp(all, kept, target, random)
}

/** Fills up from the archive's made-up part: a run of neighbours, so that hosts overlap without being alike. */
function addMadeUp(all: readonly ArchiveLine[], kept: ArchiveLine[], target: number, random: Random): ArchiveLine[] {
  const first = all.findIndex(({ group }) => group === 'made-up')
  if (first < 0 || kept.length >= target) return kept.slice(0, target)
  const end = all.findLastIndex(({ group }) => group === 'made-up') + 1
  const from = first + random.int(0, 40) * Math.floor((end - first) / 41)
  for (let i = 0; i < end - first && kept.length < target; i++) {
    kept.push(all[first + ((from - first + i) % (end - first))] as ArchiveLine)
  }
  return kept
}
