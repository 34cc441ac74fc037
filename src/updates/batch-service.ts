import { countUpdates } from '../db/host-counts.ts'
import type { Db, Tx } from '../db/open.ts'
import { getRemovals } from '../db/removals.ts'
import { lockUpdateHosts, type UpdateHostRow } from '../db/update-hosts.ts'
import {
  deleteUpdates,
  ensurePairs,
  type HostCounts,
  listStoredUpdates,
  type Pair,
  type PairRow,
  writeCounts,
  writeUpdates,
} from '../db/update-writes.ts'
import type { StoredUpdate } from '../model/update.ts'
import { toBasis } from './basis.ts'
import { UpdateDifference } from './diff.ts'
import { PairIds } from './pair-ids.ts'
import type { UpdatePlan } from './plan-service.ts'
import type { Update } from './rules.ts'
import type { SourceGroup } from './sources.ts'
import { type HostSources, readHostSources } from './sources-service.ts'

export interface BatchOutcome {
  hosts: number
  updates: number
  /** Some count is not what it was. */
  changed: boolean
  /** Hosts that are not as they were when the plan was made: nothing was written for them. */
  moved: number[]
  /** Pairs of packages that hosts of this batch use now. */
  pairs: PairRow[]
}

/** Writes what some hosts should install, where they still are as planned. `kept`: pairs that other hosts of the run use. */
export async function updateBatch(
  db: Db,
  batch: readonly UpdateHostRow[],
  plan: UpdatePlan,
  kept: PairIds,
  now: number,
): Promise<BatchOutcome> {
  // worked out before the transaction: reports wait for that
  const updatesOf = new Map(batch.map((host) => [host.id, plan.updatesOf(host)]))
  return db.transaction((tx) => writeBatch(tx, batch, updatesOf, plan, kept, now))
}

async function writeBatch(
  tx: Tx,
  batch: readonly UpdateHostRow[],
  updatesOf: PlannedUpdates,
  plan: UpdatePlan,
  kept: PairIds,
  now: number,
): Promise<BatchOutcome> {
  const locked = await lockUpdateHosts(
    tx,
    batch.map((host) => host.id),
  )
  const isCurrent = await plan.sources.isCurrent(tx)
  const sources = isCurrent ? plan.sources : await readHostSources(tx, locked, now)
  const { hosts, moved } = sortOut(batch, locked, plan, sources)
  const planned = new Map(hosts.map((host) => [host.id, updatesOf.get(host.id) ?? []]))
  const pairs = await writeDifferences(tx, planned, plan.pairs, kept)
  const counts = hosts.map(({ id }) => ({
    ...toCounts(id, planned.get(id) ?? []),
    hasUnknown: sources.unknownOf.get(id)?.length !== 0,
    basis: toBasis(sources.groupOf.get(id) as SourceGroup, now),
  }))
  await writeCounts(tx, counts, now)
  return {
    hosts: hosts.length,
    updates: [...planned.values()].reduce((sum, updates) => sum + updates.length, 0),
    changed: counts.some((c, i) => c.security !== hosts[i]?.security_count || c.bugfix !== hosts[i]?.bugfix_count),
    moved,
    pairs,
  }
}

/** A host that was deleted is in neither. */
function sortOut(
  batch: readonly UpdateHostRow[],
  locked: readonly UpdateHostRow[],
  plan: UpdatePlan,
  sources: HostSources,
): { hosts: UpdateHostRow[]; moved: number[] } {
  const before = new Map(batch.map((host) => [host.id, toFacts(host)]))
  const isSame = (host: UpdateHostRow) => {
    const sameGroup = sources.groupOf.get(host.id)?.key === plan.sources.groupOf.get(host.id)?.key
    return sameGroup && before.get(host.id) === toFacts(host)
  }
  const hosts = locked.filter(isSame)
  return { hosts, moved: locked.filter((host) => !isSame(host)).map((host) => host.id) }
}

/** Everything but what finding updates writes itself. */
function toFacts(host: UpdateHostRow): string {
  const { security_count, bugfix_count, updates_as_of, updates_basis, ...facts } = host
  return JSON.stringify(facts)
}

type PlannedUpdates = ReadonlyMap<number, readonly Update[]>

async function writeDifferences(tx: Tx, planned: PlannedUpdates, known: PairIds, kept: PairIds): Promise<PairRow[]> {
  kept.forgetUnless(await getRemovals(tx, 'package_update'))
  const stored = Map.groupBy(await listStoredUpdates(tx, [...planned.keys()]), (row) => row.host_id)
  const pairs = await ensurePairs(tx, listNewPairs(planned, stored, known, kept))
  const fresh = new PairIds(pairs)
  const idOf = (update: Update) => (fresh.get(update) ?? kept.get(update) ?? known.get(update)) as number
  const difference = new UpdateDifference(idOf)
  for (const [hostId, updates] of planned) difference.add(hostId, stored.get(hostId) ?? [], updates)
  await deleteUpdates(tx, difference.gone)
  await writeUpdates(tx, difference.write)
  await countUpdates(tx, difference.listCounts())
  return pairs
}

/** Pairs that a row will be added for: they must be there, although nothing may have used them until now. */
function listNewPairs(
  planned: PlannedUpdates,
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

function toCounts(hostId: number, planned: readonly Update[]): Pick<HostCounts, 'hostId' | 'security' | 'bugfix'> {
  const pending = planned.filter((update) => update.state === 'pending')
  const security = pending.filter((update) => update.security).length
  return { hostId, security, bugfix: pending.length - security }
}
