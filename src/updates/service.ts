import type { Db } from '../db/open.ts'
import { type HostScope, listUpdateHosts, type UpdateHostRow } from '../db/update-hosts.ts'
import { confirmUpdates, writeFleetDay } from '../db/update-writes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { toBasis } from './basis.ts'
import { updateBatch } from './batch-service.ts'
import { PairIds } from './pair-ids.ts'
import { readPlan } from './plan-service.ts'
import { ensureReported } from './reported-service.ts'
import { type HostSources, readHostSources } from './sources-service.ts'

export interface UpdateDeps {
  db: Db
  clock: Clock
  log: Log
}

export interface UpdateSummary {
  hosts: number
  /** Updates of these hosts, pending or not. */
  updates: number
  ms: number
}

/** Hosts a transaction: a writer of reports waits no longer than for these. */
const BATCH_HOSTS = 800
/** Hosts that changed while they were worked on are done again, so often. */
const ROUNDS = 4

/**
 * Finds the updates of hosts (of all, unless told otherwise) and stores what differs from what is stored,
 * together with the hosts' counts. Hosts of which nothing changed are confirmed, unless they were asked for by their
 * ids. A host that changes meanwhile is done again; two runs at once do no harm.
 */
export async function updateHosts(deps: UpdateDeps, scope: HostScope = {}): Promise<UpdateSummary> {
  const started = performance.now()
  const total = { hosts: 0, updates: 0, changed: false }
  let hosts = await listUpdateHosts(deps.db, scope)
  for (let round = 1; hosts.length > 0 && round <= ROUNDS; round++) {
    const moved = await updateRound(deps, hosts, total, scope.hostIds === undefined)
    hosts = moved.length === 0 ? [] : await listUpdateHosts(deps.db, { hostIds: moved })
  }
  if (hosts.length > 0) deps.log.warn('updates outrun', { hosts: hosts.length })
  if (total.changed || isAll(scope)) await writeFleetDay(deps.db, deps.clock())
  const summary = { hosts: total.hosts, updates: total.updates, ms: Math.round(performance.now() - started) }
  deps.log.debug('updates found', summary)
  return summary
}

/** The daily run writes its day, although nothing changed since yesterday. */
function isAll({ hostIds, repoIds }: HostScope): boolean {
  return hostIds === undefined && repoIds === undefined
}

/** One pass; answers the hosts that were not as planned any more. */
async function updateRound(
  { db, clock }: UpdateDeps,
  all: readonly UpdateHostRow[],
  total: { hosts: number; updates: number; changed: boolean },
  mayConfirm: boolean,
): Promise<number[]> {
  const now = clock()
  const sources = await readHostSources(db, all, now)
  const confirmed = mayConfirm ? await confirmUnchanged(db, all, sources, now) : { ids: new Set<number>(), updates: 0 }
  total.hosts += confirmed.ids.size
  total.updates += confirmed.updates
  const hosts = all.filter(({ id }) => !confirmed.ids.has(id))
  if (hosts.length === 0) return []
  const plan = await readPlan(db, hosts, sources, await ensureReported(db, hosts, sources))
  const moved: number[] = []
  // pairs that a host of this run uses: nobody removes those
  const kept = new PairIds()
  for (let at = 0; at < hosts.length; at += BATCH_HOSTS) {
    const batch = hosts.slice(at, at + BATCH_HOSTS)
    const done = await updateBatch(db, batch, plan, kept, clock())
    for (const pair of done.pairs) kept.add(pair)
    moved.push(...done.moved)
    total.hosts += done.hosts
    total.updates += done.updates
    total.changed ||= done.changed
  }
  return moved
}

/** Hosts whose sources are those that their updates were found from, and that no report changed. */
async function confirmUnchanged(
  db: Db,
  hosts: readonly UpdateHostRow[],
  { groupOf, unknownOf }: HostSources,
  now: number,
): Promise<{ ids: Set<number>; updates: number }> {
  const unchanged = hosts.flatMap(({ id, updates_as_of, updates_basis }) => {
    const group = groupOf.get(id)
    const basis = group && toBasis(group, now)
    if (updates_as_of === 0 || basis !== updates_basis) return []
    return [{ hostId: id, basis, hasUnknown: unknownOf.get(id)?.length !== 0 }]
  })
  if (unchanged.length === 0) return { ids: new Set(), updates: 0 }
  const updates = await confirmUpdates(db, unchanged, now)
  return { ids: new Set(unchanged.map(({ hostId }) => hostId)), updates }
}
