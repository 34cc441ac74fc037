import type { PackageKey, PackageType } from '../model/package.ts'
import type { Queryable, Tx } from './open.ts'
import type { Flag } from './tables/flag.ts'

export interface HostPackageRow extends PackageKey {
  id: number
  held: Flag
  vendor_id: number
  source: string
}

/** Every package that the host is known to have. */
export async function listHostPackages(tx: Queryable, hostId: number): Promise<HostPackageRow[]> {
  return tx.query
    .selectFrom('host_package')
    .innerJoin('package', 'package.id', 'host_package.package_id')
    .innerJoin('package_name', 'package_name.id', 'package.name_id')
    .select([
      'package.id',
      'host_package.held',
      'host_package.vendor_id',
      'package.type',
      'package.category',
      'package_name.name',
      'package.epoch',
      'package.version',
      'package.release',
      'package.arch',
      'package.source',
    ])
    .where('host_package.host_id', '=', hostId)
    .execute()
}

/** The host's installed packages whose names begin with one of `prefixes`. */
export async function listHostPackagesNamed(
  tx: Queryable,
  hostId: number,
  prefixes: readonly string[],
): Promise<Pick<PackageKey, 'name' | 'epoch' | 'version' | 'release' | 'arch'>[]> {
  return tx.query
    .selectFrom('host_package')
    .innerJoin('package', 'package.id', 'host_package.package_id')
    .innerJoin('package_name', 'package_name.id', 'package.name_id')
    .select(['package_name.name', 'package.epoch', 'package.version', 'package.release', 'package.arch'])
    .where('host_package.host_id', '=', hostId)
    .where((where) =>
      where.or(
        prefixes.map((prefix) =>
          where.and([where('package_name.name', '>=', prefix), where('package_name.name', '<', `${prefix}\u{10ffff}`)]),
        ),
      ),
    )
    .execute()
}

/** The family of some package of the host; undefined when it has none. */
export async function getHostPackageType(tx: Queryable, hostId: number): Promise<PackageType | undefined> {
  const row = await tx.query
    .selectFrom('host_package')
    .innerJoin('package', 'package.id', 'host_package.package_id')
    .select('package.type')
    .where('host_package.host_id', '=', hostId)
    .limit(1)
    .executeTakeFirst()
  return row?.type
}

/** What a host says of one of its repositories. */
export interface HostRepoLink {
  repo_id: number
  priority: number
  hotfix: Flag
  /** JSON arrays of strings. */
  excludes: string
  includes: string
}

export async function listHostRepos(tx: Tx, hostId: number): Promise<HostRepoLink[]> {
  const columns = ['repo_id', 'priority', 'hotfix', 'excludes', 'includes'] as const
  return tx.query.selectFrom('host_repo').select(columns).where('host_id', '=', hostId).execute()
}

/** Those of the repositories that have a mirror which nobody has tried to read yet. */
export async function listUnreadRepos(tx: Tx, repoIds: number[]): Promise<number[]> {
  if (repoIds.length === 0) return []
  const rows = await tx.query
    .selectFrom('mirror')
    .select('repo_id')
    .distinct()
    .where('state', '=', 'new')
    .where('repo_id', 'in', repoIds)
    .orderBy('repo_id')
    .execute()
  return rows.map((row) => row.repo_id)
}

export async function listHostModules(tx: Tx, hostId: number): Promise<{ module_id: number; packages: string }[]> {
  return tx.query.selectFrom('host_module').select(['module_id', 'packages']).where('host_id', '=', hostId).execute()
}

export interface ReportedUpdateRow {
  name: string
  arch: string
  version: string
  repo: string
  security: Flag
}

export async function listReportedUpdates(tx: Tx, hostId: number): Promise<ReportedUpdateRow[]> {
  return tx.query
    .selectFrom('host_reported_update')
    .select(['name', 'arch', 'version', 'repo', 'security'])
    .where('host_id', '=', hostId)
    .execute()
}
