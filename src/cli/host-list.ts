import { toHostSummary } from '../api/answers/hosts.ts'
import { type HostRow, listHosts } from '../db/host-list.ts'
import type { JobDeps } from '../jobs/job.ts'
import type { Flags } from './flags.ts'
import { selectHosts } from './hosts.ts'
import { type Column, EVERYTHING, type Output, toJson, toLocalTime, toTable } from './output.ts'

const DAY_MS = 86_400_000

const HOST_COLUMNS: Column<HostRow>[] = [
  { title: 'Host', value: (host) => host.hostname },
  { title: 'State', value: (host) => host.state },
  { title: 'Security', value: (host) => host.security_count },
  { title: 'Bugfix', value: (host) => host.bugfix_count },
  { title: 'OS', value: (host) => host.variant },
  { title: 'Kernel', value: (host) => host.kernel },
  { title: 'Packages', value: (host) => host.package_count },
  { title: 'Last report', value: (host) => toLocalTime(host.last_report_at) },
  { title: 'Reboot', value: (host) => host.reboot },
]

/** `-lh`: all hosts, or with `-H` those. */
export async function printHosts({ db, clock, config }: JobDeps, flags: Flags, output: Output): Promise<boolean> {
  const silentBefore = clock() - config.daysWithoutReport * DAY_MS
  const { items } = await listHosts(db, { per_page: EVERYTHING }, silentBefore)
  const selected = flags.host === undefined ? undefined : new Set((await selectHosts(db, flags.host)).map((h) => h.id))
  const hosts = items.filter((host) => selected?.has(host.id) ?? true)
  output.print(
    flags.json ? toJson({ items: hosts.map(toHostSummary), total: hosts.length }) : await toTable(HOST_COLUMNS, hosts),
  )
  return true
}
