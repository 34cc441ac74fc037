import type { Db } from '../db/open.ts'
import { type HostScope, listUpdateHosts, type UpdateHostRow } from '../db/update-hosts.ts'
import { writeFleetDay } from '../db/update-writes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { updateBatch } from './batch-service.ts'
import { PairIds } from './pair-ids.ts'
import { readPlan } from './plan-service.ts'
import { ensureReported } from './reported-service.ts'
import { readHostSources } from './sources-service.ts'

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
const BATCH_HOSTS = 400
/** Hosts that changed while they were worked on are done again, so often. */
const ROUNDS = 4

/**
 * Finds the updates of hosts (of all, unless told otherwise) and stores what differs from what is stored,
 * together with the hosts' counts. A host that changes meanwhile is done again; two runs at once do no harm.
 */
export async function updateHosts(deps: UpdateDeps, scope: HostScope = {}): Promise<UpdateSummary> {
  const started = performance.now()
  const total = { hosts: 0, updates: 0, changed: false }
  let hosts = await listUpdateHosts(deps.db, scope)
  for (let round = 1; hosts.length > 0 && round <= ROUNDS; round++) {
    const moved = await updateRound(deps, hosts, total)
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
  hosts: readonly UpdateHostRow[],
  total: { hosts: number; updates: number; changed: boolean },
): Promise<number[]> {
  const sources = await readHostSources(db, hosts, clock())
  const plan = await readPlan(db, hosts, sources, await ensureReported(db, hosts, sources))
  const moved: number[] = []
  // pairs that a host of this run uses: nobody removes those
  const kept = new PairIds()
  for (let at = 0; at < hosts.length; at += BATCH_HOSTS) {
    const batch = hosts.slice(at, at + BATCH_HOSTS)
    const done = await db.transaction((tx) => updateBatch(tx, batch, plan, kept, clock()))
    for (const pair of done.pairs) kept.add(pair)
    moved.push(...done.moved)
    total.hosts += done.hosts
    total.updates += done.updates
    total.changed ||= done.changed
  }
  return moved
}
