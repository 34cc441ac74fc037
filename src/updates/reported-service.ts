import type { Db, Queryable } from '../db/open.ts'
import { type PackageRow, upsertPackages } from '../db/packages-write.ts'
import type { UpdateHostRow } from '../db/update-hosts.ts'
import { listReportedUpdates, type ReportedUpdateRow } from '../db/update-reported.ts'
import {
  type FoundByHost,
  findStanding,
  type HostFound,
  type ReportedUpdate,
  reportedSortKey,
  toHostFound,
  toReportedKey,
} from './reported.ts'
import type { HostSources } from './sources-service.ts'

/** Updates of the hosts that these found themselves, by host; the packages that they name are there then. */
export async function ensureReported(
  db: Db,
  hosts: readonly UpdateHostRow[],
  sources: HostSources,
): Promise<Map<number, HostFound[]>> {
  const standing = await listStanding(db, hosts, sources)
  const packages = new Map<string, PackageRow>()
  for (const { reported } of [...standing.values()].flat()) {
    const row = { ...toReportedKey(reported), source: '', sourceVersion: '', sortKey: reported.sortKey }
    packages.set(toText(reported), row)
  }
  const ids = await ensurePackages(db, packages)
  return new Map(
    [...standing].map(([hostId, found]) => {
      return [hostId, found.map((one) => toHostFound(one, ids.get(toText(one.reported)) as number))]
    }),
  )
}

const toText = ({ type, name, arch, version }: ReportedUpdate) => `${type} ${name} ${arch} ${version}`
const PACKAGES_AT_ONCE = 2000

async function ensurePackages(db: Db, packages: ReadonlyMap<string, PackageRow>): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  const entries = [...packages]
  for (let at = 0; at < entries.length; at += PACKAGES_AT_ONCE) {
    const part = entries.slice(at, at + PACKAGES_AT_ONCE)
    const rows = part.map(([, row]) => row)
    const found = await db.transaction((tx) => upsertPackages(tx, rows))
    part.forEach(([text], i) => {
      ids.set(text, found[i] as number)
    })
  }
  return ids
}

/** Reads them for all hosts when there are more than this. */
const MANY_HOSTS = 1000

/** Of hosts that have any. */
export async function listStanding(
  db: Queryable,
  hosts: readonly UpdateHostRow[],
  sources: HostSources,
): Promise<Map<number, FoundByHost[]>> {
  const wanted = new Set(hosts.map(({ id }) => id))
  const rows = await listReportedUpdates(db, hosts.length > MANY_HOSTS ? undefined : [...wanted])
  const standing = new Map<number, FoundByHost[]>()
  for (const [hostId, own] of Map.groupBy(rows, (row) => row.host_id)) {
    if (!wanted.has(hostId)) continue
    const found = findStanding(toReported(own), sources.knownReposOf(hostId))
    if (found.length > 0) standing.set(hostId, found)
  }
  return standing
}

function toReported(rows: readonly ReportedUpdateRow[]): ReportedUpdate[] {
  const byUpdate = Map.groupBy(rows, ({ name, arch, version, type }) => `${type} ${name} ${arch} ${version}`)
  return [...byUpdate.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const { name, arch, version, repo, security, type } = first
    const installed = same.map((row) => {
      return { packageId: row.installed_id, arch: row.installed_arch, sortKey: row.sort_key }
    })
    const key = reportedSortKey(type, version)
    return [{ name, arch, version, repo, type, sortKey: key, security: security === 1, installed }]
  })
}
