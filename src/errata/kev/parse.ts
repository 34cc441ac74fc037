import { readCsvRows } from '../../lib/csv/read-rows.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import { readJsonRecords } from '../../lib/json/read-records.ts'
import { peek } from '../../lib/peek.ts'
import type { ExploitedCve } from '../../model/cve.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { findCwes, toCveName } from '../cve-words.ts'
import { type Read, toItems } from '../json-items.ts'
import { toMembers, toText, toTexts } from '../json-values.ts'
import { toTimeOf } from '../times.ts'
import { toLine, toShown } from '../words.ts'

/** What a piece of the catalogue held. */
export interface ExploitedPart {
  exploited: ExploitedCve[]
  rejects: Reject[]
}

/**
 * Reads CISA's catalogue of known exploited vulnerabilities, as JSON or as CSV by its first character. Throws a
 * FetchFailure for what is neither, for a list that is cut, and for one that holds another number than it says.
 */
export async function* parseKev(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ExploitedPart, void> {
  const { first, all } = await peek(pieces)
  const start = first?.subarray(0, 100).toString() ?? ''
  yield* /^\ufeff?\s*[{[<]/.test(start) ? parseJson(all, section) : parseCsv(all, section)
}

async function* parseJson(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ExploitedPart, void> {
  let read = 0
  let told: unknown
  for await (const { root, records } of readJsonRecords(pieces, 'vulnerabilities')) {
    const { items, rejects } = toItems(records, section, (value) => toExploited(toMembers(value)))
    read += records.length
    told = root.count
    yield { exploited: items, rejects }
  }
  if (typeof told === 'number' && told !== read) {
    throw new FetchFailure('truncated', `the catalogue says that it has ${told} entries, and has ${read}`)
  }
}

async function* parseCsv(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ExploitedPart, void> {
  let columns: string[] | undefined
  for await (const rows of readCsvRows(pieces)) {
    const part: ExploitedPart = { exploited: [], rejects: [] }
    for (const { line, cells } of rows) {
      if (columns === undefined) columns = toColumns(cells)
      else {
        const read = readCells(columns, cells)
        if ('item' in read) part.exploited.push(read.item)
        else part.rejects.push(toReject(section, line, toShown(cells.join(',')), read.reason))
      }
    }
    yield part
  }
  if (columns === undefined) throw new FetchFailure('bad-response', 'the catalogue is empty')
}

function toColumns(cells: readonly string[]): string[] {
  const columns = cells.map((cell) => cell.replace(/^\ufeff/, '').trim())
  if (columns.includes('cveID') && columns.includes('dateAdded')) return columns
  throw new FetchFailure('bad-response', 'it is not the catalogue: it has no columns cveID and dateAdded')
}

function readCells(columns: readonly string[], cells: readonly string[]): Read<ExploitedCve> {
  if (cells.length !== columns.length) {
    return { reason: `It has ${cells.length} columns in the place of ${columns.length}.` }
  }
  const members = Object.fromEntries(columns.map((column, i) => [column, cells[i]]))
  return toExploited({ ...members, cwes: toText(members.cwes).split(',') })
}

function toExploited(entry: Readonly<Record<string, unknown>>): Read<ExploitedCve> {
  const name = toCveName(entry.cveID)
  if (name === '') return { reason: 'It names no CVE.' }
  const addedAt = toTimeOf(entry.dateAdded)
  if (addedAt === 0) return { reason: `${name} has no day on which it was added.` }
  return {
    item: {
      ...{ name, addedAt, dueAt: toTimeOf(entry.dueDate) },
      title: toLine(toText(entry.vulnerabilityName)),
      vendor: toLine(toText(entry.vendorProject)),
      product: toLine(toText(entry.product)),
      description: toLine(toText(entry.shortDescription)),
      action: toLine(toText(entry.requiredAction)),
      isRansomware: /^known$/i.test(toText(entry.knownRansomwareCampaignUse)),
      cwes: findCwes(toTexts(entry.cwes)),
    },
  }
}
