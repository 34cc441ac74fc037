import type { Queryable } from '../db/open.ts'
import { listInstalledVendors } from '../db/update-holders.ts'
import type { UpdateHostRow } from '../db/update-hosts.ts'
import { listBuilds } from '../db/update-offers.ts'
import { listPairs } from '../db/update-writes.ts'
import { GroupCandidates, type InstalledPackage, type SharedChange, toHostUpdate } from './candidates.ts'
import { listGroupSets, readContents, toBuild } from './contents-service.ts'
import { readFleetHoldings, readHoldings } from './holdings-service.ts'
import { PairIds } from './pair-ids.ts'
import type { HostFacts, Update } from './rules.ts'
import type { SourceGroup } from './sources.ts'
import { readHostSources } from './sources-service.ts'

/** What some hosts should install: read and worked out before anything is written. */
export interface UpdatePlan {
  groupOf: ReadonlyMap<number, SourceGroup>
  updatesOf(host: UpdateHostRow): Update[]
  /** Those that are stored already. */
  pairs: PairIds
}

/** From this many hosts on, packages are read for the whole fleet instead of for each host. */
const FEW_HOSTS = 40

/** Reads everything that the hosts' updates depend on: a bounded number of queries. */
export async function readPlan(db: Queryable, hosts: readonly UpdateHostRow[], now: number): Promise<UpdatePlan> {
  const { groupOf } = await readHostSources(db, hosts, now)
  const sets = listGroupSets(groupOf.values())
  const read = hosts.length > FEW_HOSTS ? readFleetHoldings : readHoldings
  const { packagesOf, heldOf, obsoletes } = await read(db, groupOf, sets.packages)
  const packageIds = [...new Set([...packagesOf.values()].flat())]
  const builds = new Map((await listBuilds(db, packageIds)).map((row) => [row.id, toInstalled(toBuild(row))]))
  const nameIds = [...new Set([...builds.values()].map((build) => build.nameId))]
  const { catalogue, defaults, vendors } = await readContents(db, sets, nameIds, obsoletes)
  const vendorsOf = await readVendors(db, groupOf, packageIds)
  const pairs = new PairIds(await listPairs(db, packageIds))

  const candidates = new Map<SourceGroup, GroupCandidates>()
  const candidatesOf = (group: SourceGroup) => {
    let known = candidates.get(group)
    if (!known) candidates.set(group, (known = new GroupCandidates(group, catalogue, defaults)))
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
    return findHostUpdates(host, group, installedOf(host.id), candidatesOf(group), heldOf.get(host.id))
  }
  return { groupOf, updatesOf, pairs }
}

function findHostUpdates(
  host: UpdateHostRow,
  group: SourceGroup,
  installed: readonly InstalledPackage[],
  candidates: GroupCandidates,
  held: ReadonlySet<number> | undefined,
): Update[] {
  const facts = toHostFacts(host)
  const updates: Update[] = []
  const add = ({ type }: InstalledPackage, changes: readonly SharedChange[]) => {
    const rules = group.rulesOf(type)
    for (const shared of rules ? changes : []) {
      const isHeld = held?.has(shared.change.installed.packageId) ?? false
      if (rules) updates.push(toHostUpdate(shared, isHeld, facts, rules))
    }
  }
  const together = new Map<number, [InstalledPackage, ...InstalledPackage[]]>()
  for (const build of installed) {
    if (!group.rulesOf(build.type)?.together) add(build, candidates.find([build]))
    else {
      const others = together.get(build.nameId)
      if (others) others.push(build)
      else together.set(build.nameId, [build])
    }
  }
  for (const builds of together.values()) add(builds[0], candidates.find(builds))
  return updates
}

/** Who built the packages of hosts whose package manager asks for that: by host and package. */
async function readVendors(
  db: Queryable,
  groupOf: ReadonlyMap<number, SourceGroup>,
  packageIds: readonly number[],
): Promise<Map<number, Map<number, number>>> {
  const hostIds = [...groupOf].filter(([, group]) => group.rulesOf('rpm')?.needsVendor).map(([id]) => id)
  const vendorsOf = new Map<number, Map<number, number>>()
  for (const { host_id, package_id, vendor_id } of await listInstalledVendors(db, hostIds, packageIds)) {
    let ofHost = vendorsOf.get(host_id)
    if (!ofHost) vendorsOf.set(host_id, (ofHost = new Map()))
    ofHost.set(package_id, vendor_id)
  }
  return vendorsOf
}

function toInstalled(build: ReturnType<typeof toBuild>): InstalledPackage {
  return { ...build, vendor: '', vendorId: 0 }
}

/** What is the host's own. */
export function toHostFacts(host: UpdateHostRow): HostFacts {
  return { machineId: host.machine_id, excludes: JSON.parse(host.excludes) as string[] }
}
