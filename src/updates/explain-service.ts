import type { Db } from '../db/open.ts'
import { findUpdateHost, type UpdateHostRow } from '../db/update-hosts.ts'
import { findNameId, listInstalledOfName, listOffers } from '../db/update-offers.ts'
import type { Clock } from '../lib/clock.ts'
import { notFound } from '../lib/problem.ts'
import type { PackageType } from '../model/package.ts'
import { Catalogue, GroupCandidates, type TypedBuild } from './candidates.ts'
import type { Explanation, LineExplanation } from './explanation.ts'
import { RULES } from './find.ts'
import { toBuild, toHostFacts, toSetOffers } from './plan-service.ts'
import type { SourceGroup } from './sources.ts'
import { readHostSources } from './sources-service.ts'

/**
 * Why a package of a host has the update that it has, or none. Worked out now, by the same rules: it does not
 * read stored updates. `arch` narrows it to one installed architecture. Throws `host-not-found`.
 */
export async function explain(
  { db, clock }: { db: Db; clock: Clock },
  hostname: string,
  packageName: string,
  arch?: string,
): Promise<Explanation> {
  const host = await findUpdateHost(db, hostname)
  if (!host) throw notFound('host', hostname)
  const { groupOf, unknownOf } = await readHostSources(db, [host], clock())
  const group = groupOf.get(host.id) as SourceGroup
  const nameId = await findNameId(db, packageName)
  const lines = nameId === undefined ? [] : await explainLines(db, host, group, { name: packageName, nameId }, arch)
  const unknown = [...(unknownOf.get(host.id) ?? [])]
  const sentences = lines.length === 0 ? ['It is not installed, and no repository of the host offers it.'] : []
  if (unknown.length > 0) sentences.push('Some repositories could not be read: there may be more than is known.')
  return { hostname, package: packageName, lines, unknown, sentences }
}

async function explainLines(
  db: Db,
  host: UpdateHostRow,
  group: SourceGroup,
  { name, nameId }: { name: string; nameId: number },
  arch: string | undefined,
): Promise<LineExplanation[]> {
  const rows = await listInstalledOfName(db, host.id, name)
  const offers = toSetOffers(await listOffers(db, [...group.sourcesOfSet.keys()], [nameId]))
  const candidates = new GroupCandidates(group, new Catalogue(offers))
  const facts = toHostFacts(host)
  const explainOne = (type: PackageType, lineArch: string, installed?: TypedBuild & { held: boolean }) => {
    const rules = RULES[type]
    if (!rules) return notWorkedOut(type, lineArch, installed)
    return rules.explainLine(lineArch, installed, candidates.listOffers(type, nameId), group.nativeArch(type), facts)
  }
  const installed = rows.map((row) => ({ ...toBuild(row), held: row.held === 1 }))
  const asked = installed.filter((build) => {
    return arch === undefined || build.arch === arch || (build.arch === 'all' && arch === group.nativeArch(build.type))
  })
  if (asked.length > 0) return asked.map((build) => explainOne(build.type, build.arch, build))
  const types = new Set([...offers.values()].flat().map((offer) => offer.type))
  return [...types]
    .map((type) => explainOne(type, arch ?? group.nativeArch(type)))
    .filter((line) => line.versions.length > 0)
}

function notWorkedOut(type: PackageType, arch: string, installed?: TypedBuild): LineExplanation {
  return {
    ...{ arch, installed: installed?.version ?? '', candidate: '', state: 'none', security: false, versions: [] },
    sentences: [`Updates of ${type} packages are not worked out yet.`],
  }
}
