import type { CveRecord, CveScore, ScoreRole } from '../../model/cve.ts'
import { findCwes, pickText, toCveName, toReferences } from '../cve-words.ts'
import type { Read } from '../json-items.ts'
import { toList, toMembers, toNumber, toText } from '../json-values.ts'
import { toTimeOf } from '../times.ts'
import { toLine } from '../words.ts'

/**
 * Reads one CVE record as MITRE publishes it (CVE JSON 5: cveMetadata, and the containers of the CNA and of authorised
 * publishers). Never throws.
 */
export function parseCveRecord(text: string): Read<CveRecord> {
  try {
    return toCveRecord(JSON.parse(text))
  } catch {
    return { reason: 'It is not JSON.' }
  }
}

export function toCveRecord(value: unknown): Read<CveRecord> {
  const { dataType, dataVersion, cveMetadata, containers } = toMembers(value)
  if (dataType !== 'CVE_RECORD' || !/^5\./.test(toText(dataVersion))) {
    return { reason: 'It is not a CVE record of version 5.' }
  }
  const metadata = toMembers(cveMetadata)
  const name = toCveName(metadata.cveId)
  if (name === '') return { reason: 'It has no cveId of the form CVE-2024-1234.' }
  const state = STATES[toText(metadata.state).toUpperCase()]
  if (state === undefined) return { reason: `${name} is in no state that is known.` }
  const cna = toMembers(toMembers(containers).cna)
  const adps = toList(toMembers(containers).adp).map(toMembers)
  const all = [cna, ...adps]
  return {
    item: {
      name,
      state,
      title: toLine(toText(cna.title)),
      description: pickText(state === 'rejected' ? cna.rejectedReasons : cna.descriptions),
      publishedAt: toTimeOf(metadata.datePublished) || toTimeOf(metadata.dateReserved),
      modifiedAt: toTimeOf(metadata.dateUpdated),
      scores: [
        readScores(cna, 'cna', toText(metadata.assignerShortName)),
        ...adps.map((adp) => readScores(adp, 'adp', '')),
      ].flat(),
      cwes: findCwes(all.flatMap(readWeaknesses)),
      references: toReferences(all.flatMap(readReferences)),
    },
  }
}

const STATES: Readonly<Record<string, CveRecord['state'] | undefined>> = {
  PUBLISHED: 'published',
  REJECTED: 'rejected',
}

type Container = Readonly<Record<string, unknown>>

function readScores(container: Container, role: ScoreRole, assigner: string): CveScore[] {
  const by = toText(toMembers(container.providerMetadata).shortName) || assigner
  return toList(container.metrics).flatMap((metric) => {
    const members = toMembers(metric)
    return FORMATS.flatMap((format) => {
      const { vectorString, baseScore } = toMembers(members[format])
      const vector = toText(vectorString)
      return vector === '' ? [] : [{ by, role, vector, stated: toNumber(baseScore) }]
    })
  })
}

const FORMATS = ['cvssV4_0', 'cvssV3_1', 'cvssV3_0', 'cvssV2_0']

/** By their id; older records only have it in the text. */
function readWeaknesses({ problemTypes }: Container): string[] {
  return toList(problemTypes).flatMap((type) =>
    toList(toMembers(type).descriptions).map((description) => {
      const { cweId, description: text } = toMembers(description)
      return toText(cweId) || toText(text)
    }),
  )
}

function readReferences({ references }: Container) {
  return toList(references).map((reference) => {
    const { url, tags } = toMembers(reference)
    const kinds = toList(tags).map(toText)
    return { url: toText(url), kind: (kinds.find((kind) => !kind.startsWith('x_')) ?? '').toLowerCase() }
  })
}
