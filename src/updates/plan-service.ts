import type { Queryable } from '../db/open.ts'
import type { UpdateHostRow } from '../db/update-hosts.ts'
import { listBuilds } from '../db/update-offers.ts'
import { listPairs } from '../db/update-writes.ts'
import { compareKeys } from '../versions/order.ts'
import { GroupCandidates, type InstalledPackage, type SharedChange, toHostUpdate } from './candidates.ts'
import { listGroupSets, readContents, toBuild } from './contents-service.ts'
import { readFleetHoldings, readHoldings } from './holdings-service.ts'
import { PairIds } from './pair-ids.ts'
import { type HostFound, isSameUpdate } from './reported.ts'
import type { HostFacts, Update } from './rules.ts'
import type { SourceGroup } from './sources.ts'
import type { HostSources } from './sources-service.ts'
import { readVendors } from './vendors-service.ts'

/** What some hosts should install: read and worked out before anything is written. */
export interface UpdatePlan {
  sources: HostSources
  updatesOf(host: UpdateHostRow): Update[]
  /** Those that are stored already. */
  pairs: PairIds
}

/** From this many hosts on, packages are read for the whole fleet instead of for each host. */
const FEW_HOSTS = 40

/** Reads everything that the hosts' updates depend on: a bounded number of queries. `read`: which of their packages matter. */
export async function readPlan(
  db: Queryable,
  hosts: readonly UpdateHostRow[],
  sources: HostSources,
  foundOf: ReadonlyMap<number, readonly HostFound[]>,
  read: typeof readHoldings = hosts.length > FEW_HOSTS ? readFleetHoldings : readHoldings,
): Promise<UpdatePlan> {
  const { groupOf } = sources
  const sets = listGroupSets(groupOf.values())
  const { packagesOf, heldOf, obsoletes } = await read(db, groupOf, sets.packages)
  const packageIds = listDistinct(packagesOf.values())
  const builds = new Map((await listBuilds(db, packageIds)).map((row) => [row.id, toInstalled(toBuild(row))]))
  const nameIds = [...new Set([...builds.values()].map((build) => build.nameId))]
  const { catalogue, modules, vendors } = await readContents(db, sets, nameIds, obsoletes)
  const vendorsOf = await readVendors(db, groupOf, [...builds.values()], { catalogue, vendors })
  const installedIds = new Set([...packageIds, ...[...foundOf.values()].flat().map((one) => one.update.installedId)])
  const pairs = new PairIds(await listPairs(db, [...installedIds]))

  const candidates = new Map<SourceGroup, GroupCandidates>()
  const candidatesOf = (group: SourceGroup) => {
    let known = candidates.get(group)
    if (!known) candidates.set(group, (known = new GroupCandidates(group, catalogue, modules)))
    return known
  }
  const installedOf = (hostId: number) => {
    const ofHost = vendorsOf.get(hostId)
    return (packagesOf.get(hostId) ?? []).map((packageId) => {
      const build = builds.get(packageId) as InstalledPackage
      const vendorId = ofHost?.get(packageId)
      return vendorId === undefined ? build : { ...build, vendorId, vendor: vendors.get(vendorId) ?? '' }
    })
  }
  const updatesOf = (host: UpdateHostRow) => {
    const group = groupOf.get(host.id)
    if (!group) return []
    const changes = findChanges(group, installedOf(host.id), candidatesOf(group))
    return toUpdates(host, changes, heldOf.get(host.id), foundOf.get(host.id) ?? [])
  }
  return { sources, updatesOf, pairs }
}

/** Of a fleet these are millions: they are not put into one list. */
function listDistinct(lists: Iterable<readonly number[]>): number[] {
  const distinct = new Set<number>()
  for (const list of lists) for (const id of list) distinct.add(id)
  return [...distinct]
}

/** By the rules of the host's package managers. */
function findChanges(
  group: SourceGroup,
  installed: readonly InstalledPackage[],
  candidates: GroupCandidates,
): (readonly SharedChange[])[] {
  const changes: (readonly SharedChange[])[] = []
  const together = new Map<number, InstalledPackage[]>()
  for (const build of installed) {
    if (!group.rulesOf(build.type)?.together) changes.push(candidates.find([build]))
    else {
      const others = together.get(build.nameId)
      if (others) others.push(build)
      else together.set(build.nameId, [build])
    }
  }
  for (const builds of together.values()) changes.push(candidates.find(builds))
  return changes
}

/** With what is the host's own, and what it found itself where that is above. */
function toUpdates(
  host: UpdateHostRow,
  changes: readonly (readonly SharedChange[])[],
  held: ReadonlySet<number> | undefined,
  found: readonly HostFound[],
): Update[] {
  const facts = toHostFacts(host)
  const hostWins = new Set<SharedChange>()
  const updates: Update[] = []
  const all = found.length === 0 ? [] : changes.flat()
  for (const one of found) {
    const rival = all.find(({ change }) => isSameUpdate(one, change))
    if (rival && compareKeys(rival.change.candidate.sortKey, one.sortKey) >= 0) continue
    if (rival) hostWins.add(rival)
    updates.push(one.update)
  }
  for (const ofName of changes) {
    for (const shared of ofName) {
      const isHeld = held?.has(shared.change.installed.packageId) ?? false
      if (!hostWins.has(shared)) updates.push(toHostUpdate(shared, isHeld, facts))
    }
  }
  return updates
}

function toInstalled(build: ReturnType<typeof toBuild>): InstalledPackage {
  return { ...build, vendor: '', vendorId: 0 }
}

/** What is the host's own. */
export function toHostFacts(host: UpdateHostRow): HostFacts {
  return { machineId: host.machine_id, excludes: JSON.parse(host.excludes) as string[] }
}
