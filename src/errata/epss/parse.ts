import { readCsvRows } from '../../lib/csv/read-rows.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { CveChance } from '../../model/cve.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { toCveName } from '../cve-words.ts'
import { toShown } from '../words.ts'

/** What a piece of the list held. */
export interface ChancePart {
  chances: CveChance[]
  rejects: Reject[]
}

/**
 * Reads FIRST's list of EPSS scores (CSV, unpacked): a remark with model and date, the names of the columns, and a row
 * for each CVE. Throws a FetchFailure for what is no such list, or is cut.
 */
export async function* parseEpss(pieces: AsyncIterable<Buffer>, section: string): AsyncGenerator<ChancePart, void> {
  let columns: Columns | undefined
  for await (const rows of readCsvRows(pieces)) {
    const part: ChancePart = { chances: [], rejects: [] }
    for (const { line, cells } of rows) {
      if (cells[0]?.startsWith('#')) continue
      if (columns === undefined) columns = toColumns(cells)
      else readRow(cells, columns, line, section, part)
    }
    yield part
  }
  if (columns === undefined) throw new FetchFailure('bad-response', 'the list is empty')
}

interface Columns {
  count: number
  cve: number
  epss: number
  percentile: number
}

function toColumns(cells: readonly string[]): Columns {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const columns = {
    count: cells.length,
    cve: names.indexOf('cve'),
    epss: names.indexOf('epss'),
    percentile: names.indexOf('percentile'),
  }
  if (Object.values(columns).includes(-1)) {
    throw new FetchFailure('bad-response', 'it is not a list of EPSS scores: it has no columns cve, epss, percentile')
  }
  return columns
}

function readRow(cells: readonly string[], columns: Columns, line: number, section: string, part: ChancePart): void {
  const name = toCveName(cells[columns.cve])
  const [epss, percentile] = [toShare(cells[columns.epss]), toShare(cells[columns.percentile])]
  // the last one of a cut list lacks some; a cut number cannot be told from a whole one
  const reason =
    cells.length !== columns.count
      ? `It has ${cells.length} columns in the place of ${columns.count}.`
      : name === ''
        ? 'It names no CVE.'
        : epss === undefined || percentile === undefined
          ? 'It has a score that is no number from 0 to 1.'
          : undefined
  if (reason === undefined && epss !== undefined && percentile !== undefined) {
    part.chances.push({ name, epss, percentile })
  } else part.rejects.push(toReject(section, line, toShown(cells.join(',')), reason ?? ''))
}

function toShare(text: string | undefined): number | undefined {
  const value = /^\d(?:\.\d+)?(?:e-?\d{1,3})?$/i.test(text?.trim() ?? '') ? Number(text) : Number.NaN
  return value >= 0 && value <= 1 ? value : undefined
}
