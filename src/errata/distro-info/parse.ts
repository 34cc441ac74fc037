import { readCsvRows } from '../../lib/csv/read-rows.ts'
import { FetchFailure } from '../../lib/fetch/failure.ts'
import type { DistroRelease } from '../../model/distro-release.ts'
import { type Reject, toReject } from '../../model/reject.ts'
import { toTimeOf } from '../times.ts'
import { isOdd, toLine, toShown } from '../words.ts'

export interface ReleasePart {
  releases: DistroRelease[]
  rejects: Reject[]
}

/**
 * Reads a list of distro-info-data: `version,codename,series,created,release,eol`, and the ends of what follows. A row
 * ends where it has nothing more to say. Throws a FetchFailure for what is no such list.
 */
export async function* parseDistroInfo(
  pieces: AsyncIterable<Buffer>,
  section: string,
  distribution: DistroRelease['distribution'],
): AsyncGenerator<ReleasePart, void> {
  let columns: string[] | undefined
  for await (const rows of readCsvRows(pieces)) {
    const part: ReleasePart = { releases: [], rejects: [] }
    for (const { line, cells } of rows) {
      if (columns === undefined) columns = toColumns(cells)
      else {
        const read = toRelease(Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])), distribution)
        if (typeof read === 'string') part.rejects.push(toReject(section, line, toShown(cells.join(',')), read))
        else part.releases.push(read)
      }
    }
    yield part
  }
  if (columns === undefined) throw new FetchFailure('bad-response', 'the list is empty')
}

function toColumns(cells: readonly string[]): string[] {
  const columns = cells.map((cell) => cell.trim().toLowerCase())
  if (['version', 'series', 'release', 'eol'].every((name) => columns.includes(name))) return columns
  throw new FetchFailure(
    'bad-response',
    'it is not a list of releases: it has no columns version, series, release, eol',
  )
}

function toRelease(
  row: Readonly<Record<string, string>>,
  distribution: DistroRelease['distribution'],
): DistroRelease | string {
  const { version = '', codename = '', series = '' } = row
  if (series === '' || isOdd(series)) return 'It has no code name.'
  const day = (name: string) => toTimeOf(row[name])
  const wrong = Object.entries(row).find(
    ([name, text]) => /^(created|release|eol)/.test(name) && text !== '' && day(name) === 0,
  )
  if (wrong) return `Its ${wrong[0]} is no day.`
  return {
    // `6.06 LTS`
    ...{ distribution, series, version: version.split(' ')[0] ?? '', title: toLine(codename) },
    releasedAt: day('release'),
    // Debian's long-term support is for everybody; so is that of Ubuntu's servers
    endsAt: Math.max(day('eol'), day('eol-lts'), day('eol-server')),
    extendedAt: Math.max(day('eol-elts'), day('eol-esm'), day('eol-legacy')),
  }
}
