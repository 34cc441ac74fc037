import type { Queryable } from '../db/open.ts'
import { listInstalledVendors } from '../db/update-holders.ts'
import type { TypedBuild } from './catalogue.ts'
import type { ReadContents } from './contents-service.ts'
import type { SourceGroup } from './sources.ts'

/**
 * Who built the packages of hosts whose package manager asks for that, by host and package: left out where it does not
 * matter, because it is a usual vendor or none and so is all that is on offer.
 */
export async function readVendors(
  db: Queryable,
  groupOf: ReadonlyMap<number, SourceGroup>,
  builds: readonly TypedBuild[],
  { catalogue, vendors }: Pick<ReadContents, 'catalogue' | 'vendors'>,
): Promise<ReadonlyMap<number, ReadonlyMap<number, number>>> {
  const vendorsOf = new Map<number, Map<number, number>>()
  const hosts = [...groupOf].filter(([, group]) => group.rulesOf('rpm')?.isUsualVendor)
  const isUsual = hosts[0]?.[1].rulesOf('rpm')?.isUsualVendor
  if (!isUsual) return vendorsOf
  const hostIds = hosts.map(([id]) => id)
  const usualIds = [...vendors].filter(([, name]) => isUsual(name)).map(([id]) => id)
  const setIds = new Set(
    [...new Set(hosts.map(([, group]) => group))].flatMap((group) => [...group.sourcesOfSet.keys()]),
  )
  const mixed = builds.filter(({ type, nameId }) => {
    if (type !== 'rpm') return false
    const { offers, obsoleters } = catalogue.find(type, nameId)
    const sets = [...offers, ...obsoleters.flatMap(({ by }) => by.offers)].flatMap((offer) => offer.sets)
    return sets.some(({ setId, vendor }) => vendor !== '' && !isUsual(vendor) && setIds.has(setId))
  })
  const mixedIds = mixed.map(({ packageId }) => packageId)
  for (const { host_id, package_id, vendor_id } of await listInstalledVendors(db, hostIds, mixedIds, usualIds)) {
    let ofHost = vendorsOf.get(host_id)
    if (!ofHost) vendorsOf.set(host_id, (ofHost = new Map()))
    ofHost.set(package_id, vendor_id)
  }
  return vendorsOf
}
