import { countUpdates } from '../db/host-counts.ts'
import type { Db, Tx } from '../db/open.ts'
import { type HostScope, listUpdateHosts, lockUpdateHosts, type UpdateHostRow } from '../db/update-hosts.ts'
import {
  deleteUpdates,
  ensurePairs,
  type HostCounts,
  listStoredUpdates,
  type Pair,
  type StoredUpdate,
  writeCounts,
  writeFleetDay,
  writeUpdates,
} from '../db/update-writes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { CountDeltas, diffUpdates } from './diff.ts'
import { PairIds, readPlan, type UpdatePlan } from './plan-service.ts'
import type { Update } from './rules.ts'
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
const BATCH_HOSTS = 200
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
  if (total.changed) await writeFleetDay(deps.db, deps.clock())
  const summary = { hosts: total.hosts, updates: total.updates, ms: Math.round(performance.now() - started) }
  deps.log.debug('updates found', summary)
  return summary
}

/** One pass; answers the hosts that were not as planned any more. */
async function updateRound(
  { db, clock }: UpdateDeps,
  hosts: readonly UpdateHostRow[],
  total: { hosts: number; updates: number; changed: boolean },
): Promise<number[]> {
  const plan = await readPlan(db, hosts, clock())
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

interface BatchOutcome {
  hosts: number
  updates: number
  /** Some count is not what it was. */
  changed: boolean
  moved: number[]
  pairs: { id: number; installed_id: number; candidate_id: number }[]
}

async function updateBatch(
  tx: Tx,
  batch: readonly UpdateHostRow[],
  plan: UpdatePlan,
  kept: PairIds,
  now: number,
): Promise<BatchOutcome> {
  const locked = new Map((await lockUpdateHosts(tx, idsOf(batch))).map((host) => [host.id, host]))
  const sources = await readHostSources(tx, [...locked.values()], now)
  const moved: number[] = []
  const hosts: UpdateHostRow[] = []
  for (const host of batch) {
    const current = locked.get(host.id)
    if (!current) continue
    const isSame = current.last_report_id === host.last_report_id && current.updated_at === host.updated_at
    const sameSources = sources.groupOf.get(host.id)?.key === plan.groupOf.get(host.id)?.key
    if (isSame && sameSources) hosts.push(current)
    else moved.push(host.id)
  }

  const planned = new Map(hosts.map((host) => [host.id, plan.updatesOf(host)]))
  const stored = Map.groupBy(await listStoredUpdates(tx, idsOf(hosts)), (row) => row.host_id)
  const pairs = await ensurePairs(tx, listNewPairs(planned, stored, plan.pairs, kept))
  const fresh = new PairIds()
  for (const pair of pairs) fresh.add(pair)

  const write: StoredUpdate[] = []
  const gone: StoredUpdate[] = []
  const deltas = new CountDeltas()
  for (const [hostId, updates] of planned) {
    const rows = updates.map((update) => {
      const updateId = fresh.get(update) ?? kept.get(update) ?? plan.pairs.get(update)
      return toRow(hostId, updateId as number, update)
    })
    const diff = diffUpdates(stored.get(hostId) ?? [], rows, deltas)
    for (const row of diff.write) write.push(row)
    for (const row of diff.gone) gone.push(row)
  }
  await deleteUpdates(tx, gone)
  await writeUpdates(tx, write)
  const counts = hosts.map((host) =>
    toCounts(host.id, planned.get(host.id) ?? [], sources.unknownOf.get(host.id)?.length !== 0),
  )
  await writeCounts(tx, counts, now)
  await countUpdates(tx, deltas.list())
  return {
    hosts: hosts.length,
    updates: [...planned.values()].reduce((sum, updates) => sum + updates.length, 0),
    changed: counts.some((c, i) => c.security !== hosts[i]?.security_count || c.bugfix !== hosts[i]?.bugfix_count),
    moved,
    pairs,
  }
}

/** Pairs that a row will be added for: they must be there, although nothing used them until now. */
function listNewPairs(
  planned: ReadonlyMap<number, readonly Update[]>,
  stored: ReadonlyMap<number, readonly StoredUpdate[]>,
  known: PairIds,
  kept: PairIds,
): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const [hostId, updates] of planned) {
    const has = new Set(stored.get(hostId)?.map((row) => row.update_id))
    for (const update of updates) {
      const id = known.get(update)
      if ((id !== undefined && has.has(id)) || kept.get(update) !== undefined) continue
      pairs.set(`${update.installedId} ${update.candidateId}`, [update.installedId, update.candidateId])
    }
  }
  return [...pairs.values()]
}

function toRow(host_id: number, update_id: number, update: Update): StoredUpdate {
  const { security, state, repoId, reason } = update
  return { host_id, update_id, security: security ? 1 : 0, state, repo_id: repoId, reason }
}

function toCounts(hostId: number, planned: readonly Update[], hasUnknown: boolean): HostCounts {
  const pending = planned.filter((update) => update.state === 'pending')
  const security = pending.filter((update) => update.security).length
  return { hostId, security, bugfix: pending.length - security, hasUnknown }
}

function idsOf(hosts: readonly UpdateHostRow[]): number[] {
  return hosts.map((host) => host.id)
}
