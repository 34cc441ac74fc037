import { recountHosts } from '../../src/db/host-counts.ts'
import type { Db } from '../../src/db/open.ts'
import { upsertPackages } from '../../src/db/packages-write.ts'
import type { PackageKey } from '../../src/model/package.ts'
import { sortKey } from '../../src/versions/scheme.ts'

/** A package in short: `name version arch`, with options behind: `held`, `phased=20`. */
export type Short = string

export interface WorldRepo {
  packages?: Short[]
  /** Default 1. */
  enabled?: 0 | 1
  security?: 0 | 1
  arch?: string
  suite?: string
  state?: 'new' | 'ok' | 'failing' | 'host-only'
  reason?: string
  mirrorEnabled?: 0 | 1
  confirmedAt?: number
}

export interface WorldHost {
  packages: Short[]
  /** Priority by repository name; `off` where the host has it disabled. */
  repos: Record<string, number | 'off'>
  arch?: string
  hostReposOnly?: 0 | 1
  machineId?: string
  excludes?: string[]
}

/** Ids by name. */
export interface World {
  repos: Record<string, number>
  hosts: Record<string, number>
}

export const WORLD_TIME = Date.UTC(2025, 5, 1)

/** Fills an empty database with repositories and hosts, as intake and refresh would leave them. */
export async function fillWorld(
  db: Db,
  repos: Record<string, WorldRepo>,
  hosts: Record<string, WorldHost>,
  releaseRepos: string[] = [],
): Promise<World> {
  const world: World = { repos: {}, hosts: {} }
  const release = { name: 'Debian 12', codename: 'bookworm', distribution: 'debian', release_key: 'bookworm' }
  await db.query
    .insertInto('os_release')
    .values({ ...release, cpe_name: '' })
    .execute()
  const variant = { name: 'Debian 12.8', arch: 'x86_64', codename: '', os_release_id: 1 }
  await db.query.insertInto('os_variant').values(variant).execute()
  for (const [name, repo] of Object.entries(repos)) world.repos[name] = await addRepo(db, name, repo)
  for (const name of releaseRepos) {
    await db.query
      .insertInto('os_release_repo')
      .values({ os_release_id: 1, repo_id: world.repos[name] as number })
      .execute()
  }
  for (const [name, host] of Object.entries(hosts)) world.hosts[name] = await addHost(db, name, host, world)
  return world
}

async function addRepo(db: Db, name: string, repo: WorldRepo): Promise<number> {
  const added = await db.query
    .insertInto('repo')
    .values({
      ...{ key: `deb //${name}`, type: 'deb', name, repo_id: '', arch: repo.arch ?? 'amd64' },
      ...{ enabled: repo.enabled ?? 1, security: 0, release_security: repo.security ?? 0 },
      ...{ auth_required: 0, muted: 0, created_at: WORLD_TIME, origin: 'Test', label: '', suite: repo.suite ?? name },
      ...{ codename: '', release_date: 0, valid_until: 0, not_automatic: 0, but_automatic_upgrades: 0 },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const setId = repo.packages ? await addPackageSet(db, repo.packages) : null
  await db.query
    .insertInto('mirror')
    .values({
      ...{ repo_id: added.id, type: 'deb', url: `http://${name}/`, enabled: repo.mirrorEnabled ?? 1, refresh: 1 },
      ...{ is_mirrorlist: 0, state: repo.state ?? (repo.packages ? 'ok' : 'new'), reason: repo.reason ?? '' },
      ...{ failing_since: 0, fail_count: 0, last_access_ok: 1, checked_at: WORLD_TIME, changed_at: WORLD_TIME },
      ...{ confirmed_at: repo.confirmedAt ?? WORLD_TIME, checksum: name, package_set_id: setId },
      ...{ index_url: '', etag: '', last_modified: '' },
    })
    .execute()
  return added.id
}

/** A package set that is ready; answers its id. */
export async function addPackageSet(db: Db, packages: Short[]): Promise<number> {
  const set = await db.query
    .insertInto('package_set')
    .values({ checksum: packages.join(), ready: 1, package_count: packages.length, created_at: WORLD_TIME })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.transaction(async (tx) => {
    const ids = await upsertPackages(tx, packages.map(toPackage))
    const columns = { package_id: 'int', set_id: 'int', phased: 'int' } as const
    const phased = packages.map((short) => Number(/phased=(\d+)/.exec(short)?.[1] ?? 100))
    await tx.insertMany(
      'package_set_entry',
      columns,
      ids.map((id, i) => [id, set.id, phased[i]]),
    )
  })
  return set.id
}

async function addHost(db: Db, hostname: string, host: WorldHost, world: World): Promise<number> {
  const { id } = await db.query
    .insertInto('host')
    .values({
      ...{ hostname, domain: '', ip: '', reverse_dns: '', check_dns: 0, host_repos_only: host.hostReposOnly ?? 1 },
      ...{ kernel: '', arch: host.arch ?? 'x86_64', os_variant_id: 1, reboot: 'unknown', reboot_reason: '' },
      ...{ boot_time: 0, machine_id: host.machineId ?? '', client_version: '' },
      ...{ excludes: JSON.stringify(host.excludes ?? []), repo_order: '[]', created_at: WORLD_TIME },
      ...{ updated_at: WORLD_TIME, last_report_at: WORLD_TIME, last_report_id: 1, packages_digest: '' },
      ...{ repos_digest: '', modules_digest: '', updates_digest: '', reported_facts: '{}', package_count: 0 },
      ...{ security_count: 0, bugfix_count: 0, has_unknown: 0, updates_as_of: 0 },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setHostPackages(db, id, host.packages)
  for (const [name, priority] of Object.entries(host.repos)) {
    const link = priority === 'off' ? { enabled: 0 as const, priority: 500 } : { enabled: 1 as const, priority }
    await db.query
      .insertInto('host_repo')
      .values({ host_id: id, repo_id: world.repos[name] as number, ...link })
      .execute()
  }
  return id
}

/** Replaces what a host has, as a new report would. */
export async function setHostPackages(db: Db, hostId: number, packages: Short[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query.deleteFrom('host_package').where('host_id', '=', hostId).execute()
    const ids = await upsertPackages(tx, packages.map(toPackage))
    const columns = { host_id: 'int', package_id: 'int', held: 'int' } as const
    await tx.insertMany(
      'host_package',
      columns,
      ids.map((id, i) => [hostId, id, packages[i]?.includes(' held') ? 1 : 0]),
    )
    await tx.query
      .updateTable('host')
      .set((eb) => ({ last_report_id: eb('last_report_id', '+', 1), package_count: packages.length, updates_as_of: 0 }))
      .where('id', '=', hostId)
      .execute()
    await recountHosts(tx)
  })
}

export function toPackage(short: Short): PackageKey & { source: string; sourceVersion: string; sortKey: Uint8Array } {
  const [name = '', full = '', arch = 'amd64'] = short.split(' ')
  const [, epoch = '', version = '', release = ''] = /^(?:(\d+):)?(.*?)(?:-([^-]*))?$/.exec(full) ?? []
  const key = { type: 'deb', category: '', name, epoch, version, release, arch } as const
  return { ...key, source: '', sourceVersion: '', sortKey: sortKey('deb', full) }
}
