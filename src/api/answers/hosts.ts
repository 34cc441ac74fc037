import type { Static } from 'typebox'
import type { HostDetails } from '../../db/host-details.ts'
import type { HostEventRow } from '../../db/host-event-list.ts'
import type { HostRow } from '../../db/host-list.ts'
import type { HostModuleRow } from '../../db/host-module-list.ts'
import type { HostPackageRow } from '../../db/host-package-list.ts'
import type { HostRepoListRow } from '../../db/host-repo-list.ts'
import type { HostUpdateRow } from '../../db/host-update-list.ts'
import { moduleId } from '../../model/module.ts'
import { shownVersion } from '../../model/package.ts'
import type { UnknownSource } from '../../updates/explanation.ts'
import { toLabel } from '../../updates/sources.ts'
import type {
  Host,
  HostEvent,
  HostModule,
  HostPackage,
  HostRepository,
  HostSummary,
  HostUpdate,
} from '../schemas/hosts.ts'
import { toShownPair } from './shown-pair.ts'
import { toTime } from './time.ts'

export function toHostSummary(row: HostRow): Static<typeof HostSummary> {
  return {
    id: row.id,
    hostname: row.hostname,
    domain: row.domain,
    state: row.state,
    security_updates: row.security_count,
    bugfix_updates: row.bugfix_count,
    has_unknown: row.has_unknown === 1,
    os: {
      variant: row.variant,
      variant_id: row.os_variant_id,
      release: row.release,
      release_id: row.os_release_id,
    },
    kernel: row.kernel,
    arch: row.arch,
    packages: row.package_count,
    reboot: { state: row.reboot, reason: row.reboot_reason },
    last_report_at: toTime(row.last_report_at),
    tags: row.tags,
    ip: row.ip,
  }
}

export function toHost(row: HostRow, details: HostDetails, unknown: UnknownSource[]): Static<typeof Host> {
  const { updates, replacements, repositories, modules, reports, events } = details
  return {
    ...toHostSummary(row),
    reverse_dns: details.reverse_dns,
    check_dns: details.check_dns === 1,
    host_repos_only: details.host_repos_only === 1,
    client_version: details.client_version,
    boot_time: toTime(details.boot_time),
    created_at: toTime(details.created_at),
    updates_as_of: toTime(details.updates_as_of),
    unknown: toUnknown(unknown),
    counts: { updates, replacements, packages: row.package_count, repositories, modules, reports, events },
  }
}

/** Names of repositories; where it is about the host itself, the reason. */
export function toUnknown(unknown: UnknownSource[]): string[] {
  return [...new Set(unknown.map(({ name, reason }) => name || reason))]
}

export function toHostUpdate(row: HostUpdateRow, errata: string[]): Static<typeof HostUpdate> {
  return {
    ...toShownPair(row),
    installed_arch: row.old_arch,
    replaces: row.old_name === row.name ? '' : row.old_name,
    security: row.security === 1,
    state: row.state,
    repository: row.repo === null ? '' : toLabel(row.repo),
    repository_id: row.repo?.id ?? null,
    errata,
    reason: row.reason,
  }
}

export function toHostPackage(row: HostPackageRow): Static<typeof HostPackage> {
  const { id, name, category, arch } = row
  const item = { id, name, category, arch, version: shownVersion(row), held: row.held === 1 }
  if (row.update_id === null || row.state === null) return item
  const candidate = shownVersion({
    type: row.type,
    epoch: row.new_epoch ?? '',
    version: row.new_version ?? '',
    release: row.new_release ?? '',
  })
  return { ...item, update: { id: row.update_id, candidate, security: row.security === 1, state: row.state } }
}

export function toHostRepository(row: HostRepoListRow): Static<typeof HostRepository> {
  const { id, name, type, priority, state, reason } = row
  return {
    ...{ id, name, type, priority, state, reason, label: toLabel(row) },
    enabled: row.enabled === 1,
    security: row.security === 1,
    confirmed_at: toTime(row.confirmed_at),
  }
}

export function toHostModule({ repo, packages, available, ...key }: HostModuleRow): Static<typeof HostModule> {
  return {
    id: moduleId(key),
    ...key,
    repository: repo,
    available: available === 1,
    packages: JSON.parse(packages) as string[],
  }
}

export function toHostEvent(row: HostEventRow): Static<typeof HostEvent> {
  return { ...row, at: toTime(row.at) }
}
