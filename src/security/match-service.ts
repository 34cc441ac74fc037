import { listMatchFacts, listStreamsOf, type MatchFactRow } from '../db/cve-match.ts'
import {
  listFeedSets,
  listMatchStates,
  listSetReleases,
  type MatchState,
  replaceMatchState,
} from '../db/cve-match-state.ts'
import { type MatchRow, replaceMatches } from '../db/cve-match-writes.ts'
import { listStale, type StaleRow } from '../db/cve-packages.ts'
import { listUsedReleases } from '../db/feed-list.ts'
import type { Db } from '../db/open.ts'
import type { ReleaseKey } from '../model/feed.ts'
import { fullVersion, type PackageType } from '../model/package.ts'
import { toReleaseKey } from '../model/release-key.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'
import { recountCves } from './cve-counts-service.ts'
import { noteHostChanges, toSource } from './host-changes-service.ts'
import { findPackageCves, type MatchBuild, type MatchFact } from './match.ts'
import { findSolvedCves } from './priority-service.ts'

export interface MatchSummary {
  /** Packages, by release, that were compared with what is known. */
  packages: number
  /** Pairs of CVE and package that came, went or changed. */
  changed: number
}

/**
 * Finds out which CVEs packages have that are on hosts or that hosts would install, as far as that is not known yet;
 * when feeds, repositories' errata or the systems of hosts changed, of all of that kind. Then counts the hosts of CVEs
 * for which that may have changed. Two that run at once do not undo each other's work: what was asked for meanwhile
 * stays asked for.
 */
export async function matchPackages({ db, signal }: { db: Db; signal?: AbortSignal }): Promise<MatchSummary> {
  await noteHostChanges(db)
  const releases = await noteWhatIsInForce(db)
  const summary: MatchSummary = { packages: 0, changed: 0 }
  for (const batch of toBatches(await listStale(db))) {
    signal?.throwIfAborted()
    const rows = await matchBatch(db, batch, releases)
    summary.changed += await db.transaction((tx) => replaceMatches(tx, batch, rows))
    summary.packages += batch.length
  }
  await recountCves(db, signal)
  await findSolvedCves(db)
  return summary
}

interface Release {
  id: number
  key: ReleaseKey | undefined
  /** Sets of repositories' errata that are in force for it. */
  setIds: ReadonlySet<number>
}

const TYPES: readonly PackageType[] = ['deb', 'rpm', 'arch', 'gentoo', 'apk']

/** Where something else is in force than packages were matched by, all of the families that it is about are matched again. */
async function noteWhatIsInForce(db: Db): Promise<Release[]> {
  const used = await listUsedReleases(db)
  const sets = await listSetReleases(db)
  const feeds = await listFeedSets(db)
  const releases = used.map((release): Release => {
    const own = sets.filter(({ os_release_id }) => os_release_id === release.id).map(({ set_id }) => set_id)
    return { id: release.id, key: toReleaseKey(release), setIds: new Set(own) }
  })
  const keys = releases.map(({ id, key }) => [id, key?.distribution ?? '', key?.release ?? ''])
  const known = await listMatchStates(db)
  const states = TYPES.map((type): MatchState => {
    const value = [keys, feeds.filter(({ source }) => isOfFamily(source, type)), type === 'rpm' ? sets : []]
    return { key: type, value: JSON.stringify(value) }
  })
  const changed = states.filter(({ key, value }) => known.get(key) !== value)
  if (changed.length > 0) {
    const types = TYPES.filter((type) => changed.some(({ key }) => key === type))
    await replaceMatchState(db, changed, types, sets)
  }
  return releases
}

/** Feeds of distributions that are not named here are of rpm packages. */
const FAMILIES: Readonly<Record<string, PackageType | undefined>> = {
  ...{ debian: 'deb', ubuntu: 'deb', arch: 'arch', alpine: 'apk', gentoo: 'gentoo' },
}

const isOfFamily = (source: string, type: PackageType) => (FAMILIES[source] ?? 'rpm') === type

const BATCH = 400

/** Packages of one source come together: what is said of it is read once. */
function toBatches(rows: readonly StaleRow[]): StaleRow[][] {
  const batches: StaleRow[][] = []
  let batch: StaleRow[] = []
  for (const row of rows) {
    if (batch.length >= BATCH && batch.at(-1)?.built_from !== row.built_from) {
      batches.push(batch)
      batch = []
    }
    batch.push(row)
  }
  return batch.length > 0 ? [...batches, batch] : batches
}

async function matchBatch(db: Db, batch: readonly StaleRow[], releases: readonly Release[]): Promise<MatchRow[]> {
  const facts = await listMatchFacts(
    db,
    batch.flatMap(({ name, built_from }) => [name, built_from]),
  )
  if (facts.length === 0) return []
  const rpm = batch.filter(({ type }) => type === 'rpm').map(({ id }) => id)
  const streams = rpm.length > 0 ? await listStreamsOf(db, rpm) : new Map<number, string[]>()
  const builds = batch.map((row) => ({ ...toBuild(row, streams.get(row.id) ?? []), releaseId: row.os_release_id }))
  const rows: MatchRow[] = []
  for (const release of releases) {
    const byName = Map.groupBy(
      facts.filter((fact) => isFor(fact, release)).map(toFact),
      (fact) => `${fact.nameOf} ${fact.name}`,
    )
    if (byName.size === 0) continue
    for (const build of builds.filter(({ releaseId }) => releaseId === release.id)) {
      const own = [...(byName.get(`source ${build.source}`) ?? []), ...(byName.get(`binary ${build.name}`) ?? [])]
      for (const { cveId, state, fixed } of findPackageCves(build, own)) {
        rows.push({ cve_id: cveId, package_id: build.id, os_release_id: release.id, state, fixed })
      }
    }
  }
  return rows
}

function isFor({ set_id, distribution, release }: MatchFactRow, { key, setIds }: Release): boolean {
  if (set_id !== 0) return setIds.has(set_id)
  return key?.distribution === distribution && (release === '' || release === key.release)
}

function toFact(row: MatchFactRow): MatchFact {
  const { cve_id, by, name_of, type, category, name, arches, module, state, fixed, fixed_key, ranges } = row
  return {
    ...{ cveId: cve_id, by, nameOf: name_of, type, category, name, module, state, fixed, fixedKey: fixed_key },
    arches: arches === '' ? [] : arches.split(' '),
    ranges: ranges === '' ? undefined : (JSON.parse(ranges) as NonNullable<MatchFact['ranges']>),
  }
}

function toBuild(row: StaleRow, streams: readonly string[]): MatchBuild & { id: number } {
  const { type, category, name, arch } = row
  const version = fullVersion(row)
  const source = toSource(row)
  return {
    ...{ id: row.id, type, category, name, version, arch, streams, sortKey: row.sort_key },
    source: source.name,
    sourceVersion: source.version,
    sourceKey: source.version === version ? row.sort_key : sortKey(schemeOf(type), source.version),
  }
}
