import type { Queryable } from '../db/open.ts'
import { listFeedSets } from '../db/update-errata.ts'
import {
  type HostRepoRow,
  listHostRepos,
  listHostStreams,
  listNativeArches,
  listReleaseRepos,
  type UpdateHostRow,
} from '../db/update-hosts.ts'
import { listReportingHosts } from '../db/update-reported.ts'
import { listUpdateRepos, type UpdateRepo } from '../db/update-sources.ts'
import { toReleaseKey } from '../model/release-key.ts'
import { toSourceState } from '../model/source-state.ts'
import type { UnknownSource } from './explanation.ts'
import type { KnownRepo } from './reported.ts'
import {
  listUnknown,
  type OwnRepo,
  type SourceGroup,
  type SourceRepo,
  type SourceUse,
  toSourceGroup,
} from './sources.ts'

/** The sources of some hosts: those with equal sources share one group. */
export interface HostSources {
  groupOf: ReadonlyMap<number, SourceGroup>
  unknownOf: ReadonlyMap<number, readonly UnknownSource[]>
  repos: ReadonlyMap<number, SourceRepo>
  /** The repositories that a host names, by the ids that it calls them by. */
  knownReposOf(hostId: number): ReadonlyMap<string, KnownRepo>
  /** Whether what others than the hosts decide (repositories, their indexes, feeds) is what it was. */
  isCurrent(db: Queryable): Promise<boolean>
}

/** Reads them for all hosts when there are more than this; a host each costs more then. */
const MANY_HOSTS = 1000

/** Eight queries, however many hosts. */
export async function readHostSources(
  db: Queryable,
  hosts: readonly UpdateHostRow[],
  now: number,
): Promise<HostSources> {
  const releaseRepos = await listReleaseRepos(db)
  const uses = await readUses(db, hosts, releaseRepos)
  const ids = new Set([...uses.values()].flatMap((use) => [...use.own.map((own) => own.repoId), ...use.ofRelease]))
  const read = await listUpdateRepos(db, [...ids])
  const repos = new Map(read.map((repo) => [repo.id, toSourceRepo(repo, now)]))
  const feeds = await listFeedSets(db)
  const groups = new Map<string, SourceGroup>()
  const groupOf = new Map<number, SourceGroup>()
  const unknownOf = new Map<number, readonly UnknownSource[]>()
  for (const [hostId, use] of uses) {
    const group = toSourceGroup(use, repos, feeds)
    groupOf.set(hostId, groups.get(group.key) ?? group)
    if (!groups.has(group.key)) groups.set(group.key, group)
    unknownOf.set(hostId, listUnknown(use, repos))
  }
  const decided = JSON.stringify([releaseRepos, read, feeds])
  const isCurrent = async (later: Queryable) => {
    const facts = [await listReleaseRepos(later), await listUpdateRepos(later, [...ids]), await listFeedSets(later)]
    return JSON.stringify(facts) === decided
  }
  const knownReposOf = (hostId: number) => listKnown(uses.get(hostId)?.own ?? [], repos)
  return { groupOf, unknownOf, repos, knownReposOf, isCurrent }
}

function listKnown(own: readonly OwnRepo[], repos: ReadonlyMap<number, SourceRepo>): Map<string, KnownRepo> {
  return new Map(
    own.flatMap(({ repoId }) => {
      const repo = repos.get(repoId)
      return repo ? [[repo.repoId, { repoId, isRead: repo.packageSetId !== null }]] : []
    }),
  )
}

async function readUses(
  db: Queryable,
  hosts: readonly UpdateHostRow[],
  releaseRepos: readonly { os_release_id: number; repo_id: number }[],
): Promise<Map<number, SourceUse>> {
  const hostIds = hosts.length > MANY_HOSTS ? undefined : hosts.map((host) => host.id)
  const own = Map.groupBy(await listHostRepos(db, hostIds), (row) => row.host_id)
  const arches = new Map((await listNativeArches(db, hostIds)).map((row) => [row.host_id, row.arch]))
  const streams = Map.groupBy(await listHostStreams(db, hostIds), (row) => row.host_id)
  const reporting = new Set(await listReportingHosts(db, hostIds))
  const ofRelease = Map.groupBy(releaseRepos, (row) => row.os_release_id)
  return new Map(
    hosts.map((host) => {
      const named = ofRelease.get(host.os_release_id) ?? []
      const use: SourceUse = {
        os: { name: host.os_name, cpe: host.os_cpe },
        machine: host.arch,
        dpkgArch: arches.get(host.id) ?? '',
        own: (own.get(host.id) ?? []).map(toOwnRepo),
        ofRelease: host.host_repos_only === 1 ? [] : named.map((row) => row.repo_id),
        excludes: toTexts(host.excludes),
        streams: (streams.get(host.id) ?? []).map(({ name, stream }) => ({ name, stream })),
        disabledModules: toTexts(host.disabled_modules),
        release: toReleaseKey({ name: host.os_name, codename: host.os_codename }),
        findsItself: reporting.has(host.id),
      }
      return [host.id, use]
    }),
  )
}

function toOwnRepo({ repo_id: repoId, enabled, priority, hotfix, excludes, includes }: HostRepoRow): OwnRepo {
  return {
    ...{ repoId, priority, enabled: enabled === 1, hotfix: hotfix === 1 },
    ...{ excludes: toTexts(excludes), includes: toTexts(includes) },
  }
}

/** A JSON array; nearly all are empty. */
function toTexts(json: string): readonly string[] {
  return json === '[]' ? NO_TEXTS : (JSON.parse(json) as string[])
}

const NO_TEXTS: readonly string[] = []

function toSourceRepo({ mirrors, validUntil, ...repo }: UpdateRepo, now: number): SourceRepo {
  return { ...repo, ...toSourceState(mirrors, validUntil, now) }
}
