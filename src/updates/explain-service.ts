import type { Db } from '../db/open.ts'
import { findUpdateHost, type UpdateHostRow } from '../db/update-hosts.ts'
import { listObsoletesOfHosts } from '../db/update-obsoletes.ts'
import { findNameId, type InstalledRow, listInstalledOfName } from '../db/update-offers.ts'
import type { Clock } from '../lib/clock.ts'
import { notFound } from '../lib/problem.ts'
import type { PackageType } from '../model/package.ts'
import { compareKeys } from '../versions/order.ts'
import { GroupCandidates, type InstalledPackage } from './candidates.ts'
import { listGroupSets, readContents, toBuild } from './contents-service.ts'
import type { Explanation, LineExplanation, NamedLine } from './explanation.ts'
import { toHostFacts } from './plan-service.ts'
import { explainFound } from './reported.ts'
import { listStanding } from './reported-service.ts'
import type { SourceGroup } from './sources.ts'
import { readHostSources } from './sources-service.ts'

/**
 * Why a package of a host has the update that it has, or none. Worked out now, by the same rules: it does not
 * read stored updates. `packageName` may have a category in front (`dev-lang/python`); `arch` narrows it to one installed
 * architecture. Throws `host-not-found`.
 */
export async function explain(
  { db, clock }: { db: Db; clock: Clock },
  hostname: string,
  packageName: string,
  arch?: string,
): Promise<Explanation> {
  const host = await findUpdateHost(db, hostname)
  if (!host) throw notFound('host', hostname)
  const sources = await readHostSources(db, [host], clock())
  const group = sources.groupOf.get(host.id) as SourceGroup
  const name = packageName.slice(packageName.lastIndexOf('/') + 1)
  const nameId = await findNameId(db, name)
  const isAsked = (build: { name: string }) => name === packageName || build.name === packageName
  const byRules = nameId === undefined ? [] : await explainLines(db, host, group, { name, nameId, isAsked }, arch)
  const found = (await listStanding(db, [host], sources)).get(host.id) ?? []
  const own = found.filter(({ reported }) => reported.name === name)
  const lines = byRules.map((line) => ({ ...explainFound(line, own), name: line.name }))
  const unknown = [...(sources.unknownOf.get(host.id) ?? [])]
  const sentences = lines.length === 0 ? ['It is not installed, and no repository of the host offers it.'] : []
  if (unknown.length > 0) sentences.push('Some repositories could not be read: there may be more than is known.')
  return { hostname, package: packageName, lines, unknown, sentences }
}

interface Asked {
  name: string
  nameId: number
  /** Whether it is of the category that was asked for. */
  isAsked(build: { name: string }): boolean
}

async function explainLines(
  db: Db,
  host: UpdateHostRow,
  group: SourceGroup,
  { name, nameId, isAsked }: Asked,
  arch: string | undefined,
): Promise<NamedLine[]> {
  const rows = await listInstalledOfName(db, host.id, name)
  const sets = listGroupSets([group])
  const obsoletes = await listObsoletesOfHosts(db, sets.packages, [host.id])
  const { catalogue, modules, vendors } = await readContents(db, sets, [nameId], obsoletes)
  const candidates = new GroupCandidates(group, catalogue, modules)
  const builds = rows.map((row) => toHeldBuild(row, vendors)).filter(isAsked)
  const explainOne = (
    type: PackageType,
    lineName: string,
    lineArch: string,
    installed?: HeldBuild,
  ): LineExplanation => {
    const rules = group.rulesOf(type)
    if (!rules) return notWorkedOut(type, lineArch, installed)
    const all = candidates.listOffered(type, nameId)
    const offered = { ...all, offers: all.offers.filter((offer) => offer.name === lineName) }
    const [system, hostFacts] = [group.systemOf(type), toHostFacts(host)]
    const own = builds.filter((build) => build.type === type)
    return rules.explainLine({ arch: lineArch, installed, builds: own, offered, system, host: hostFacts })
  }
  const asked = highestOfEachArch(builds, group).filter((build) => {
    const isNative = build.arch === 'all' && arch === group.systemOf(build.type).nativeArch
    return arch === undefined || build.arch === arch || isNative
  })
  if (asked.length > 0) {
    return asked.map((build) => ({ name: build.name, ...explainOne(build.type, build.name, build.arch, build) }))
  }
  // one line a type, and where there are categories one for each that has the name
  return (['deb', 'rpm', 'arch', 'gentoo', 'apk'] as const).flatMap((type) => {
    const offers = candidates.listOffered(type, nameId).offers.filter(isAsked)
    const names = new Set(offers.map((offer) => offer.name))
    return [...names].sort().flatMap((lineName) => {
      const line = explainOne(type, lineName, arch ?? group.systemOf(type).nativeArch)
      return line.versions.length > 0 ? [{ name: lineName, ...line }] : []
    })
  })
}

interface HeldBuild extends InstalledPackage {
  held: boolean
}

function toHeldBuild(row: InstalledRow, vendors: ReadonlyMap<number, string>): HeldBuild {
  const { vendor_id: vendorId, held } = row
  return { ...toBuild(row), vendorId, vendor: vendors.get(vendorId) ?? '', held: held === 1 }
}

/** Where builds decide together, one line for those of an architecture. */
function highestOfEachArch(builds: readonly HeldBuild[], group: SourceGroup): HeldBuild[] {
  return builds.filter((build) => {
    if (!group.rulesOf(build.type)?.together) return true
    const same = builds.filter(({ type, arch }) => type === build.type && arch === build.arch)
    return same.every((other) => other === build || isBelow(other, build, builds))
  })
}

function isBelow(other: HeldBuild, build: HeldBuild, builds: readonly HeldBuild[]): boolean {
  const order = compareKeys(other.sortKey, build.sortKey)
  return order < 0 || (order === 0 && builds.indexOf(other) > builds.indexOf(build))
}

function notWorkedOut(type: PackageType, arch: string, installed?: InstalledPackage): LineExplanation {
  return {
    ...{ arch, installed: installed?.version ?? '', candidate: '', state: 'none', security: false, versions: [] },
    sentences: [`Updates of ${type} packages are not worked out yet.`],
  }
}
