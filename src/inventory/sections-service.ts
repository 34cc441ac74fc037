import { countInstalled } from '../db/host-counts.ts'
import type { LockedHost } from '../db/host-writes.ts'
import {
  listHostModules,
  listHostPackages,
  listHostRepos,
  listReportedUpdates,
  type ReportedUpdateRow,
} from '../db/inventory-reads.ts'
import {
  changeHostModules,
  changeHostPackages,
  changeHostRepos,
  changeReportedUpdates,
  ensureModules,
  type LinkChanges,
} from '../db/inventory-writes.ts'
import type { Tx } from '../db/open.ts'
import { upsertInstalledPackages } from '../db/packages-write.ts'
import { ensureVendors } from '../db/vendors.ts'
import { fullVersion } from '../model/package.ts'
import type { Report, ReportedModule, ReportedPackage, ReportedRepo, ReportedUpdate } from '../model/report.ts'
import { ensureRepos } from '../repos/ensure-service.ts'
import type { HostVariables } from '../repos/variables.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'
import { type HistoryEvent, type Period, toPackageEvents } from './history.ts'
import { diffPackages, type PackageDiff, type StoredPackage } from './package-diff.ts'

/** Makes the host's packages those of the report; answers what happened and how many there are. */
export async function applyPackages(
  tx: Tx,
  host: LockedHost,
  reported: readonly ReportedPackage[],
  period: Period,
): Promise<{ events: HistoryEvent[]; count: number }> {
  const isFirst = host.last_report_id === 0
  const stored = isFirst ? [] : await listHostPackages(tx, host.id)
  const vendorIds = await ensureVendors(tx, vendorsOf(reported))
  const diff = diffPackages(stored, reported, vendorIds)
  const written = diff.described.length === 0 ? diff.added : [...diff.added, ...diff.described]
  const { ids, newIds, newNames, nameIds } = await upsertInstalledPackages(tx, written, toSortKey)
  const added = diff.added.map((p, i) => {
    return [ids[i] as number, p.held ? 1 : 0, vendorIds.get(p.vendor) ?? 0] as const
  })
  const removedIds = diff.removed.map((p) => p.id)
  await changeHostPackages(tx, host.id, {
    written: [...added, ...diff.changed.map(({ id, held, vendorId }) => [id, held, vendorId] as const)],
    removed: removedIds,
  })
  await countInstalled(tx, {
    addedIds: added.map(([id]) => id).filter((id) => !newIds.has(id)),
    removedIds,
    gainedNameIds: diff.gainedNames.filter((name) => !newNames.has(name)).map((name) => nameIds.get(name) as number),
    lostNames: diff.lostNames,
  })
  // a first report tells what is there, not what happened
  if (isFirst) return { events: [], count: diff.count }
  const events = toPackageEvents(diff.added, diff.removed, period, listKept(stored, diff))
  return { events, count: diff.count }
}

/** Other versions of what was removed. */
function listKept(stored: readonly StoredPackage[], { removed }: PackageDiff): StoredPackage[] {
  if (removed.length === 0) return []
  const names = new Set(removed.map((p) => p.name))
  const gone = new Set(removed.map((p) => p.id))
  return stored.filter((p) => names.has(p.name) && !gone.has(p.id))
}

/** Most hosts have a handful. */
function vendorsOf(packages: readonly ReportedPackage[]): Set<string> {
  const names = new Set<string>()
  for (const p of packages) names.add(p.vendor)
  return names
}

const toSortKey = (p: ReportedPackage) => sortKey(schemeOf(p.type), fullVersion(p))

/** Makes the host's repositories those of the report; answers those that are new to the host. */
export async function applyRepos(
  tx: Tx,
  hostId: number,
  reported: readonly ReportedRepo[],
  host: HostVariables,
  now: number,
): Promise<number[]> {
  const links = await listHostRepos(tx, hostId)
  const known = new Map(links.map((l) => [l.repo_id, [l.priority, l.hotfix, l.excludes, l.includes]]))
  const wanted = new Map<number, LinkValues>()
  for (const [i, { repoId, priority }] of (await ensureRepos(tx, reported, host, now)).entries()) {
    const { hotfix, excludes, includes } = reported[i] as ReportedRepo
    const rules = [hotfix ? 1 : 0, JSON.stringify(excludes), JSON.stringify(includes)]
    // two lines that are one repository: apt and yum go by the first
    if (!wanted.has(repoId)) wanted.set(repoId, [priority, ...rules])
  }
  await changeHostRepos(tx, hostId, diffLinks(known, wanted))
  return [...wanted.keys()].filter((id) => !known.has(id))
}

export async function applyModules(tx: Tx, hostId: number, reported: readonly ReportedModule[]): Promise<void> {
  const known = new Map((await listHostModules(tx, hostId)).map((row) => [row.module_id, [row.packages]]))
  const ids = await ensureModules(tx, reported)
  const wanted = new Map(ids.map((id, i) => [id, [JSON.stringify(reported[i]?.packages ?? [])]]))
  await changeHostModules(tx, hostId, diffLinks(known, wanted))
}

/** In the order of the columns. */
type LinkValues = (number | string)[]

function diffLinks(known: Map<number, LinkValues>, wanted: Map<number, LinkValues>): LinkChanges {
  const isSame = (id: number, values: LinkValues) => values.every((value, i) => value === known.get(id)?.[i])
  return {
    written: [...wanted].filter(([id, values]) => !isSame(id, values)).map(([id, values]) => [id, ...values]),
    removed: [...known.keys()].filter((id) => !wanted.has(id)),
  }
}

export async function applyUpdates(tx: Tx, hostId: number, report: Report): Promise<void> {
  const known = new Map((await listReportedUpdates(tx, hostId)).map((row) => [keyOf(row), row]))
  const wanted = new Map<string, ReportedUpdateRow>()
  const add = (security: 0 | 1) => (update: ReportedUpdate) => wanted.set(keyOf(update), { ...update, security })
  report.bugfixUpdates.forEach(add(0))
  report.securityUpdates.forEach(add(1))
  await changeReportedUpdates(tx, hostId, {
    written: [...wanted.values()].filter((row) => {
      const before = known.get(keyOf(row))
      return !before || before.repo !== row.repo || before.security !== row.security
    }),
    removed: [...known.values()].filter((row) => !wanted.has(keyOf(row))),
  })
}

const keyOf = ({ name, arch, version }: ReportedUpdate) => `${name}\n${arch}\n${version}`
