import type { Queryable } from '../db/open.ts'
import type { UpdateHostRow } from '../db/update-hosts.ts'
import { type BuildRow, listBuilds, listOffers, type OfferRow } from '../db/update-offers.ts'
import { listPairs } from '../db/update-writes.ts'
import { fullVersion } from '../model/package.ts'
import { Catalogue, GroupCandidates, type SetOffer, type TypedBuild, toHostUpdate } from './candidates.ts'
import { readFleetHoldings, readHoldings } from './holdings-service.ts'
import { PairIds } from './pair-ids.ts'
import type { HostFacts, Update } from './rules.ts'
import type { SourceGroup } from './sources.ts'
import { type HostSources, readHostSources } from './sources-service.ts'

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
  const setIds = listSetIds(groupOf)
  const read = hosts.length > FEW_HOSTS ? readFleetHoldings : readHoldings
  const holdings = await read(db, groupOf, setIds)
  const outdatedIds = [...new Set([...holdings.packagesOf.values()].flat())]
  const outdated = new Map((await listBuilds(db, outdatedIds)).map((row) => [row.id, toBuild(row)]))
  const nameIds = [...new Set([...outdated.values()].map((build) => build.nameId))]
  const catalogue = new Catalogue(toSetOffers(await listOffers(db, setIds, nameIds)))
  const pairs = new PairIds(await listPairs(db, outdatedIds))

  const candidates = new Map<SourceGroup, GroupCandidates>()
  const candidatesOf = (group: SourceGroup) => {
    let known = candidates.get(group)
    if (!known) candidates.set(group, (known = new GroupCandidates(group, catalogue)))
    return known
  }
  const updatesOf = (host: UpdateHostRow) => {
    const group = groupOf.get(host.id)
    if (!group) return []
    const facts = toHostFacts(host)
    const candidatesOfHost = candidatesOf(group)
    const held = holdings.heldOf.get(host.id)
    const planned: Update[] = []
    for (const packageId of holdings.packagesOf.get(host.id) ?? []) {
      const build = outdated.get(packageId) as TypedBuild
      const shared = candidatesOfHost.find(build)
      if (!shared) continue
      planned.push(toHostUpdate(shared, held?.has(packageId) ?? false, facts, build.type))
    }
    return planned
  }
  return { groupOf, updatesOf, pairs }
}

function listSetIds(groupOf: HostSources['groupOf']): number[] {
  const ids = new Set<number>()
  for (const group of new Set(groupOf.values())) for (const id of group.sourcesOfSet.keys()) ids.add(id)
  return [...ids].sort((a, b) => a - b)
}

/** What is the host's own. */
export function toHostFacts(host: UpdateHostRow): HostFacts {
  return { machineId: host.machine_id, excludes: JSON.parse(host.excludes) as string[] }
}

/** The package as rules take it. */
export function toBuild(row: BuildRow): TypedBuild {
  const { id: packageId, name_id: nameId, name, type, arch, sort_key: sortKey } = row
  return { packageId, nameId, name, type, arch, sortKey, version: fullVersion(row) }
}

/** One offer for each package, by name. */
export function toSetOffers(rows: readonly OfferRow[]): Map<number, SetOffer[]> {
  const byPackage = new Map<number, SetOffer>()
  for (const row of rows) {
    let offer = byPackage.get(row.id)
    if (!offer) {
      offer = { ...toBuild(row), source: row.source, sourceVersion: row.source_version, sets: [] }
      byPackage.set(row.id, offer)
    }
    offer.sets.push({ setId: row.set_id, phased: row.phased })
  }
  return Map.groupBy(byPackage.values(), (offer) => offer.nameId)
}
