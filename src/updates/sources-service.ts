import type { Queryable } from '../db/open.ts'
import { listHostRepos, listNativeArches, listReleaseRepos, type UpdateHostRow } from '../db/update-hosts.ts'
import { listUpdateRepos, type UpdateRepo } from '../db/update-sources.ts'
import { toSourceState } from '../model/source-state.ts'
import type { UnknownSource } from './explanation.ts'
import { listUnknown, type SourceGroup, type SourceRepo, type SourceUse, toSourceGroup } from './sources.ts'

/** The sources of some hosts: those with equal sources share one group. */
export interface HostSources {
  groupOf: ReadonlyMap<number, SourceGroup>
  unknownOf: ReadonlyMap<number, readonly UnknownSource[]>
  repos: ReadonlyMap<number, SourceRepo>
}

/** Reads them for all hosts when there are more than this; a host each costs more then. */
const MANY_HOSTS = 1000

/** Five queries, however many hosts. */
export async function readHostSources(
  db: Queryable,
  hosts: readonly UpdateHostRow[],
  now: number,
): Promise<HostSources> {
  const uses = await readUses(db, hosts)
  const ids = new Set([...uses.values()].flatMap((use) => [...use.own.map((own) => own.repoId), ...use.ofRelease]))
  const repos = new Map((await listUpdateRepos(db, [...ids])).map((repo) => [repo.id, toSourceRepo(repo, now)]))
  const groups = new Map<string, SourceGroup>()
  const groupOf = new Map<number, SourceGroup>()
  const unknownOf = new Map<number, readonly UnknownSource[]>()
  for (const [hostId, use] of uses) {
    const group = toSourceGroup(use, repos)
    groupOf.set(hostId, groups.get(group.key) ?? group)
    if (!groups.has(group.key)) groups.set(group.key, group)
    unknownOf.set(hostId, listUnknown(use, repos))
  }
  return { groupOf, unknownOf, repos }
}

async function readUses(db: Queryable, hosts: readonly UpdateHostRow[]): Promise<Map<number, SourceUse>> {
  const hostIds = hosts.length > MANY_HOSTS ? undefined : hosts.map((host) => host.id)
  const own = Map.groupBy(await listHostRepos(db, hostIds), (row) => row.host_id)
  const arches = new Map((await listNativeArches(db, hostIds)).map((row) => [row.host_id, row.arch]))
  const ofRelease = hosts.some((host) => host.host_repos_only === 0)
    ? Map.groupBy(await listReleaseRepos(db), (row) => row.os_release_id)
    : new Map<number, { repo_id: number }[]>()
  return new Map(
    hosts.map((host) => [
      host.id,
      {
        machine: host.arch,
        dpkgArch: arches.get(host.id) ?? '',
        own: (own.get(host.id) ?? []).map((row) => {
          return { repoId: row.repo_id, enabled: row.enabled === 1, priority: row.priority }
        }),
        ofRelease:
          host.host_repos_only === 1 ? [] : (ofRelease.get(host.os_release_id) ?? []).map((row) => row.repo_id),
      },
    ]),
  )
}

function toSourceRepo({ mirrors, validUntil, ...repo }: UpdateRepo, now: number): SourceRepo {
  return { ...repo, ...toSourceState(mirrors, validUntil, now) }
}
