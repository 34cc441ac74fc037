import type { Static } from 'typebox'
import type { ErratumDetails, ErratumFixRow, FixedPackageRow } from '../../db/erratum-details.ts'
import type { ErratumRow } from '../../db/erratum-list.ts'
import type { VersionRange } from '../../model/feed-erratum.ts'
import { fullVersion } from '../../model/package.ts'
import type { Erratum, ErratumDetail, ErratumFix, FixedPackage } from '../schemas/errata.ts'
import { toTime } from './time.ts'

export function toErratum({ releases, issued_at, updated_at, ...row }: ErratumRow): Static<typeof Erratum> {
  return { ...row, issued_at: toTime(issued_at), updated_at: toTime(updated_at), os_releases: releases }
}

export function toErratumDetail(
  row: ErratumRow,
  details: ErratumDetails,
  hosts: { waiting: number; accepted: number },
): Static<typeof ErratumDetail> {
  return {
    ...toErratum(row),
    description: details.description,
    waiting_hosts: hosts.waiting,
    accepted_hosts: hosts.accepted,
    cve_list: details.cves,
    reference_list: details.references,
    package_list: details.packages.map(toFixedPackage),
    fix_list: details.fixes.map(toErratumFix),
    available_from: details.repositories,
  }
}

function toFixedPackage(row: FixedPackageRow): Static<typeof FixedPackage> {
  const { id, name, arch, module, hosts } = row
  return { id, name, full_version: fullVersion(row), arch, module, hosts }
}

function toErratumFix(row: ErratumFixRow): Static<typeof ErratumFix> {
  const { category, name, name_of: of, distribution, release, arches, module, pocket, state, fixed, ranges, note } = row
  return {
    package: category === '' ? name : `${category}/${name}`,
    ...{ of, distribution, release, arches: arches === '' ? [] : arches.split(' '), module, pocket, state, fixed },
    ...{ versions: ranges === '' ? '' : toWords(ranges), note },
  }
}

function toWords(ranges: string): string {
  const { vulnerable, unaffected } = JSON.parse(ranges) as Record<'vulnerable' | 'unaffected', VersionRange[]>
  const words = [`affected: ${vulnerable.map(spell).join(', ')}`]
  if (unaffected.length > 0) words.push(`not affected: ${unaffected.map(spell).join(', ')}`)
  return words.join('; ')
}

function spell({ relation, version, slot, isRevision }: VersionRange): string {
  const inSlot = slot === '' ? '' : ` in slot ${slot}`
  if (relation === '') return `every version${inSlot}`
  return `${relation} ${version}${inSlot}${isRevision ? ' of the same version' : ''}`
}
