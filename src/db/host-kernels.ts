import { type SqlBool, sql } from 'kysely'
import type { KernelRole } from '../model/cve.ts'
import type { PackageType } from '../model/package.ts'
import { askForRecountOf } from './cve-counts.ts'
import { type Condition, escapeLike } from './list.ts'
import type { Queryable, Tx } from './open.ts'
import { idRows, rowSource } from './row-source.ts'

/** A package of a host that may be one of its kernels. */
export interface HostKernelRow {
  host_id: number
  /** `uname -r`. */
  running: string
  package_id: number
  type: PackageType
  name: string
  epoch: string
  version: string
  release: string
  arch: string
}

/** Of these hosts, of all unless told. `prefixes`: names begin so. */
export async function listHostKernels(
  db: Queryable,
  hostIds: readonly number[] | undefined,
  prefixes: readonly string[],
): Promise<HostKernelRow[]> {
  const some = hostIds ? sql`and h.id in (select k.id from ${idRows(db, hostIds)})` : sql``
  const { rows } = await sql<HostKernelRow>`
    select h.id as host_id, h.kernel as running, p.id as package_id, p.type, n.name, p.epoch, p.version, p.release, p.arch
    from (select p.id, p.type, p.name_id, p.epoch, p.version, p.release, p.arch from package p
      join package_name n on n.id = p.name_id where p.host_count > 0 and ${beginsWith(prefixes)}) p
    cross join host_package hp cross join host h cross join package_name n
    where hp.package_id = p.id and h.id = hp.host_id and n.id = p.name_id and h.kernel <> '' ${some}`.execute(db.query)
  return rows
}

function beginsWith(prefixes: readonly string[]): Condition {
  const tests = prefixes.map((prefix) => sql`n.name like ${`${escapeLike(prefix)}%`} escape '\\'`)
  return sql<SqlBool>`(${sql.join(tests, sql` or `)})`
}

export type RoleRow = readonly [hostId: number, packageId: number, role: KernelRole]

/** Writes what the kernels of these hosts are, where it differs; their CVEs are counted again. Answers how many differ. */
export async function replaceKernelRoles(
  tx: Tx,
  hostIds: readonly number[],
  roles: readonly RoleRow[],
): Promise<number> {
  const { rows } = await sql<{ host_id: number; package_id: number; role: KernelRole }>`
    select x.host_id, x.package_id, x.role from ${idRows(tx, hostIds)} cross join host_kernel x
    where x.host_id = k.id`.execute(tx.query)
  const known = new Map(rows.map((row) => [`${row.host_id} ${row.package_id}`, row]))
  const wanted = new Set(roles.map(([host, package_]) => `${host} ${package_}`))
  const changed = roles.filter(([host, package_, role]) => known.get(`${host} ${package_}`)?.role !== role)
  const gone = rows.filter(({ host_id, package_id }) => !wanted.has(`${host_id} ${package_id}`))
  const goneKeys = rowSource(
    tx,
    'k',
    { host_id: 'int', package_id: 'int' },
    gone.map(({ host_id, package_id }) => [host_id, package_id]),
  )
  if (gone.length > 0) {
    await sql`delete from host_kernel where (host_id, package_id) in (select k.host_id, k.package_id from ${goneKeys})`.execute(
      tx.query,
    )
  }
  const rewrite = '(host_id, package_id) do update set role = excluded.role'
  await tx.insertMany('host_kernel', { host_id: 'int', package_id: 'int', role: 'text' }, changed, rewrite)
  const packages = new Set([...changed.map(([, id]) => id), ...gone.map(({ package_id }) => package_id)])
  if (packages.size > 0) await askForRecountOf(tx, sql`select k.id from ${idRows(tx, [...packages])}`)
  return changed.length + gone.length
}
