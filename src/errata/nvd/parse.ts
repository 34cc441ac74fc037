import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readJsonRecords } from '../../lib/json/read-records.ts'
import type { CvePart, CveRecord, CveScore } from '../../model/cve.ts'
import { findCwes, pickText, toCveName, toReferences } from '../cve-words.ts'
import { type Read, toItems } from '../json-items.ts'
import { toList, toMembers, toNumber, toText } from '../json-values.ts'
import { toTimeOf } from '../times.ts'

/** How much of the list a page holds. */
export interface NvdPage {
  start: number
  /** On this page. */
  count: number
  total: number
}

/**
 * Reads a page of NVD's CVE API 2.0, some CVEs at a time; `page` is what is told of it, with the last part. Throws a
 * FetchFailure for what is no such page, or is cut.
 */
export async function* parseNvdPage(
  pieces: AsyncIterable<Buffer>,
  section: string,
): AsyncGenerator<CvePart & { page: NvdPage | undefined }, void> {
  let count = 0
  let root: Readonly<Record<string, unknown>> = {}
  for await (const part of readJsonRecords(pieces, 'vulnerabilities')) {
    root = part.root
    count += part.records.length
    const { items, rejects } = toItems(part.records, section, readItem)
    yield { records: items, rejects, page: undefined }
  }
  yield { records: [], rejects: [], page: toPage(root, count) }
}

function toPage({ format, startIndex, totalResults }: Readonly<Record<string, unknown>>, count: number): NvdPage {
  const [start, total] = [toNumber(startIndex), toNumber(totalResults)]
  if (format !== 'NVD_CVE' || start === undefined || total === undefined || start < 0 || total < 0) {
    throw new FetchFailure('bad-response', 'it is not a page of NVD’s CVE API 2.0: format or totals are not told')
  }
  return { start, count, total }
}

function readItem(value: unknown): Read<CveRecord> {
  const cve = toMembers(toMembers(value).cve)
  const name = toCveName(cve.id)
  if (name === '') return { reason: 'It has no id of the form CVE-2024-1234.' }
  const references = toList(cve.references).map(toMembers)
  return {
    item: {
      name,
      state: toText(cve.vulnStatus).toLowerCase() === 'rejected' ? 'rejected' : 'published',
      title: '',
      description: pickText(cve.descriptions),
      publishedAt: toTimeOf(cve.published),
      modifiedAt: toTimeOf(cve.lastModified),
      scores: readScores(cve.metrics, toText(cve.sourceIdentifier)),
      cwes: findCwes(toList(cve.weaknesses).flatMap((weakness) => textsOf(toMembers(weakness).description))),
      references: toReferences(
        references.map(({ url, tags }) => ({ url: toText(url), kind: toText(toList(tags)[0]) })),
      ),
    },
  }
}

const textsOf = (list: unknown) => toList(list).map((text) => toText(toMembers(text).value))

/** NVD tells who scored by an address or an id: the one that the CVE is from is its CNA. */
function readScores(metrics: unknown, cna: string): CveScore[] {
  return METRICS.flatMap((metric) => toList(toMembers(metrics)[metric])).flatMap((value) => {
    const { source, cvssData } = toMembers(value)
    const { vectorString, baseScore } = toMembers(cvssData)
    const [by, vector] = [toText(source), toText(vectorString)]
    const role = by === NVD ? 'nvd' : by === cna ? 'cna' : 'adp'
    return vector === '' ? [] : [{ by, role, vector, stated: toNumber(baseScore) }]
  })
}

const NVD = 'nvd@nist.gov'
const METRICS = ['cvssMetricV40', 'cvssMetricV31', 'cvssMetricV30', 'cvssMetricV2']
