import type { Tx } from '../../src/db/open.ts'
import { ensureVendors } from '../../src/db/vendors.ts'
import type { HostState } from '../../src/demo/fleet.ts'
import type { FleetHost } from '../../src/demo/fleet-hosts.ts'
import type { FleetRepo } from '../../src/demo/fleet-repos.ts'
import { activeModule } from '../../src/demo/rpm-modules.ts'

const SUSE = 'SUSE LLC <https://www.suse.com/>'

/** A third of the hosts have priorities of their own. */
export function rpmPriority({ index }: FleetHost, { id, priority }: FleetRepo): number {
  if (index % 3 !== 0) return priority
  if (id === 'epel') return 100 + (index % 5)
  return index % 2 === 0 && id === 'baseos' ? 10 : priority
}

export async function suseVendorId(tx: Tx): Promise<number> {
  return (await ensureVendors(tx, [SUSE])).get(SUSE) ?? 0
}

const MODULE_COLUMNS = {
  name: 'text',
  stream: 'text',
  version: 'text',
  context: 'text',
  arch: 'text',
  repo: 'text',
} as const

/** The module streams that hosts have enabled. */
export async function insertRpmParts(
  tx: Tx,
  part: readonly { host: FleetHost; id: number; state: HostState }[],
): Promise<void> {
  const active = part.flatMap(({ host, id, state }) =>
    host.modules.flatMap((module) => {
      const found = activeModule(module, state.security, state.packages, 'appstream')
      return found ? [{ id, ...found }] : []
    }),
  )
  if (active.length === 0) return
  const toKey = (m: (typeof active)[number]) => [m.name, m.stream, m.version, m.context, m.arch, m.repo]
  const rows = new Map(active.map((m) => [toKey(m).join(), toKey(m)]))
  await tx.insertMany('module', MODULE_COLUMNS, [...rows.values()])
  const stored = await tx.query.selectFrom('module').selectAll().execute()
  const ids = new Map(stored.map((m) => [[m.name, m.stream, m.version, m.context, m.arch, m.repo].join(), m.id]))
  await tx.insertMany(
    'host_module',
    { host_id: 'int', module_id: 'int', packages: 'text' },
    active.map((m) => [m.id, ids.get(toKey(m).join()), JSON.stringify(m.packages)]),
  )
}
