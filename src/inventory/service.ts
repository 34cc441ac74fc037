import { isIP } from 'node:net'
import {
  changeHostTags,
  ensureOsVariant,
  insertHost,
  insertHostEvents,
  type LockedHost,
  lockHost,
  updateHost,
} from '../db/host-writes.ts'
import { getHostPackageType, listHostPackagesNamed, listUnreadRepos } from '../db/inventory-reads.ts'
import type { Tx } from '../db/open.ts'
import type { Report, ReportedPackage } from '../model/report.ts'
import { parseFacts, type ReportFacts } from '../model/report-facts.ts'
import { toReleasever } from '../repos/variables.ts'
import { diffFacts } from './facts-diff.ts'
import type { HistoryEvent } from './history.ts'
import { toOsName } from './os-name.ts'
import { decideReboot, KERNEL_NAMES } from './reboot.ts'
import { applyModules, applyPackages, applyRepos, applyUpdates } from './sections-service.ts'

/** A stored report without its body. */
export interface ReportRow {
  id: number
  hostname: string
  ip: string
  received_at: number
  /** JSON of `ReportFacts`. */
  facts: string
  packages_digest: string
  repos_digest: string
  modules_digest: string
  updates_digest: string
}

export interface AppliedReport {
  /** `superseded`: a newer report of the host is in force, and nothing was changed. */
  state: 'processed' | 'superseded'
  hostId: number
  /** Something changed on which the host's updates depend. */
  updatesDepend: boolean
  /** Repositories that are new to the host and that nobody has tried to read yet. */
  unreadRepos: number[]
}

/**
 * Brings what is stored of a host to what a report says, and writes the differences as its history. Equal
 * reports cost two statements: `readReport` (which opens the body) is called only where a section's digest is
 * not the host's.
 */
export async function applyReport(
  tx: Tx,
  row: ReportRow,
  readReport: () => Promise<Report>,
  now: number,
): Promise<AppliedReport> {
  const facts = parseFacts(row.facts)
  const host = (await lockHost(tx, row.hostname)) ?? (await addHost(tx, row, facts, now))
  if (isNewer(host, row)) return { state: 'superseded', hostId: host.id, updatesDepend: false, unreadRepos: [] }
  const isFirst = host.last_report_id === 0
  const sections = await applySections(tx, host, row, readReport, facts.arch, now)
  const small = await applyFacts(tx, host, row, facts)
  const asksReboot = small.reboot || sections.changed.includes('packages')
  const reboot = asksReboot ? await decide(tx, host.id, facts, sections.packages) : {}
  const updatesDepend = isFirst || sections.changed.length > 0 || small.updates
  await updateHost(tx, host.id, {
    ip: row.ip,
    last_report_at: row.received_at,
    last_report_id: row.id,
    updated_at: now,
    ...sections.changes,
    ...small.changes,
    ...reboot,
    // so that whoever comes next finds them, should this process end before it does
    ...(updatesDepend && { updates_as_of: 0 }),
  })
  // a first report tells what is there, not what happened
  if (!isFirst) await insertHostEvents(tx, host.id, [...small.events, ...sections.events])
  return { state: 'processed', hostId: host.id, updatesDepend, unreadRepos: sections.unreadRepos }
}

type HostChanges = Parameters<typeof updateHost>[2]

const SECTIONS = ['packages', 'repos', 'modules', 'updates'] as const

async function applySections(
  tx: Tx,
  host: LockedHost,
  row: ReportRow,
  readReport: () => Promise<Report>,
  arch: string,
  now: number,
) {
  const changed = SECTIONS.filter((name) => {
    const digest = row[`${name}_digest`]
    return digest !== '' && digest !== host[`${name}_digest`]
  })
  const changes: HostChanges = {}
  const applied = {
    changed,
    changes,
    events: [] as HistoryEvent[],
    unreadRepos: [] as number[],
    packages: undefined as Report['packages'],
  }
  if (changed.length === 0) return applied
  const report = await readReport()
  for (const name of changed) changes[`${name}_digest`] = row[`${name}_digest`]
  if (report.packages && changed.includes('packages')) {
    const { events, count } = await applyPackages(tx, host, report.packages, toPeriod(host, row))
    applied.events = events
    applied.packages = report.packages
    changes.package_count = count
  }
  if (report.repos && changed.includes('repos')) {
    const variables = { arch, releasever: toReleasever(toOsName(report.os).variant) }
    applied.unreadRepos = await listUnreadRepos(tx, await applyRepos(tx, host.id, report.repos, variables, now))
  }
  if (report.modules && changed.includes('modules')) await applyModules(tx, host.id, report.modules)
  if (changed.includes('updates')) {
    await applyUpdates(tx, host.id, report)
    changes.finds_itself = report.localUpdates ? 1 : 0
  }
  return applied
}

const NOTHING_NEW = { changes: {}, events: [], reboot: false, updates: false }

async function applyFacts(tx: Tx, host: LockedHost, row: ReportRow, facts: ReportFacts) {
  if (row.facts === host.reported_facts) return NOTHING_NEW
  const diff = diffFacts(parseFacts(host.reported_facts), facts, toPeriod(host, row))
  await changeHostTags(tx, host.id, diff.addedTags, diff.removedTags)
  const changes: HostChanges = {
    os_variant_id: diff.system ? await ensureVariant(tx, facts) : host.os_variant_id,
    kernel: facts.kernel,
    arch: facts.arch,
    boot_time: diff.rebooted || host.boot_time === 0 ? facts.bootTime : host.boot_time,
    machine_id: facts.machineId,
    client_version: facts.clientVersion,
    excludes: JSON.stringify(facts.excludes),
    disabled_modules: JSON.stringify(facts.disabledModules),
    repo_order: JSON.stringify(facts.repoOrder),
    reported_facts: row.facts,
  }
  return { changes, events: diff.events, reboot: diff.reboot, updates: diff.updates }
}

const toPeriod = (host: LockedHost, row: ReportRow) => ({ from: host.last_report_at, to: row.received_at })

async function addHost(tx: Tx, row: ReportRow, facts: ReportFacts, now: number): Promise<LockedHost> {
  const { hostname } = row
  const domain = isIP(hostname) ? '' : hostname.replace(/^[^.]*\.?/, '')
  await insertHost(tx, { hostname, domain, os_variant_id: await ensureVariant(tx, facts), created_at: now })
  const host = await lockHost(tx, hostname)
  if (!host) throw new Error(`no host ${hostname} after it was inserted`)
  return host
}

/** Reports are in the order in which they were received; the id decides between those of one millisecond. */
function isNewer(host: LockedHost, row: ReportRow): boolean {
  return (
    host.last_report_at > row.received_at || (host.last_report_at === row.received_at && host.last_report_id > row.id)
  )
}

function ensureVariant(tx: Tx, { os, arch }: ReportFacts): Promise<number> {
  const { variant, release, codename, releaseHasCodename, releaseCpe } = toOsName(os)
  return ensureOsVariant(tx, {
    variant,
    arch,
    codename,
    release,
    releaseCodename: releaseHasCodename ? codename : '',
    cpe: releaseCpe,
  })
}

async function decide(tx: Tx, hostId: number, { reboot, kernel }: ReportFacts, reported: Report['packages']) {
  const packageType = reported ? reported[0]?.type : await getHostPackageType(tx, hostId)
  const names = packageType ? KERNEL_NAMES[packageType] : []
  const packages = reported ? kernelsOf(reported, names) : await listHostPackagesNamed(tx, hostId, names)
  const { state, reason } = decideReboot({ reported: reboot, kernel, packageType, packages })
  return { reboot: state, reboot_reason: reason }
}

function kernelsOf(packages: readonly ReportedPackage[], names: readonly string[]): ReportedPackage[] {
  return packages.filter(({ name }) => names.some((prefix) => name.startsWith(prefix)))
}
