import { canonicalEpoch, type PackageKey, type PackageType } from '../model/package.ts'
import { compareKeys } from '../versions/order.ts'
import { splitEvr } from '../versions/rpm/split.ts'
import { schemeOf, sortKey } from '../versions/scheme.ts'
import type { LineExplanation } from './explanation.ts'
import { isSameLine } from './rpm/arch.ts'
import type { Change, Update } from './rules.ts'

/** An update that the host's own package manager found, and what of its name is installed. */
export interface ReportedUpdate {
  name: string
  arch: string
  version: string
  sortKey: Uint8Array
  /** As the host calls it. */
  repo: string
  security: boolean
  type: PackageType
  installed: readonly { packageId: number; arch: string; sortKey: Uint8Array }[]
}

/** A reported update that stands: the server could not have found it. */
export interface FoundByHost {
  reported: ReportedUpdate
  installedId: number
  repoId: number
}

/** A repository of the host: whether the server has read it. */
export interface KnownRepo {
  repoId: number
  isRead: boolean
}

/**
 * What of a host's own answer counts: of repositories that only the host can read, and above what it has. Of what the
 * server reads itself it knows better: that is newer than the host's last report.
 */
export function findStanding(
  reported: readonly ReportedUpdate[],
  repos: ReadonlyMap<string, KnownRepo>,
): FoundByHost[] {
  return reported.flatMap((one) => {
    const repo = repos.get(one.repo)
    if (repo?.isRead) return []
    const same = one.installed.filter(({ arch }) => arch === one.arch)
    const line = same.length > 0 ? same : one.installed.filter(({ arch }) => isSameLine(arch, one.arch))
    const [highest] = [...line].sort((a, b) => compareKeys(b.sortKey, a.sortKey))
    if (!highest || compareKeys(one.sortKey, highest.sortKey) <= 0) return []
    return [{ reported: one, installedId: highest.packageId, repoId: repo?.repoId ?? 0 }]
  })
}

export const FOUND_BY_HOST = 'Found by the host itself.'

/** The same as it is stored, with what tells it apart from what the rules find. */
export interface HostFound {
  update: Update
  arch: string
  sortKey: Uint8Array
}

export function toHostFound({ reported, installedId, repoId }: FoundByHost, candidateId: number): HostFound {
  const { security, arch, sortKey: key } = reported
  const reason = security ? `${FOUND_BY_HOST} Security: its package manager says so.` : FOUND_BY_HOST
  return { update: { installedId, candidateId, security, state: 'pending', repoId, reason }, arch, sortKey: key }
}

/** Whether a candidate is the same update in another version, or the very same. */
export function isSameUpdate({ update, arch }: HostFound, change: Change): boolean {
  const { installed, candidate, state } = change
  return !state && installed.packageId === update.installedId && candidate.arch === arch
}

/** What the rules say of a line, and what the host found itself. */
export function explainFound(line: LineExplanation, found: readonly FoundByHost[]): LineExplanation {
  const own = found.filter(({ reported, installedId }) => {
    return reported.installed.some(({ packageId, arch }) => packageId === installedId && arch === line.arch)
  })
  const [highest] = own.map(({ reported }) => reported).sort((a, b) => compareKeys(b.sortKey, a.sortKey))
  if (!highest) return line
  const { version, repo, security, type } = highest
  const sentences = [...line.sentences, `The host itself found ${version} in ${repo}, which only hosts can read.`]
  const isBelow = compareKeys(reportedSortKey(type, line.candidate), highest.sortKey) < 0
  if (line.state === 'pending' && !isBelow) return { ...line, sentences }
  return { ...line, candidate: version, state: 'pending', security, sentences }
}

/** The package that it names. */
export function toReportedKey({ type, name, arch, version: full }: ReportedUpdate): PackageKey {
  const { epoch, version, release } = splitEvr(full)
  return { type, category: '', name, epoch: canonicalEpoch(epoch), version, release, arch }
}

/** Of the version as the host spells it. */
export function reportedSortKey(type: PackageType, version: string): Uint8Array {
  return sortKey(schemeOf(type), version)
}
