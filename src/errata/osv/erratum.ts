import type { ErratumReference } from '../../model/erratum.ts'
import { findCves, toReferences } from '../cve-words.ts'
import type { Read } from '../json-items.ts'
import { toList, toMembers, toText, toTexts } from '../json-values.ts'

/** What osv.dev has of an erratum. */
export interface OsvErratum {
  cves: string[]
  /** In the words of its vendor, in lower case; '' where its record has none. */
  severity: string
  references: ErratumReference[]
}

/**
 * Reads a record in the OSV format (osv.dev, schema 1.x) as what it says of an erratum. A score is of a CVE and no word
 * of the vendor, so it counts as no severity. Never throws.
 */
export function parseOsvErratum(text: string, erratum: string): Read<OsvErratum> {
  try {
    return toErratum(toMembers(JSON.parse(text)), erratum)
  } catch {
    return { reason: 'It is not JSON.' }
  }
}

function toErratum(osv: Readonly<Record<string, unknown>>, erratum: string): Read<OsvErratum> {
  if (toText(osv.id) !== erratum) return { reason: `It is not the OSV record of ${erratum}.` }
  // what was taken back says nothing any more
  if (toText(osv.withdrawn) !== '') return { item: { cves: [], severity: '', references: [] } }
  const references = toList(osv.references)
    .map(toMembers)
    .map(({ url, type }) => ({ url: toText(url), kind: toText(type) }))
  const severity = toText(toMembers(osv.database_specific).severity).toLowerCase()
  return {
    item: {
      cves: findCves([...toTexts(osv.aliases), ...toTexts(osv.upstream), ...toTexts(osv.related)]),
      severity: /^[a-z]{3,20}$/.test(severity) && severity !== 'none' ? severity : '',
      references: toReferences(references).map((one) => ({ ...one, title: '' })),
    },
  }
}

/** Whether osv.dev may have a record of that name: those of distributions that publish there. */
export const mayBeInOsv = (erratum: string) =>
  /^(?:DSA|DLA|USN|LSN|RHSA|RLSA|RXSA|ALSA|ALBA|ALEA|(?:open)?SUSE-SU|MGASA)-/.test(erratum)
