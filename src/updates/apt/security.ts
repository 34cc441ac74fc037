import type { Source } from '../rules.ts'
import type { TableRow } from './version-table.ts'

/**
 * The highest version above the installed one, up to the candidate, that a security repository of the host
 * offers: what makes the update a security one. Rows: the highest version first.
 */
export function findSecurityFix(
  table: readonly TableRow[],
  candidate: TableRow,
): { version: string; source: Source } | undefined {
  for (const row of between(table, candidate)) {
    for (const offer of row.offers) {
      const place = offer.places.find(({ source }) => source.security)
      if (place) return { version: offer.version, source: place.source }
    }
  }
  return undefined
}

/**
 * Whether apt lets every host have the candidate at once, phased or not: a version strictly between the installed
 * one and the candidate is in a suite whose name ends in -security (apt-pkg/upgrade.cc, IsSecurityUpdate).
 */
export function overtakesSecurity(table: readonly TableRow[], candidate: TableRow): boolean {
  return between(table, candidate)
    .slice(1)
    .some((row) => row.offers.some(({ places }) => places.some(({ source }) => source.suite.endsWith('-security'))))
}

function between(table: readonly TableRow[], candidate: TableRow): TableRow[] {
  const from = table.indexOf(candidate)
  const installedAt = table.findIndex((row) => row.installed)
  return table.slice(from, installedAt < from ? undefined : installedAt)
}
