import type { Static } from 'typebox'
import type { HostRow } from '../../db/host-list.ts'
import type { HostSummary } from '../schemas/hosts.ts'
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
