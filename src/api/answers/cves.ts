import type { Static } from 'typebox'
import type { CveDetails } from '../../db/cve-details.ts'
import type { CveOfferRow } from '../../db/cve-offers.ts'
import type { HostCvePackageRow } from '../../db/host-cve-packages.ts'
import { fullVersion } from '../../model/package.ts'
import type { CountedCve, CveAnswer, CveFact as Fact } from '../../security/cve-hosts-service.ts'
import type { CveInFull } from '../../security/cve-service.ts'
import type { Cve, CveDetail, CveFact, CvePackage, HostCve } from '../schemas/cves.ts'
import { toTime } from './time.ts'

export function toCve(row: CountedCve): Static<typeof Cve> {
  const { id, name, state, title, description, severity, severity_from, errata, cwes, hosts, fix } = row
  return {
    ...{ id, name, severity, severity_from, errata, cwes, hosts, fix },
    state: state as Static<typeof Cve>['state'],
    title: title || toBeginning(description),
    score: toParts(row.score, 10),
    epss: toParts(row.epss, 100_000),
    epss_percentile: toParts(row.epss_percentile, 1000),
    exploited_since: toTime(row.exploited_at),
    published_at: toTime(row.published_at),
    modified_at: toTime(row.modified_at),
  }
}

/** A stored share or score; null for none, which is -1. */
export const toParts = (stored: number, parts: number) => (stored < 0 ? null : stored / parts)

const BEGINNING = 160

function toBeginning(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > BEGINNING ? `${line.slice(0, BEGINNING - 1)}…` : line
}

export function toCveDetail({ row, details, answer, offers }: CveInFull): Static<typeof CveDetail> {
  return {
    ...toCve(row),
    description: details.description,
    exploited: toExploited(details),
    host_status: answer.counts,
    score_list: details.scores.map(({ said_by, score, stated, role, ...rest }) => ({
      ...rest,
      by: said_by,
      role: role as 'cna',
      score: toParts(score, 10),
      stated: toParts(stated, 10),
    })),
    cwe_list: details.cwes.map(({ name, title }) => ({ name, title })),
    reference_list: details.references,
    errata_list: details.errata.map(({ issued_at, ...erratum }) => ({ ...erratum, issued_at: toTime(issued_at) })),
    package_list: answer.packages.map((one) => toPackage(one, offers)),
    fact_list: answer.facts.map(toFact),
  }
}

function toExploited({ exploited, exploited_due, ransomware }: CveDetails): Static<typeof CveDetail>['exploited'] {
  if (exploited === '') return null
  const entry = JSON.parse(exploited) as Record<'title' | 'vendor' | 'product' | 'description' | 'action', string>
  return { ...entry, ransomware: ransomware === 1, due_at: toTime(exploited_due) }
}

function toPackage(row: CveAnswer['packages'][number], offers: readonly CveOfferRow[]): Static<typeof CvePackage> {
  const { id, name, arch, os_release_id, os_release, state, fixed, hosts } = row
  return {
    ...{ id, name, arch, fixed, hosts, full_version: fullVersion(row) },
    os_release: { id: os_release_id, name: os_release },
    state: state as Static<typeof CvePackage>['state'],
    offers: offers
      .filter((offer) => offer.installed_id === id && offer.os_release_id === os_release_id)
      .map((offer) => ({
        id: offer.candidate_id,
        full_version: fullVersion(offer),
        repository: offer.repo_id === null ? null : { id: offer.repo_id, name: offer.repo ?? '' },
      })),
  }
}

function toFact(fact: Fact): Static<typeof CveFact> {
  const { source, erratum, distribution, release, name_of, category, name, arch, state, fixed, note, releases } = fact
  return {
    ...{ source, erratum, distribution, release, arch, state, fixed, note },
    of: name_of,
    package: category === '' ? name : `${category}/${name}`,
    os_releases: releases,
  }
}

export function toHostCve(row: CountedCve, packages: HostCvePackageRow[], isAccepted: boolean): Static<typeof HostCve> {
  return {
    ...toCve(row),
    accepted: isAccepted,
    packages: packages.map((one) => ({
      ...{ name: one.name, arch: one.arch, installed: fullVersion(one), fixed: one.fixed },
      state: one.state as 'fixable',
      brought: one.brought === 1,
      reboot: one.reboot === 1,
      note: one.note,
    })),
  }
}
