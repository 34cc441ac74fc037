import { sql } from 'kysely'
import type { KernelRole } from '../model/cve.ts'
import type { Having, HostSets } from '../model/host-sets.ts'
import { idList, toIds } from './id-lists.ts'
import type { Queryable } from './open.ts'
import { idRows } from './row-source.ts'

/** Three queries. Of 10,000 hosts with 300 packages each, all that is installed is some 25 MB. */
export async function loadHostSets(db: Queryable, packageIds: readonly number[]): Promise<HostSets> {
  const hosts = await listHostsOfPackages(db, packageIds)
  const releases = await listReleaseOfHosts(db)
  const kernels = await listKernels(db, packageIds)
  const sets = new Map<number, Map<number, Having>>()
  const ofPackage = (packageId: number) => {
    const known = sets.get(packageId)
    if (known) return known
    const found = splitHosts(hosts.get(packageId) ?? [], releases, kernels.get(packageId))
    sets.set(packageId, found)
    hosts.delete(packageId)
    return found
  }
  return {
    releases,
    of: (packageId, releaseId) => ofPackage(packageId).get(releaseId) ?? NOBODY,
    ofAll: ofPackage,
  }
}

const NOBODY: Having = { all: [], used: [], running: [], next: [] }

function splitHosts(
  hosts: readonly number[],
  releases: ReadonlyMap<number, number>,
  kernels: ReadonlyMap<number, KernelRole> | undefined,
): Map<number, Having> {
  const byRelease = new Map<number, number[]>()
  for (const host of hosts) {
    const release = releases.get(host) ?? 0
    const own = byRelease.get(release)
    if (own) own.push(host)
    else byRelease.set(release, [host])
  }
  const toHaving = (all: number[]): Having => {
    if (!kernels) return { ...NOBODY, all, used: all }
    const are = (role: KernelRole | undefined) => all.filter((host) => kernels.get(host) === role)
    return { all, used: are(undefined), running: are('running'), next: are('next') }
  }
  return new Map([...byRelease].map(([release, all]) => [release, toHaving(all)]))
}

/** Packages a query: the answer is a text of all their hosts. */
const BATCH = 500

async function listHostsOfPackages(db: Queryable, ids: readonly number[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>()
  for (let at = 0; at < ids.length; at += BATCH) {
    const { rows } = await sql<{ id: number; hosts: string | null }>`
      select k.id, (select ${idList(db, 'hp.host_id')} from host_package hp where hp.package_id = k.id) as hosts
      from ${idRows(db, ids.slice(at, at + BATCH))}`.execute(db.query)
    for (const { id, hosts } of rows) found.set(id, toIds(hosts ?? ''))
  }
  return found
}

/** The release that each host runs. */
export async function listReleaseOfHosts(db: Queryable): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; hosts: string }>`
    select v.os_release_id as id, ${idList(db, 'h.id')} as hosts from host h
    join os_variant v on v.id = h.os_variant_id group by v.os_release_id`.execute(db.query)
  return new Map(rows.flatMap(({ id, hosts }) => toIds(hosts).map((host): [number, number] => [host, id])))
}

/** Host → role, by package. */
async function listKernels(db: Queryable, ids: readonly number[]): Promise<Map<number, Map<number, KernelRole>>> {
  const { rows } = await sql<{ id: number; role: KernelRole; hosts: string }>`
    select k.id, x.role, ${idList(db, 'x.host_id')} as hosts from ${idRows(db, ids)}
    cross join host_kernel x where x.package_id = k.id group by k.id, x.role`.execute(db.query)
  const kernels = new Map<number, Map<number, KernelRole>>()
  for (const { id, role, hosts } of rows) {
    const own = kernels.get(id) ?? new Map<number, KernelRole>()
    for (const host of toIds(hosts)) own.set(host, role)
    kernels.set(id, own)
  }
  return kernels
}
