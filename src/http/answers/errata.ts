import type { Static } from 'typebox'
import type { ErratumDetails, FixedPackageRow } from '../../db/erratum-details.ts'
import type { ErratumRow } from '../../db/erratum-list.ts'
import { fullVersion } from '../../model/package.ts'
import type { Erratum, ErratumDetail, FixedPackage } from '../schemas/errata.ts'
import { toTime } from './time.ts'

export function toErratum({ releases, issued_at, updated_at, ...row }: ErratumRow): Static<typeof Erratum> {
  return { ...row, issued_at: toTime(issued_at), updated_at: toTime(updated_at), os_releases: releases }
}

export function toErratumDetail(
  row: ErratumRow,
  details: ErratumDetails,
  waitingHosts: number,
): Static<typeof ErratumDetail> {
  return {
    ...toErratum(row),
    description: details.description,
    waiting_hosts: waitingHosts,
    cve_list: details.cves,
    reference_list: details.references,
    package_list: details.packages.map(toFixedPackage),
    available_from: details.repositories,
  }
}

function toFixedPackage(row: FixedPackageRow): Static<typeof FixedPackage> {
  const { id, name, arch, module, hosts } = row
  return { id, name, full_version: fullVersion(row), arch, module, hosts }
}
