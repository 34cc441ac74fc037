import { askForRecountOf, askForRecountOfAll, packagesThatMoved } from '../db/cve-counts.ts'
import { listMatchStates, recordMatchState } from '../db/cve-match-state.ts'
import {
  type BuildRow,
  findHostShape,
  findLastSeen,
  insertCvePackages,
  listChangedHosts,
  listNewCandidates,
  listNewPairs,
  type PairRow,
  type Since,
} from '../db/cve-packages.ts'
import { type HostKernelRow, listHostKernels, type RoleRow, replaceKernelRoles } from '../db/host-kernels.ts'
import type { Db } from '../db/open.ts'
import { KERNEL_NAMES } from '../inventory/reboot.ts'
import { fullVersion } from '../model/package.ts'
import { toSourceBuild } from '../updates/built-from.ts'
import { findKernelRoles } from './kernel-roles.ts'

/** Up to where hosts were looked at, and when that was. */
interface Mark extends Since {
  at: number
}

interface Seen {
  /** The oldest first. */
  marks: [Mark, ...Mark[]]
  /** Which hosts there were, by release. */
  shape: string
  /** When all were looked at last. */
  fullAt: number
}

/**
 * Looks at the hosts whose histories went on, and at new ones: which packages came, which kernels run, and whose CVEs
 * are to be counted again. The others have what they had. When hosts went, or run another system, and once a day, all
 * are looked at.
 */
export async function noteHostChanges(db: Db): Promise<void> {
  const now = Date.now()
  const last = { at: now, ...(await findLastSeen(db)) }
  const before = toSeen((await listMatchStates(db)).get(SEEN))
  const shape = await findHostShape(db, last)
  const since = before && findSince(before.marks, now)
  const isFull = !since || Math.abs(now - before.fullAt) > DAY_MS || !(await hasSameHosts(db, before))
  const hostIds = isFull ? undefined : await listChangedHosts(db, since)
  if (hostIds?.length !== 0) {
    await insertPairs(db, await listNewPairs(db, hostIds))
    await noteKernels(db, hostIds)
  }
  await insertPairs(db, await listNewCandidates(db))
  await db.transaction(async (tx) => {
    if (isFull) await askForRecountOfAll(tx)
    else if (hostIds?.length !== 0) await askForRecountOf(tx, packagesThatMoved(since))
    const marks: Seen['marks'] = isFull ? [last] : [since, ...before.marks.filter(({ at }) => at > since.at), last]
    const value: Seen = { marks, shape, fullAt: isFull ? now : before.fullAt }
    await recordMatchState(tx, { key: SEEN, value: JSON.stringify(value) })
  })
}

const SEEN = 'seen'
const DAY_MS = 86_400_000

/** PostgreSQL gives numbers out before a transaction ends: lower ones than the last may come for as long as that takes. */
const LONGEST_TRANSACTION_MS = 60_000

function findSince(marks: Seen['marks'], now: number): Mark {
  return marks.findLast(({ at }) => at <= now - LONGEST_TRANSACTION_MS) ?? marks[0]
}

async function hasSameHosts(db: Db, { marks, shape }: Seen): Promise<boolean> {
  return (await findHostShape(db, marks.at(-1) as Mark)) === shape
}

function toSeen(value: string | undefined): Seen | undefined {
  return value === undefined ? undefined : (JSON.parse(value) as Seen)
}

async function insertPairs(db: Db, found: readonly PairRow[]): Promise<void> {
  for (let at = 0; at < found.length; at += 2000) {
    const rows = found.slice(at, at + 2000).map((row) => [row.id, row.os_release_id, toSource(row).name] as const)
    await db.transaction((tx) => insertCvePackages(tx, rows))
  }
}

export const toSource = (row: BuildRow) =>
  toSourceBuild({ name: row.name, version: fullVersion(row), source: row.source, sourceVersion: row.source_version })

/** Hosts a transaction. */
const BATCH = 1000

const PREFIXES = [...KERNEL_NAMES.deb, ...KERNEL_NAMES.rpm, 'linux-', 'proxmox-', 'pve-']

async function noteKernels(db: Db, hostIds: readonly number[] | undefined): Promise<void> {
  const installed = Map.groupBy(await listHostKernels(db, hostIds, PREFIXES), ({ host_id }) => host_id)
  const hosts = hostIds ?? [...installed.keys()]
  for (let at = 0; at < hosts.length; at += BATCH) {
    const batch = hosts.slice(at, at + BATCH)
    const roles = batch.flatMap((host) => toRoles(installed.get(host) ?? []))
    await db.transaction((tx) => replaceKernelRoles(tx, batch, roles))
  }
}

function toRoles(packages: readonly HostKernelRow[]): RoleRow[] {
  const [first] = packages
  if (!first) return []
  return [...findKernelRoles(first.type, first.running, packages)].map(([{ host_id, package_id }, role]) => {
    return [host_id, package_id, role] as const
  })
}
