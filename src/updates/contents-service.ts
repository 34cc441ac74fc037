import type { Queryable } from '../db/open.ts'
import { type FeedFixRow, listAdvised, listFeedFixes, type MeantName } from '../db/update-errata.ts'
import { listVendors } from '../db/update-holders.ts'
import { listArtifacts, listModuleDefaults, listModuleNeeds } from '../db/update-modules.ts'
import type { ObsoleteRow } from '../db/update-obsoletes.ts'
import { type BuildRow, listOffers, type OfferRow } from '../db/update-offers.ts'
import type { ModuleRequirement } from '../model/module.ts'
import { fullVersion, shownName } from '../model/package.ts'
import { toSourceBuild } from './built-from.ts'
import type { SharedCatalogue } from './candidates.ts'
import { Catalogue, type FeedFix, type SetOffer, type TypedBuild } from './catalogue.ts'
import type { ModuleFacts } from './modules.ts'
import type { SourceGroup } from './sources.ts'

/** What sets say about some names. */
export interface ReadContents {
  catalogue: SharedCatalogue
  modules: ModuleFacts
  vendors: ReadonlyMap<number, string>
}

/** The ids of all sets of some groups, in order. */
export interface GroupSets {
  packages: number[]
  modules: number[]
  errata: number[]
  /** Of errata of feeds, and the releases that they matter for. */
  feeds: number[]
  releases: string[]
}

export function listGroupSets(groups: Iterable<SourceGroup>): GroupSets {
  const [packages, modules, errata] = [new Set<number>(), new Set<number>(), new Set<number>()]
  const [feeds, releases] = [new Set<number>(), new Set<string>()]
  for (const group of new Set(groups)) {
    for (const id of group.feedSetIds) feeds.add(id)
    if (group.release) releases.add(group.release.release)
    for (const id of group.sourcesOfSet.keys()) packages.add(id)
    for (const id of group.moduleSetIds) modules.add(id)
    for (const id of group.errataSetIds) errata.add(id)
  }
  const sort = (ids: Set<number>) => [...ids].sort((a, b) => a - b)
  return {
    ...{ packages: sort(packages), modules: sort(modules), errata: sort(errata) },
    ...{ feeds: sort(feeds), releases: [...releases].sort() },
  }
}

/** Seven queries. `obsoletes`: of these names. */
export async function readContents(
  db: Queryable,
  sets: GroupSets,
  nameIds: readonly number[],
  obsoletes: readonly ObsoleteRow[],
): Promise<ReadContents> {
  const wanted = new Set(nameIds)
  const relevant = obsoletes.filter((row) => wanted.has(row.name_id))
  const allNames = [...new Set([...nameIds, ...relevant.map((row) => row.by_name_id)])]
  const vendors = new Map((await listVendors(db)).map(({ id, name }) => [id, name]))
  const offers = toSetOffers(await listOffers(db, sets.packages, allNames), vendors)
  const artifacts = (await listArtifacts(db, sets.modules, allNames)).map((row) => {
    const { set_id: setId, package_id: packageId, name_id: nameId, module, stream } = row
    return { setId, packageId, nameId, module, stream: `${module}:${stream}`, requires: toRequires(row.requires) }
  })
  const advised = (await listAdvised(db, sets.errata, allNames)).map((row) => {
    const { set_id: setId, package_id: packageId, name_id: nameId, sort_key: sortKey, module: stream } = row
    const { advisory, arch, retracted } = row
    return { setId, packageId, nameId, sortKey, stream, advisory, arch, version: fullVersion(row), retracted }
  })
  const { fixes = [], retracted = [] } = Object.groupBy(advised, (one) => (one.retracted === 1 ? 'retracted' : 'fixes'))
  const feedFixes = (await listFeedFixes(db, sets, listMeant(offers))).map(toFeedFix)
  const ranges = relevant.map((row) => {
    const { set_id: setId, package_id: packageId, by_name_id: byNameId, name_id: nameId, relation, version } = row
    return { setId, packageId, byNameId, nameId, relation, version }
  })
  const defaults = Map.groupBy(await listModuleDefaults(db, sets.modules), (row) => row.set_id)
  const builds = (await listModuleNeeds(db, sets.modules)).map((row) => ({
    ...row,
    requires: toRequires(row.requires),
  }))
  const modules = { defaults, needs: Map.groupBy(builds, (row) => row.set_id) }
  const byName = <T extends { nameId: number }>(rows: T[]) => Map.groupBy(rows, ({ nameId }) => nameId)
  const contents = {
    offers,
    artifacts: byName(artifacts),
    fixes: byName(fixes),
    retracted: byName(retracted),
    feedFixes: byName(feedFixes),
    obsoletes: byName(ranges),
  }
  return { catalogue: new Catalogue(contents), modules, vendors }
}

/** The package as rules take it: where there are categories, they are a part of its name. */
export function toBuild(row: BuildRow): TypedBuild {
  const { id: packageId, name_id: nameId, type, category, arch, sort_key: sortKey } = row
  const name = shownName({ category, name: row.name })
  return { packageId, nameId, name, type, arch, sortKey, version: fullVersion(row) }
}

/** By which names errata of feeds can mean what is on offer. */
function listMeant(offers: ReadonlyMap<number, readonly SetOffer[]>): MeantName[] {
  const meant = new Map<string, MeantName>()
  for (const [nameId, ofName] of offers) {
    for (const offer of ofName) {
      const { type } = offer
      const [, category = '', name = ''] = /^(?:([^/]*)\/)?(.*)$/.exec(offer.name) ?? []
      const source = toSourceBuild(offer).name
      meant.set(`${nameId} ${type} binary ${offer.name}`, { nameId, type, nameOf: 'binary', category, name })
      meant.set(`${nameId} ${type} source ${source}`, { nameId, type, nameOf: 'source', category, name: source })
    }
  }
  return [...meant.values()]
}

function toFeedFix(row: FeedFixRow): FeedFix & { nameId: number } {
  const { set_id: setId, name_id: nameId, name_of: nameOf, type, category, name, release, advisory } = row
  const { fixed: version, fixed_key: sortKey, arches, module: stream, pocket } = row
  const ranges = row.ranges === '' ? NO_RANGES : (JSON.parse(row.ranges) as FeedFix['ranges'])
  const about = { setId, nameId, nameOf, type, category, name, release, stream, pocket, advisory }
  return { ...about, version, sortKey, ranges, arches: arches === '' ? [] : arches.split(' ') }
}

const NO_RANGES: FeedFix['ranges'] = { vulnerable: [], unaffected: [] }

/** Nearly all builds are for any stream of other modules. */
function toRequires(json: string): readonly ModuleRequirement[] {
  return json === '[]' ? NO_REQUIREMENTS : (JSON.parse(json) as ModuleRequirement[])
}

const NO_REQUIREMENTS: readonly ModuleRequirement[] = []

/** One offer for each package, by name. */
function toSetOffers(rows: readonly OfferRow[], vendors: ReadonlyMap<number, string>): Map<number, SetOffer[]> {
  const byPackage = new Map<number, SetOffer>()
  for (const row of rows) {
    let offer = byPackage.get(row.id)
    if (!offer) {
      offer = { ...toBuild(row), source: row.source, sourceVersion: row.source_version, sets: [] }
      byPackage.set(row.id, offer)
    }
    offer.sets.push({ setId: row.set_id, phased: row.phased, vendor: vendors.get(row.vendor_id) ?? '' })
  }
  return Map.groupBy(byPackage.values(), (offer) => offer.nameId)
}
