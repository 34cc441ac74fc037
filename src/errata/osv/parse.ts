import type { CveRecord } from '../../model/cve.ts'
import { findCwes, toCveName, toReferences } from '../cve-words.ts'
import type { Read } from '../json-items.ts'
import { toList, toMembers, toText, toTexts } from '../json-values.ts'
import { toTimeOf } from '../times.ts'
import { toLine } from '../words.ts'

/**
 * Reads a vulnerability in the OSV format (osv.dev, schema 1.x) as what it says of a CVE: the one that it is, else the
 * first that it is another name of. Never throws.
 */
export function parseOsv(text: string): Read<CveRecord> {
  try {
    return toRecord(toMembers(JSON.parse(text)))
  } catch {
    return { reason: 'It is not JSON.' }
  }
}

function toRecord(osv: Readonly<Record<string, unknown>>): Read<CveRecord> {
  const id = toText(osv.id)
  if (id === '' || toText(osv.modified) === '') return { reason: 'It is not an OSV record: it has no id or no time.' }
  const name = [id, ...toTexts(osv.aliases)].map(toCveName).find((cve) => cve !== '')
  if (name === undefined) return { reason: `${id} is no CVE, and another name of none.` }
  const own = toMembers(osv.database_specific)
  return {
    item: {
      name,
      state: toText(osv.withdrawn) === '' ? 'published' : 'rejected',
      title: toLine(toText(osv.summary)),
      description: toText(osv.details),
      publishedAt: toTimeOf(osv.published),
      modifiedAt: toTimeOf(osv.modified),
      scores: readScores(osv),
      cwes: findCwes([...toTexts(own.cwe_ids), ...toTexts(own.cwes)]),
      references: toReferences(
        toList(osv.references)
          .map(toMembers)
          .map(({ url, type }) => ({ url: toText(url), kind: toText(type) })),
      ),
    },
  }
}

/** Those of the whole, else of the packages that it affects. */
function readScores(osv: Readonly<Record<string, unknown>>): CveRecord['scores'] {
  const ofPackages = toList(osv.affected).flatMap((one) => toList(toMembers(one).severity))
  const given = toList(osv.severity).length > 0 ? toList(osv.severity) : ofPackages
  const vectors = given.flatMap((severity) => {
    const { type, score } = toMembers(severity)
    return /^CVSS_V\d/.test(toText(type)) ? [toText(score)] : []
  })
  return [...new Set(vectors)].map((vector) => ({ by: 'osv.dev', role: 'other', vector, stated: undefined }))
}
