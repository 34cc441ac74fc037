import { FetchFailure } from '../fetch/failure.ts'

/** A row by its columns, and the line where it begins, from 1. */
export interface CsvRow {
  line: number
  cells: string[]
}

/** Of a row: one without end must not fill the memory. */
const MAX_ROW = 1_000_000

/**
 * Reads a file of values that are separated by commas (RFC 4180; line breaks of any kind), some rows at a time. Empty
 * lines are left out. Throws a FetchFailure for a file that ends inside of quotes, and for a row that is too long.
 */
export async function* readCsvRows(pieces: AsyncIterable<Buffer>): AsyncGenerator<CsvRow[], void> {
  const decoder = new TextDecoder()
  const reader = new RowReader()
  for await (const piece of pieces) yield reader.read(decoder.decode(piece, { stream: true }))
  yield reader.read(decoder.decode())
  yield reader.end()
}

class RowReader {
  #rest = ''
  #line = 1

  /** The rows that end in this text. */
  read(text: string): CsvRow[] {
    this.#rest += text
    const rows: CsvRow[] = []
    for (let end = findEnd(this.#rest, 0); end >= 0; end = findEnd(this.#rest, 0)) {
      this.#take(this.#rest.slice(0, end), rows)
      this.#rest = this.#rest.slice(end + 1)
    }
    if (this.#rest.length > MAX_ROW) throw new FetchFailure('bad-response', `line ${this.#line} has no end`)
    return rows
  }

  end(): CsvRow[] {
    const rows: CsvRow[] = []
    if (countQuotes(this.#rest) % 2 === 1) {
      throw new FetchFailure('truncated', `the file ends in the middle of what line ${this.#line} begins`)
    }
    this.#take(this.#rest, rows)
    return rows
  }

  #take(text: string, rows: CsvRow[]): void {
    const line = this.#line
    this.#line += 1 + (text.match(/\n/g)?.length ?? 0)
    const row = text.replace(/\r$/, '')
    if (row !== '') rows.push({ line, cells: splitCells(row) })
  }
}

const countQuotes = (text: string) => text.match(/"/g)?.length ?? 0

/** The line break that ends a row: one that is not inside of quotes. */
function findEnd(text: string, from: number): number {
  let isQuoted = false
  MARKS.lastIndex = from
  for (let match = MARKS.exec(text); match; match = MARKS.exec(text)) {
    if (match[0] === '"') isQuoted = !isQuoted
    else if (!isQuoted) return match.index
  }
  return -1
}

const MARKS = /["\n]/g

function splitCells(row: string): string[] {
  if (!row.includes('"')) return row.split(',')
  const cells: string[] = []
  for (const [, quoted, bare = ''] of row.matchAll(CELL)) {
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
  }
  return cells
}

const CELL = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g
