import type { ArchivedVersion, ArchiveLine } from './archived-version.ts'
import { type BroughtUpTo, broughtUpTo, type Fleet } from './fleet.ts'
import type { FleetHost } from './fleet-hosts.ts'

/** How many updates the fleet lacked on a day. */
export interface PastDay {
  /** 0 is today. */
  day: number
  hosts: number
  securityHosts: number
  securityUpdates: number
  bugfixUpdates: number
}

/** The fleet on each day from `first` (negative) to yesterday, from what was offered and installed then. */
export function pastDays(fleet: Fleet, first: number): PastDay[] {
  const days: PastDay[] = []
  // most packages never change
  const hosts = fleet.hosts.map((host) => ({
    host,
    lines: host.lines.filter((line) => line.versions.length > 1 && !host.held.has(line.name)),
  }))
  for (let day = first; day < 0; day++) {
    const total: PastDay = { day, hosts: 0, securityHosts: 0, securityUpdates: 0, bugfixUpdates: 0 }
    for (const { host, lines } of hosts) if (host.policy.since <= day) addHost(total, host, lines, day)
    days.push(total)
  }
  return days
}

function addHost(total: PastDay, host: FleetHost, lines: readonly ArchiveLine[], day: number): void {
  const brought = broughtUpTo(host, Math.min(day, host.lastDay))
  let security = 0
  for (const line of lines) {
    const missing = missingOn(line, brought, day)
    if (missing === 'security') security++
    else if (missing === 'bugfix') total.bugfixUpdates++
  }
  total.hosts++
  total.securityUpdates += security
  if (security > 0) total.securityHosts++
}

/** What a host that was brought up to `brought` lacks of a line on that day. */
export function missingOn(
  line: ArchiveLine,
  { all, security }: BroughtUpTo,
  day: number,
): 'security' | 'bugfix' | 'none' {
  let missing: 'bugfix' | 'none' = 'none'
  for (let i = line.versions.length - 1; i >= 0; i--) {
    const version = line.versions[i] as ArchivedVersion
    if (version.day > day) continue
    if (version.day <= (version.security ? security : all)) return missing
    if (version.security) return 'security'
    missing = 'bugfix'
  }
  return missing
}
