import { type Archive, buildArchive, versionOn } from './archive.ts'
import type { ArchivedVersion } from './archived-version.ts'
import { makeUpEntries, readCatalogue } from './catalogue.ts'
import { drawHost, type FleetHost, type FleetParts } from './fleet-hosts.ts'
import { distributionRepos, type FleetRepo, vendorRepo } from './fleet-repos.ts'
import type { Kernel } from './kernels.ts'
import { otherRepos } from './other-repos.ts'
import { APT_RELEASES, type DemoRelease, packageTypeOf } from './releases.ts'
import { listModules } from './rpm-modules.ts'
import { rpmRepos } from './rpm-repos.ts'
import { type ThirdParty, thirdPartyLines } from './third-party.ts'

export interface FleetOptions {
  hosts: number
  seed: number
  /** Day 0 of the fleet, ms. */
  now: number
  /** Packages of a typical host, ± 15 %; 0 (the default): as many as its role needs, some 300. */
  packages?: number
  /** Which distributions; by default those of apt. */
  releases?: readonly DemoRelease[]
  /** Made-up packages in each release's archive, beside some 600 real names. */
  madeUp?: number
}

/** A generated fleet: the same for the same options, on every machine. */
export interface Fleet {
  options: Required<FleetOptions>
  hosts: FleetHost[]
  /** Every repository that some host of this fleet may use. */
  repos: FleetRepo[]
  /** Of each distribution's release. */
  archives: Archive[]
}

/**
 * Makes a fleet of hosts with their repositories, and with a past: what a host has on a day
 * (0 is today, -30 a month ago) follows from how it is kept up to date.
 */
export function makeFleet(options: FleetOptions): Fleet {
  const { seed, now, releases = APT_RELEASES } = options
  const packages = options.packages ?? 0
  const madeUp = options.madeUp ?? packages * 3
  const entries = [...readCatalogue(), ...makeUpEntries(madeUp, seed)]
  const archives = new Map<DemoRelease, Archive>(releases.map((r) => [r, buildArchive(r, entries, seed)]))
  const repos = new Map<string, FleetRepo>()
  const known = (repo: FleetRepo) => {
    const first = repos.get(repo.url) ?? repo
    repos.set(repo.url, first)
    return first
  }
  const reposOf = memoised((release: DemoRelease) => {
    const archive = archives.get(release) as Archive
    const type = packageTypeOf(release)
    if (type === 'rpm') return rpmRepos(archive, seed, now).map(known)
    return (type === 'deb' ? distributionRepos(archive, now) : otherRepos(archive)).map(known)
  })
  const parts: FleetParts = {
    seed,
    archives,
    packages,
    reposOf,
    vendorRepoOf: (party, release) => known(vendorRepo(party, release, seed, now)),
    modulesOf: memoised((release: DemoRelease) => listModules(archives.get(release) as Archive, now)),
    vendorLinesOf: memoised((party: ThirdParty) => thirdPartyLines(party, seed)),
  }
  const numbers = new Map<string, number>()
  const takeNumber = (prefix: string) => {
    const number = (numbers.get(prefix) ?? 0) + 1
    numbers.set(prefix, number)
    return number
  }
  const hosts = Array.from({ length: options.hosts }, (_, index) => drawHost(parts, index, takeNumber))
  const made = { hosts, repos: [...repos.values()], archives: [...archives.values()] }
  return { options: { ...options, packages, madeUp, releases }, ...made }
}

/** What a host has on a day. */
export interface HostState extends BroughtUpTo {
  packages: ArchivedVersion[]
  /** What `uname -r` prints. */
  kernel: string
  bootDay: number
}

export function stateOn(host: FleetHost, day: number): HostState {
  const { kernels, policy } = host
  const { all, security } = broughtUpTo(host, day)
  const packages: ArchivedVersion[] = []
  for (const line of host.lines) {
    const held = host.held.has(line.name)
    const version = held ? versionOn(line, policy.since) : (versionOn(line, all, security) ?? line.versions[0])
    if (version) packages.push(version)
  }
  const bootDay = rebootDay(host, day)
  const running = newestKernel(kernels, broughtUpTo(host, bootDay).security)
  const latest = kernels.indexOf(newestKernel(kernels, security))
  const kept = new Set([running, ...kernels.slice(Math.max(0, latest - 1), latest + 1)])
  for (const kernel of kept) packages.push(...kernel.images)
  return { packages, kernel: running.uname, bootDay, all, security }
}

/** Days of the last `span` days on which something changed on the host, oldest first; its last report is in it. */
export function daysOfChange(host: FleetHost, span: number): number[] {
  const { every, offset } = host.policy
  const step = every === 0 ? span : every
  const days: number[] = []
  for (let day = offset; day >= -span; day -= step) if (day < host.lastDay) days.push(day)
  return [...days.reverse(), host.lastDay]
}

/** Up to which day's archive a host is. */
export interface BroughtUpTo {
  all: number
  security: number
}

export function broughtUpTo(host: FleetHost, day: number): BroughtUpTo {
  const all = patchDay(host, day)
  return { all, security: host.policy.unattended ? Math.max(day, host.policy.since) : all }
}

/** The last day, up to `day`, on which everything was brought up to date. */
function patchDay({ policy }: FleetHost, day: number): number {
  if (policy.every === 0) return policy.since
  return Math.max(policy.since, day - ((((day - policy.offset) % policy.every) + policy.every) % policy.every))
}

function rebootDay(host: FleetHost, day: number): number {
  const { policy } = host
  const every = (policy.every || 30) * policy.rebootEvery
  return Math.max(policy.since, day - ((((day - policy.offset) % every) + every) % every))
}

function newestKernel(kernels: readonly Kernel[], day: number): Kernel {
  const kernel = kernels.findLast((k) => k.day <= day) ?? kernels[0]
  if (!kernel) throw new Error('no kernels')
  return kernel
}

function memoised<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}
