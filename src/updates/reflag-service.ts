import { listUsedReleases } from '../db/feed-list.ts'
import type { Db } from '../db/open.ts'
import {
  type FlaggedUpdate,
  listFlaggedUpdates,
  listNamedPairs,
  listSelfFinders,
  listTouchedNames,
  listUnflaggedFeeds,
  type NamedPair,
  type NewFlag,
  recordFlagged,
  replaceFlags,
  type TouchedName,
  type UnflaggedFeed,
} from '../db/reflag.ts'
import { listHolders, listNamesakes } from '../db/update-holders.ts'
import { listUpdateHosts } from '../db/update-hosts.ts'
import { listObsoletesOfHosts } from '../db/update-obsoletes.ts'
import { writeFleetDay } from '../db/update-writes.ts'
import { toReleaseKey } from '../model/release-key.ts'
import { toSourceBuild } from './built-from.ts'
import type { Holdings } from './holdings-service.ts'
import { readPlan } from './plan-service.ts'
import type { Update } from './rules.ts'
import { type UpdateDeps, updateHosts } from './service.ts'
import { readHostSources } from './sources-service.ts'

export interface FlagSummary {
  /** Updates with another flag or other advisories, each counted once, and the hosts whose counts changed. */
  updates: number
  hosts: number
}

/**
 * Flags the updates that changed feeds of errata are about: only packages of which a feed says something else than when
 * updates were flagged last, only on hosts of its releases. A candidate is what it was, so one host stands for all that
 * have the same sources and the same update for the same reason. What is interrupted is done by the next call.
 */
export async function reflagUpdates(deps: UpdateDeps): Promise<FlagSummary> {
  const { db, clock } = deps
  const feeds = await listUnflaggedFeeds(db)
  if (feeds.length === 0) return { updates: 0, hosts: 0 }
  const pairs = await listTouchedPairs(db, feeds)
  const releaseIds = await listReleaseIds(db, feeds)
  const updateIds = pairs.map(({ id }) => id)
  const flagged = await listFlaggedUpdates(db, updateIds, releaseIds)
  const flags = flagged.length === 0 ? [] : await findFlags(deps, flagged, pairs)
  const hosts = await db.transaction(async (tx) => {
    const changed = flags.length === 0 ? 0 : await replaceFlags(tx, flags)
    if (changed > 0) await writeFleetDay(tx, clock())
    await recordFlagged(tx, feeds)
    return changed
  })
  const finders = await listSelfFinders(db, updateIds, releaseIds)
  if (finders.length > 0) await updateHosts(deps, { hostIds: finders })
  deps.log.debug('updates flagged', { feeds: feeds.length, updates: flags.length, hosts })
  return { updates: new Set(flags.map(({ update_id }) => update_id)).size, hosts: hosts + finders.length }
}

/** Updates to packages of which the feeds say something else now. */
async function listTouchedPairs(db: Db, feeds: readonly UnflaggedFeed[]): Promise<NamedPair[]> {
  const touched = new Set<string>()
  for (const { set_id, flagged_set_id } of feeds) {
    for (const name of await listTouchedNames(db, flagged_set_id, set_id)) touched.add(toText(name))
  }
  return (await listNamedPairs(db)).filter((pair) => {
    const { type, category, name, version } = pair
    const source = toSourceBuild({ name, version, source: pair.source, sourceVersion: '' }).name
    return (
      touched.has(toText({ name_of: 'binary', type, category, name })) ||
      touched.has(toText({ name_of: 'source', type, category, name: source }))
    )
  })
}

const toText = ({ name_of, type, category, name }: TouchedName) => `${name_of} ${type} ${category}/${name}`

/** The OS releases that the feeds are for. */
async function listReleaseIds(db: Db, feeds: readonly UnflaggedFeed[]): Promise<number[]> {
  return (await listUsedReleases(db)).flatMap((release) => {
    const key = toReleaseKey(release)
    const isMeant = feeds.some((feed) => {
      return feed.source === key?.distribution && (feed.release === '' || feed.release === key.release)
    })
    return isMeant ? [release.id] : []
  })
}

/** Works out the updates of the hosts that stand for others, and answers where those are flagged otherwise now. */
async function findFlags(
  { db, clock }: UpdateDeps,
  flagged: readonly FlaggedUpdate[],
  pairs: readonly NamedPair[],
): Promise<NewFlag[]> {
  const hosts = await listUpdateHosts(db, { hostIds: [...new Set(flagged.map(({ host_id }) => host_id))] })
  const sources = await readHostSources(db, hosts, clock())
  const pairOf = new Map(pairs.map((pair) => [pair.id, pair]))
  const read = () => readPairHoldings(db, [...sources.groupOf.keys()], pairs, sources)
  const plan = await readPlan(db, hosts, sources, new Map(), read)
  const updatesOf = new Map<number, Map<string, Update>>()
  for (const host of hosts) {
    const own = plan.updatesOf(host).map((update) => [`${update.installedId} ${update.candidateId}`, update] as const)
    updatesOf.set(host.id, new Map(own))
  }
  return flagged.flatMap((row): NewFlag[] => {
    const pair = pairOf.get(row.update_id)
    const update = updatesOf.get(row.host_id)?.get(`${pair?.installed_id} ${pair?.candidate_id}`)
    // what has another candidate or state by now is about to be found anew for other reasons
    if (!update || update.state !== row.state) return []
    const newSecurity = update.security ? 1 : 0
    if (newSecurity === row.security && update.reason === row.reason) return []
    return [{ ...row, newSecurity, newReason: update.reason }]
  })
}

/** What these hosts have of the packages, and of rpm packages what else of the same names. */
async function readPairHoldings(
  db: Db,
  hostIds: readonly number[],
  pairs: readonly NamedPair[],
  { groupOf }: Pick<Awaited<ReturnType<typeof readHostSources>>, 'groupOf'>,
): Promise<Holdings> {
  const ids = (isRpm: boolean) => [
    ...new Set(pairs.filter(({ type }) => (type === 'rpm') === isRpm).map((pair) => pair.installed_id)),
  ]
  const holders = [...(await listHolders(db, ids(false), hostIds)), ...(await listNamesakes(db, ids(true), hostIds))]
  const packagesOf = new Map<number, number[]>()
  const heldOf = new Map<number, Set<number>>()
  for (const { host_id, package_id, held } of holders) {
    packagesOf.set(host_id, [...(packagesOf.get(host_id) ?? []), package_id])
    if (held === 1) heldOf.set(host_id, (heldOf.get(host_id) ?? new Set()).add(package_id))
  }
  const setIds = new Set([...groupOf.values()].flatMap((group) => [...group.sourcesOfSet.keys()]))
  return { packagesOf, heldOf, obsoletes: await listObsoletesOfHosts(db, [...setIds], hostIds) }
}
