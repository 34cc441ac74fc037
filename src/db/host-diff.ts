import { sql } from 'kysely'
import type { PackageType } from '../model/package.ts'
import type { Queryable } from './open.ts'

/** What is compared of a host beside its packages and repositories. */
export interface HostFacts {
  id: number
  hostname: string
  os: string
  arch: string
  kernel: string
}

export async function getHostFacts(db: Queryable, hostId: number): Promise<HostFacts | undefined> {
  const { rows } = await sql<HostFacts>`
    select h.id, h.hostname, v.name as os, h.arch, h.kernel from host h join os_variant v on v.id = h.os_variant_id
    where h.id = ${hostId}`.execute(db.query)
  return rows[0]
}

/** A package that one of the hosts has in a version that the other has not. */
export interface DifferentPackage {
  host_id: number
  name: string
  type: PackageType
  category: string
  arch: string
  epoch: string
  version: string
  release: string
}

/** Packages that only one of two hosts has. */
export async function listDifferentPackages(db: Queryable, a: number, b: number): Promise<DifferentPackage[]> {
  const { rows } = await sql<DifferentPackage>`
    select h.host_id, n.name, p.type, p.category, p.arch, p.epoch, p.version, p.release
    from host_package h join package p on p.id = h.package_id join package_name n on n.id = p.name_id
    where h.host_id in (${a}, ${b}) and not exists (
      select 1 from host_package o where o.package_id = h.package_id and o.host_id in (${a}, ${b}) and o.host_id <> h.host_id)
    order by n.name, p.category, p.arch, h.host_id, p.sort_key`.execute(db.query)
  return rows
}

/** Repositories that only one of two hosts has. */
export async function listDifferentRepos(db: Queryable, a: number, b: number) {
  const { rows } = await sql<{ host_id: number; id: number; name: string }>`
    select h.host_id, r.id, r.name from host_repo h join repo r on r.id = h.repo_id
    where h.host_id in (${a}, ${b}) and not exists (
      select 1 from host_repo o where o.repo_id = h.repo_id and o.host_id in (${a}, ${b}) and o.host_id <> h.host_id)
    order by r.name, r.id`.execute(db.query)
  return rows
}
